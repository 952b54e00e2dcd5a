/** What a run changed, in one sentence; what is zero is left out. */
import type { useNumber } from '../../parts/number-text.tsx';
import type { Say } from '../../words/words.ts';
import { figureOf, type Job } from './use-jobs.ts';

export const CHANGES = [
  'new',
  'moved',
  'redecided',
  'lapsed',
  'activeAgain',
  'amended',
  'noLongerMet',
  'metAgain',
] as const;

export function changesInWords(result: Job['result'], t: Say, number: ReturnType<typeof useNumber>): string {
  const parts = CHANGES.flatMap((change) => {
    const count = figureOf(result, 'figures', change) ?? 0;
    return count === 0 ? [] : [t(`change.${change}`, { count, number: number(count) })];
  });
  return parts.length === 0 ? t('change.nothing') : `${parts.join(' · ')}.`;
}
