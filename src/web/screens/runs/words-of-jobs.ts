/** How jobs, times and whoever asked are said. */
import { localeOf, useNumber } from '../../parts/number-text.tsx';
import { useLanguage, useWords } from '../../words/words.ts';

const KINDS = ['calculation', 'letters', 'import', 'backup', 'presume-received', 'approval-mail', 'mail', 'retention'];

/** The name of a kind of job. */
export function useKind(): (job: string) => string {
  const t = useWords('runs');
  return (job) => (KINDS.includes(job) ? t(`kind.${job}`) : job);
}

/** Who asked: a person, or the schedule. */
export function useWho(): (by: string) => string {
  const t = useWords('runs');
  return (by) => (by === 'schedule' ? t('bySchedule') : by);
}

/** "41 s", "3 min"; a dash where it was not measured. */
export function useDuration(): (seconds: number | null) => string {
  const t = useWords('runs');
  const number = useNumber();
  return (seconds) => {
    if (seconds === null) return '–';
    if (seconds < 1) return t('seconds', { seconds: number(seconds, { digits: 1 }) });
    if (seconds < 120) return t('seconds', { seconds: number(Math.round(seconds)) });
    return t('minutes', { minutes: number(Math.round(seconds / 60)) });
  };
}

/** "Mon, Wed, Fri at 5:32 PM", "every day at …", "Monday to Friday at …". */
export function useRhythm(): (days: readonly number[], at: string) => string {
  const t = useWords('runs');
  const weekday = useWeekday();
  const language = useLanguage();
  return (days, at) => {
    const time = new Intl.DateTimeFormat(localeOf(language), {
      hour: 'numeric',
      minute: '2-digit',
      timeZone: 'UTC',
    }).format(new Date(`2000-01-01T${at}:00Z`));
    if (days.length === 7) return t('rhythm.everyDay', { time });
    if (days.join() === '1,2,3,4,5') return t('rhythm.schoolDays', { time });
    return t('rhythm.days', { days: days.map((day) => weekday(day, 'short')).join(', '), time });
  };
}

/** 1 is Monday. */
export function useWeekday(): (day: number, form: 'short' | 'long') => string {
  const language = useLanguage();
  return (day, form) =>
    new Intl.DateTimeFormat(localeOf(language), { weekday: form, timeZone: 'UTC' }).format(
      new Date(Date.UTC(2024, 0, day)),
    );
}

/** "Pacific Time". */
export function useZoneName(): (zone: string) => string {
  const language = useLanguage();
  return (zone) =>
    new Intl.DateTimeFormat(localeOf(language), { timeZone: zone, timeZoneName: 'longGeneric' })
      .formatToParts(new Date())
      .find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}
