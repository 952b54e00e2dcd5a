import { useRef, useState, type KeyboardEvent } from 'react';
import { useLanguage, useWords } from '../words/words.ts';
import { dayAfterKey, isoOf, MARKS, monthsOf, weekdaysOf, type CalendarDay, type Month } from './calendar-days.ts';
import classes from './calendar.module.css';
import { formatDate } from './date-text.tsx';
import { useDirection } from '@mantine/core';
import { useDayName } from './use-day-name.ts';

interface CalendarMonthsProps {
  readonly days: readonly CalendarDay[];
  readonly chosen: string | undefined;
  readonly onChoose: ((day: CalendarDay) => void) | undefined;
}

/** As many months in a row as fit; one tab stop for all of them. */
export function CalendarMonths({ days, chosen, onChoose }: CalendarMonthsProps) {
  const t = useWords('parts');
  const { dir } = useDirection();
  const frame = useRef<HTMLDivElement>(null);
  const weekdays = weekdaysOf(days);
  const months = monthsOf(days, weekdays);
  const shown = months.flatMap(({ weeks }) => weeks.flat().flatMap((day) => (day === undefined ? [] : [day.on])));
  const [focused, setFocused] = useState<string>();
  const lastMet = days.findLast(({ status }) => status !== 'no-school' && status !== 'not-yet')?.on;
  const stop = [focused, chosen, lastMet, shown[0]].find((on) => on !== undefined && shown.includes(on));

  const onKeyDown = (event: KeyboardEvent) => {
    const on = (event.target as HTMLElement).dataset['on'];
    const to = on === undefined ? undefined : dayAfterKey(on, mirrored(event.key, dir), shown);
    if (to === undefined) return;
    event.preventDefault();
    setFocused(to);
    frame.current?.querySelector<HTMLElement>(`[data-on="${to}"]`)?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the days are buttons; their keys are heard here
    <div
      ref={frame}
      className={classes.months}
      role="group"
      aria-label={t('calendar.attendance')}
      onKeyDown={onKeyDown}
    >
      {months.map((month) => (
        <MonthTable
          key={month.key}
          month={month}
          weekdays={weekdays}
          stop={stop}
          chosen={chosen}
          onFocus={setFocused}
          onChoose={onChoose}
        />
      ))}
    </div>
  );
}

interface MonthTableProps {
  readonly month: Month;
  readonly weekdays: readonly number[];
  /** The day that Tab reaches. */
  readonly stop: string | undefined;
  readonly chosen: string | undefined;
  readonly onFocus: (on: string) => void;
  readonly onChoose: ((day: CalendarDay) => void) | undefined;
}

function MonthTable({ month, weekdays, stop, chosen, onFocus, onChoose }: MonthTableProps) {
  const language = useLanguage();
  return (
    <table className={classes.month}>
      <caption>{formatDate(`${month.key}-01`, { as: 'month', language })}</caption>
      <thead>
        <tr>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col">
              <span aria-hidden="true">{weekdayName(weekday, language, 'narrow')}</span>
              <span className="rc-hidden">{weekdayName(weekday, language, 'long')}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {month.weeks.map((week, at) => (
          <tr key={at}>
            {week.map((day, column) => (
              <td key={weekdays[column]}>
                {day !== undefined && (
                  <DayCell
                    day={day}
                    isStop={day.on === stop}
                    isChosen={day.on === chosen}
                    onFocus={onFocus}
                    onChoose={onChoose}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayCellProps {
  readonly day: CalendarDay;
  readonly isStop: boolean;
  readonly isChosen: boolean;
  readonly onFocus: (on: string) => void;
  readonly onChoose: ((day: CalendarDay) => void) | undefined;
}

function DayCell({ day, isStop, isChosen, onFocus, onChoose }: DayCellProps) {
  const nameOf = useDayName();
  return (
    <button
      type="button"
      className={classes.day}
      data-on={day.on}
      data-status={day.status}
      data-unexcused={day.isUnexcused === true && day.status !== 'unexcused'}
      data-counted={day.counted !== undefined}
      tabIndex={isStop ? 0 : -1}
      aria-label={nameOf(day)}
      aria-pressed={onChoose === undefined ? undefined : isChosen}
      onFocus={() => onFocus(day.on)}
      onClick={() => onChoose?.(day)}
    >
      <span className={classes.mark} data-mark={`${day.part ?? ''}${MARKS[day.status]}`} />
    </button>
  );
}

function mirrored(key: string, dir: 'ltr' | 'rtl'): string {
  if (dir === 'ltr') return key;
  return key === 'ArrowLeft' ? 'ArrowRight' : key === 'ArrowRight' ? 'ArrowLeft' : key;
}

/** Jan 4, 1970 was a Sunday. */
function weekdayName(weekday: number, language: string, form: 'narrow' | 'long'): string {
  const date = new Date(`${isoOf(3 + weekday)}T00:00:00Z`);
  return new Intl.DateTimeFormat(language, { weekday: form, timeZone: 'UTC' }).format(date);
}
