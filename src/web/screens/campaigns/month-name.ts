import { localeOf } from '../../parts/number-text.tsx';

/** `October 2026`, of the first day of a month. */
export function monthName(month: string, language: 'en' | 'es'): string {
  return new Intl.DateTimeFormat(localeOf(language), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}T00:00:00Z`),
  );
}
