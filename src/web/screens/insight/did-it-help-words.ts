/** How a response and a difference are said. */
import type { HelpShape } from '../../../server/did-it-help/contract.ts';
import { useNumber } from '../../parts/number-text.tsx';
import { useWords } from '../../words/words.ts';

/** Kinds that the app has words for; a plan of another kind goes by the name that its pack gives it. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  contact: ['phone', 'email', 'in-person', 'home-visit', 'text'],
  meeting: ['conference', 'team', 'multi-agency', 'contract', 'follow-up'],
  plan: ['intervention', 'success', 'action'],
  activity: ['restorative-conversation', 'engage-family', 'relationship-mapping', 'event', 'other'],
  referral: ['supervisor', 'officer', 'specialist', 'agency'],
};

/** "Letters, all", "First letter (L1)", "Phone calls that reached the family". */
export function useResponseName(): (line: Pick<HelpShape, 'family' | 'level' | 'title'>) => string {
  const t = useWords('did-it-help');
  return ({ family, level, title }) => {
    if (level === '') return t(`family.${family}`);
    if (title !== '') return t(family === 'letter' ? 'letter' : 'intervention', { title, level });
    return KINDS[family]?.includes(level) === true ? t(`${family}.${level}`) : t('otherKind', { kind: level });
  };
}

/** "+0.7", "−0.2", "0.0" */
export function usePoints(): (points: number) => string {
  const number = useNumber();
  return (points) => {
    const sign = points > 0 ? '+' : points < 0 ? '−' : '';
    return sign + number(Math.abs(points), { digits: 1 });
  };
}

/** To a tenth, of figures that are rounded to a tenth already. */
export function changeOf(before: number, after: number): number {
  return Math.round((after - before) * 10) / 10;
}
