import { useWords } from '../words/words.ts';
import type { CalendarDay } from './calendar-days.ts';
import { useDate } from './date-text.tsx';

/** The whole of a day in words: "Wed, Nov 4, 2026, tardy, unexcused, 34 minutes, counts, 2 of 3". */
export function useDayName(): (day: CalendarDay) => string {
  const date = useDate();
  const words = useDayWords();
  return (day) => [date(day.on), ...words(day)].join(', ');
}

/** The same without the date. */
export function useDayWords(): (day: CalendarDay) => readonly string[] {
  const t = useWords('parts');
  return ({ status, isUnexcused, part, minutes, counted, detail }) => {
    const kind =
      isUnexcused === true && (status === 'tardy' || status === 'left-early') ? `${status}-unexcused` : status;
    return [
      t(`day.${kind}`),
      ...(part === undefined ? [] : [t('calendar.part', { part })]),
      ...(minutes === undefined ? [] : [t('calendar.minutes', { count: minutes })]),
      ...(detail === undefined || detail === '' ? [] : [detail]),
      ...countedWords(counted, t),
    ];
  };
}

/** "counts, 2 of 3", or nothing. */
export function countedWords(counted: CalendarDay['counted'], t: ReturnType<typeof useWords>): readonly string[] {
  if (counted === undefined) return [];
  const { ordinal, of } = counted;
  return [
    ordinal === undefined || of === undefined ? t('calendar.countsPlain') : t('calendar.counts', { ordinal, of }),
  ];
}
