/**
 * The attendance of a year as small months: each day a letter with its pattern, counted days with a ring; or the same as a list.
 * Keys: ←→ day, ↑↓ week, PgUp/PgDn month, Home/End week.
 */
import { SegmentedControl } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useWords } from '../words/words.ts';
import { CalendarLegend } from './calendar-legend.tsx';
import type { CalendarDay } from './calendar-days.ts';
import { CalendarList } from './calendar-list.tsx';
import { CalendarMonths } from './calendar-months.tsx';
import classes from './calendar.module.css';

export type { CalendarDay } from './calendar-days.ts';

interface AttendanceCalendarProps {
  /** Every day from the first to the last to show. */
  readonly days: readonly CalendarDay[];
  /** The day whose details are shown. */
  readonly chosen?: string;
  readonly onChoose?: (day: CalendarDay) => void;
  /** Stands beside the choice of calendar or list: the rule picker. */
  readonly children?: ReactNode;
  /** Without the choice of a list and the legend: in a side panel. */
  readonly isSmall?: boolean;
}

export function AttendanceCalendar({ days, chosen, onChoose, children, isSmall = false }: AttendanceCalendarProps) {
  const t = useWords('parts');
  const [view, setView] = useState<'calendar' | 'list'>('calendar');
  if (isSmall) return <CalendarMonths days={days} chosen={chosen} onChoose={onChoose} />;
  return (
    <div>
      <div className={`${classes.bar} rc-no-print`}>
        <SegmentedControl
          aria-label={t('calendar.shownAs')}
          value={view}
          onChange={(value) => setView(value === 'list' ? 'list' : 'calendar')}
          data={[
            { value: 'calendar', label: t('calendar.asCalendar') },
            { value: 'list', label: t('calendar.asList') },
          ]}
        />
        {children}
      </div>
      {view === 'calendar' ? (
        <>
          <CalendarMonths days={days} chosen={chosen} onChoose={onChoose} />
          <CalendarLegend />
        </>
      ) : (
        <CalendarList days={days} />
      )}
    </div>
  );
}
