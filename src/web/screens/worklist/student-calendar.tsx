import { Title } from '@mantine/core';
import { useMemo } from 'react';
import type { TriggerDetail } from '../../../server/triggers/contract.ts';
import { useApi, type AnswerOf } from '../../api.ts';
import { AttendanceCalendar, type CalendarDay } from '../../parts/attendance-calendar.tsx';
import { dayNumber, isoOf } from '../../parts/calendar-days.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';

interface StudentCalendarProps {
  readonly student: string;
  /** Ringed. */
  readonly counted: TriggerDetail['counted'];
}

/** The student's latest months with the counted days ringed. */
export function StudentCalendar({ student, counted }: StudentCalendarProps) {
  const t = useWords('worklist');
  const maySee = useMay('see-student');
  const { data } = useApi('readStudentYear', { params: { student } }, { enabled: maySee, staleTime: 30_000 });
  const days = useMemo(() => (data === undefined ? [] : calendarOf(data, counted)), [data, counted]);
  if (days.length === 0) return null;
  return (
    <div>
      <Title order={3} size="h4" mb="xs">
        {t('panel.calendar')}
      </Title>
      <AttendanceCalendar days={days} isSmall />
    </div>
  );
}

/** The months with counted days and the latest one, at most four; days without school between them too. */
function calendarOf(year: AnswerOf<'readStudentYear'>, counted: TriggerDetail['counted']): readonly CalendarDay[] {
  const ordinals = new Map([...new Set(counted.map(({ on }) => on))].toSorted().map((on, at) => [on, at + 1]));
  const shown = monthsShown([...ordinals.keys()], year.dataThrough ?? year.asOf);
  const known = new Map(year.days.map((day) => [day.on, day]));
  return [...shown].flatMap(daysOfMonth).map((on): CalendarDay => {
    const day = known.get(on);
    const ordinal = ordinals.get(on);
    return {
      on,
      status: statusOf(day),
      isUnexcused: day?.isUnexcused ?? false,
      ...(ordinal === undefined ? {} : { counted: { ordinal, of: ordinals.size } }),
    };
  });
}

function statusOf(day: AnswerOf<'readStudentYear'>['days'][number] | undefined): CalendarDay['status'] {
  if (day === undefined) return 'no-school';
  return day.mark ?? (day.school === null ? 'no-school' : 'not-yet');
}

const MOST_MONTHS = 4;

function monthsShown(counted: readonly string[], last: string): readonly string[] {
  const months = new Set([...counted, last].map((on) => on.slice(0, 7)));
  return [...months].toSorted().slice(-MOST_MONTHS);
}

/** `2026-11`: its days as ISO texts. */
function daysOfMonth(month: string): readonly string[] {
  const first = dayNumber(`${month}-01`);
  return Array.from({ length: 31 }, (_, at) => isoOf(first + at)).filter((on) => on.startsWith(month));
}
