/** The words for a value of a filter. */
import { useWords } from '../../words/words.ts';
import { valueText } from '../../words/worklist-text.ts';
import type { Filter } from './choice.ts';

/** `wordOf('type', 'letter')`: "Letter". */
export function useValueWords(): (filter: Filter, value: string, label?: string) => string {
  const t = useWords('worklist');
  return (filter, value, label) => valueText(t, filter, { value, ...(label === undefined ? {} : { label }) });
}
