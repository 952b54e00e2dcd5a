/** Dates with their weekday, times in the district's zone, always of the Gregorian calendar. */
import { useMaybeMe } from '../shell/me.ts';
import { useLanguage } from '../words/words.ts';
import { localeOf } from './number-text.tsx';

export type DateForm =
  /** "Mon, Nov 9, 2026" */
  | 'date'
  /** "Mon, Nov 9" */
  | 'short'
  /** "Nov 9" */
  | 'day'
  /** "November 2026" */
  | 'month'
  /** "Fri, Nov 13, 5:32 PM" of an instant */
  | 'moment'
  /** "5:32 PM" of an instant */
  | 'time';

const FORMS: Readonly<Record<DateForm, Intl.DateTimeFormatOptions>> = {
  date: { weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' },
  short: { weekday: 'short', month: 'short', day: 'numeric' },
  day: { month: 'short', day: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  moment: { weekday: 'short', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' },
  time: { hour: 'numeric', minute: '2-digit' },
};

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

interface FormatOptions {
  readonly as: DateForm;
  readonly language: string;
  /** IANA name; the machine's own unless given. Dates without a time have none. */
  readonly zone?: string;
}

export function formatDate(value: string, { as, language, zone }: FormatOptions): string {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(value);
  return new Intl.DateTimeFormat(localeOf(language), {
    ...FORMS[as],
    calendar: 'gregory',
    ...(isDate ? { timeZone: 'UTC' } : zone === undefined ? {} : { timeZone: zone }),
  }).format(new Date(isDate ? `${value}T00:00:00Z` : value));
}
