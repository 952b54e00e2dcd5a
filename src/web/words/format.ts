/** Dates, numbers and languages in the words of a language: the same on screen and on paper. */

export type DateForm =
  /** "Mon, Nov 9, 2026" */
  | 'date'
  /** "Mon, Nov 9" */
  | 'short'
  /** "Nov 9" */
  | 'day'
  /** "November 2026" */
  | 'month'
  /** "Nov" */
  | 'monthName'
  /** "Fri, Nov 13, 5:32 PM" of an instant */
  | 'moment'
  /** "5:32 PM" of an instant */
  | 'time';

const FORMS: Readonly<Record<DateForm, Intl.DateTimeFormatOptions>> = {
  date: { weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' },
  short: { weekday: 'short', month: 'short', day: 'numeric' },
  day: { month: 'short', day: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  monthName: { month: 'short' },
  moment: { weekday: 'short', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' },
  time: { hour: 'numeric', minute: '2-digit' },
};

interface FormatOptions {
  readonly as: DateForm;
  readonly language: string;
  /** IANA name; the machine's own unless given. Dates without a time have none. */
  readonly zone?: string | undefined;
}

/** `value`: an ISO date ("2026-11-09"), or an instant ("2026-11-13T17:32:00-08:00") for `moment` and `time`. */
export function formatDate(value: string, { as, language, zone }: FormatOptions): string {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const at = isDate ? 'UTC' : zone;
  const form = kept(DATES, `${language} ${as} ${at ?? ''}`, () => {
    const options = { ...FORMS[as], calendar: 'gregory', ...(at === undefined ? {} : { timeZone: at }) };
    return new Intl.DateTimeFormat(localeOf(language), options);
  });
  return form.format(new Date(isDate ? `${value}T00:00:00Z` : value));
}

/** `15:30` as people say it: `3:30 PM`. */
export function formatTime(at: string, language: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(
    new Date(`2000-01-01T${at}:00Z`),
  );
}

export interface NumberForm {
  /** `percent`: 0.941 is 94.1%. */
  readonly as?: 'plain' | 'percent';
  /** Digits behind the point; as many as needed unless given. */
  readonly digits?: number;
}

export function formatNumber(value: number, { as = 'plain', digits }: NumberForm, language: string): string {
  const form = kept(NUMBERS, `${language} ${as} ${digits ?? ''}`, () => {
    const style = as === 'percent' ? 'percent' : 'decimal';
    const places = digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
    return new Intl.NumberFormat(localeOf(language), { style, ...places });
  });
  return form.format(value);
}

/** To make one takes a hundred times as long as to use it, and a table has thousands of cells. */
const DATES = new Map<string, Intl.DateTimeFormat>();
const NUMBERS = new Map<string, Intl.NumberFormat>();

function kept<T>(all: Map<string, T>, key: string, make: () => T): T {
  const known = all.get(key);
  if (known !== undefined) return known;
  const made = make();
  all.set(key, made);
  return made;
}

/** US forms of dates and numbers, in the language of the page. */
export function localeOf(language: string): string {
  return `${language}-US`;
}

/** `es`: "Spanish" in the language of the reader. */
export function nameOfLanguage(tag: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
