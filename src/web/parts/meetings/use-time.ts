import { localeOf } from '../number-text.tsx';
import { useLanguage } from '../../words/words.ts';

/** `15:30` as people say it: `3:30 PM`. */
export function useTime(): (at: string) => string {
  const language = useLanguage();
  return (at) =>
    new Intl.DateTimeFormat(localeOf(language), { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(
      new Date(`2000-01-01T${at}:00Z`),
    );
}
