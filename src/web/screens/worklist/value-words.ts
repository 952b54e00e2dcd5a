/** The words for a value of a filter. */
import { useWords } from '../../words/words.ts';
import type { Filter } from './choice.ts';

const TYPES = [
  'letter',
  'notification',
  'task',
  'case',
  'plan',
  'assignment',
  'referral',
  'eligibility',
  'incident',
  'at-risk',
  'alert',
];
const REASONS = [
  'settling',
  'after',
  'gap',
  'conference',
  'person',
  'note',
  'excluded',
  'exempt',
  'not-enrolled',
  'approval',
  'amended',
  'no-longer-met',
  'met-again',
];

/** `wordOf('type', 'letter')`: "Letter". Codes, grades and schools are their own words; `label` where the list names more. */
export function useValueWords(): (filter: Filter, value: string, label?: string) => string {
  const t = useWords('worklist');
  return (filter, value, label = value) => {
    if (filter === 'type') return TYPES.includes(value) ? t(`types.${value}`) : value;
    if (filter === 'decision') return REASONS.includes(value) ? t(`reasons.${value}`) : value;
    if (filter === 'level' && label !== value) return `${value} ${label}`;
    return label;
  };
}
