/** Dates with their weekday, times in the district's zone, always of the Gregorian calendar. */
import { useMaybeMe } from '../shell/me.ts';
import { formatDate, type DateForm } from '../words/format.ts';
import { useLanguage } from '../words/words.ts';

export { formatDate, type DateForm } from '../words/format.ts';

/** `value`: an ISO date ("2026-11-09"), or an instant ("2026-11-13T17:32:00-08:00") for `moment` and `time`. */
export function DateText({ value, as = 'date' }: { readonly value: string; readonly as?: DateForm }) {
  const text = useDate()(value, as);
  return <time dateTime={value}>{text}</time>;
}

/** The same as a function, for labels. */
export function useDate(): (value: string, as?: DateForm) => string {
  const language = useLanguage();
  const zone = useMaybeMe()?.zone;
  return (value, as = 'date') => formatDate(value, { as, language, zone });
}
