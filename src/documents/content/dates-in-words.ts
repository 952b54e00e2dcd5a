/**
 * Calendar dates and times in the words of a language: Gregorian, Western digits, no zone.
 * Input: ISO dates `YYYY-MM-DD`, times `HH:MM`. Ends: a language the platform does not know gives English.
 */
export interface DateWords {
  /** `Mon, Nov 9, 2026`: for a table. */
  short(on: string): string;
  /** `November 9, 2026`: for running text. */
  long(on: string): string;
  /** `Tuesday, December 1, 2026`: for an appointment. */
  full(on: string): string;
  /** `November 2026` */
  month(on: string): string;
  /** `3:30 PM` */
  time(at: string): string;
}

const KNOWN = new Map<string, DateWords>();

export function dateWordsOf(language: string): DateWords {
  const known = KNOWN.get(language) ?? createDateWords(language);
  KNOWN.set(language, known);
  return known;
}

function createDateWords(language: string): DateWords {
  const locales = [language === 'en' ? 'en-US' : language === 'es' ? 'es-US' : language, 'en-US'];
  const formatter = (options: Intl.DateTimeFormatOptions): ((instant: Date) => string) => {
    const format = new Intl.DateTimeFormat(locales, {
      ...options,
      timeZone: 'UTC',
      calendar: 'gregory',
      numberingSystem: 'latn',
    });
    return (instant) => format.format(instant).replaceAll(/[\u202F\u00A0]/g, ' ');
  };
  const short = formatter({ weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' });
  const long = formatter({ year: 'numeric', month: 'long', day: 'numeric' });
  const full = formatter({ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' });
  const month = formatter({ year: 'numeric', month: 'long' });
  const time = formatter({ hour: 'numeric', minute: '2-digit' });
  return {
    short: (on) => short(noonOf(on)),
    long: (on) => long(noonOf(on)),
    full: (on) => full(noonOf(on)),
    month: (on) => month(noonOf(on)),
    time: (at) => time(new Date(`2000-01-01T${at.slice(0, 5)}:00Z`)),
  };
}

function noonOf(on: string): Date {
  return new Date(`${on.slice(0, 10)}T12:00:00Z`);
}
