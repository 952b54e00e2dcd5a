/** The reasons of journal entries: Rollcall's own in the language of the page, those of the district as it wrote them. */
import { useApi } from '../../api.ts';
import { useWords } from '../../words/words.ts';

const KNOWN = ['attendance', 'behavior', 'academic', 'family', 'health', 'other'];

/** As a choice: key and label. */
export function useReasons(): readonly { readonly value: string; readonly label: string }[] {
  const word = useReasonWord();
  const reasons = useApi('readJournalReasons', undefined, { staleTime: 300_000 });
  return (reasons.data?.reasons ?? KNOWN.map((key) => ({ key, label: '' }))).map(({ key, label }) => ({
    value: key,
    label: KNOWN.includes(key) || label === '' ? word(key) : label,
  }));
}

export function useReasonWord(): (key: string) => string {
  const t = useWords('journal');
  const reasons = useApi('readJournalReasons', undefined, { staleTime: 300_000 });
  return (key) => {
    if (KNOWN.includes(key)) return t(`reasons.${key}`);
    const label = reasons.data?.reasons.find((one) => one.key === key)?.label ?? '';
    return label === '' ? key : label;
  };
}
