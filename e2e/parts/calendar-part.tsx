import { Select } from '@mantine/core';
import { useState } from 'react';
import { AttendanceCalendar, type CalendarDay } from '../../src/web/parts/attendance-calendar.tsx';
import { isoOf, dayNumber, weekdayOf } from '../../src/web/parts/calendar-days.ts';
import { PageTitle } from '../../src/web/parts/page-title.tsx';

const FIRST = dayNumber('2026-08-24');
const LAST = dayNumber('2026-11-30');

const TOLD: Readonly<Record<string, Partial<CalendarDay>>> = {
  '2026-09-07': { status: 'no-school' },
  '2026-09-21': { status: 'excused' },
  '2026-09-22': { status: 'exempt', detail: 'field trip' },
  '2026-10-01': { status: 'unverified' },
  '2026-10-14': { status: 'tardy', minutes: 12 },
  '2026-10-15': { status: 'left-early', minutes: 40, isUnexcused: true },
  '2026-10-27': { status: 'unexcused', counted: { ordinal: 1, of: 3 } },
  '2026-11-04': { status: 'tardy', minutes: 34, isUnexcused: true, counted: { ordinal: 2, of: 3 } },
  '2026-11-05': { status: 'unexcused', part: '½' },
  '2026-11-09': { status: 'unexcused', counted: { ordinal: 3, of: 3 } },
  '2026-11-11': { status: 'no-school' },
};

const DAYS: readonly CalendarDay[] = Array.from({ length: LAST - FIRST + 1 }, (_, at) => {
  const on = isoOf(FIRST + at);
  const weekend = [0, 6].includes(weekdayOf(on));
  const status = weekend ? 'no-school' : on > '2026-11-12' ? 'not-yet' : 'present';
  return { on, status, ...TOLD[on] };
});

/** A quarter of a year with every mark. */
export function CalendarPart() {
  const [chosen, setChosen] = useState<string>();
  return (
    <>
      <PageTitle title="Attendance" />
      <AttendanceCalendar days={DAYS} chosen={chosen} onChoose={({ on }) => setChosen(on)}>
        <Select aria-label="Rule" data={['L1', 'L2']} defaultValue="L1" />
      </AttendanceCalendar>
      <p role="status">{chosen}</p>
    </>
  );
}
