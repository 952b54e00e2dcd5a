import { localeOf } from '../../parts/number-text.tsx';
import { useLanguage } from '../../words/words.ts';

/** "Monday, November 16" of an ISO date. */
export function useLongDate(): (day: string) => string {
  const language = useLanguage();
  return (day) => {
    const text = new Intl.DateTimeFormat(localeOf(language), {
      weekday: 'long',
      month: 'long',
      day: 'numeric',
      calendar: 'gregory',
      timeZone: 'UTC',
    }).format(new Date(`${day}T00:00:00Z`));
    return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
  };
}
