/** The reasons of journal entries: Rollcall's own in the language of the page, those of the district as it wrote them. */
import { useApi } from '../../api.ts';
import { useWords } from '../../words/words.ts';

const KNOWN = ['attendance', 'behavior', 'academic', 'family', 'health', 'other'];

/** As a choice: key and label. */
export function useReasons(): readonly {
  readonly value: string;
  readonly label: string;
  readonly joinsPlan: boolean;
}[] {
  const t = useWords('journal');
  const reasons = useApi('readJournalReasons', undefined, { staleTime: 300_000 });
  const known = KNOWN.map((key) => ({ key, label: t(`reasons.${key}`), joinsPlan: key === 'attendance' }));
  return (reasons.data?.reasons ?? known).map(({ key, label, joinsPlan }) => ({ value: key, label, joinsPlan }));
}

/** A reason that no longer holds is said in Rollcall's own words, else by its key. */
export function useReasonWord(): (key: string) => string {
  const t = useWords('journal');
  const reasons = useReasons();
  return (key) =>
    reasons.find(({ value }) => value === key)?.label ?? (KNOWN.includes(key) ? t(`reasons.${key}`) : key);
}
