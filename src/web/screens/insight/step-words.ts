import type { InsightSteps, StepKindField } from '../../../server/insight/contract.ts';
import { useWords } from '../../words/words.ts';

export type StepLine = InsightSteps['lines'][number];

/** In the order in which they follow each other. */
export const KINDS: readonly StepKindField[] = [
  'letter',
  'contact',
  'meeting',
  'plan',
  'campaign',
  'referral',
  'welfare',
];

export function sumOf(lines: readonly { readonly count: number }[]): number {
  return lines.reduce((sum, { count }) => sum + count, 0);
}

/** What a line of the steps is called. */
export function useStepWords(): { readonly level: (line: Pick<StepLine, 'kind' | 'pack' | 'level'>) => string } {
  const t = useWords('insight');
  return {
    level: ({ kind, pack, level }) => {
      if (level === '') return '';
      return kind === 'letter' ? `${level} · ${pack}` : t(`steps.of.${kind}.${level}`, { defaultValue: level });
    },
  };
}
