import { Table, Text } from '@mantine/core';
import { useWords } from '../words/words.ts';
import { MARKS, type CalendarDay } from './calendar-days.ts';
import classes from './calendar.module.css';
import { DateText } from './date-text.tsx';
import { NumberText } from './number-text.tsx';
import { countedWords, useDayWords } from './use-day-name.ts';

/** The same days as a table; plain days of presence are said in one sentence. */
export function CalendarList({ days }: { readonly days: readonly CalendarDay[] }) {
  const t = useWords('parts');
  const words = useDayWords();
  const told = days.filter(
    ({ status, counted }) => counted !== undefined || !['present', 'no-school', 'not-yet'].includes(status),
  );
  const present = days.filter(({ status, counted }) => status === 'present' && counted === undefined).length;
  return (
    <div className={classes.list}>
      <Text size="sm">{t('calendar.otherwise', { count: present })}</Text>
      <Table stickyHeader={false} aria-label={t('calendar.attendance')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('calendar.date')}</Table.Th>
            <Table.Th scope="col" className={classes.wideOnly}>
              {t('calendar.mark')}
            </Table.Th>
            <Table.Th scope="col">{t('calendar.status')}</Table.Th>
            <Table.Th scope="col" ta="end" className={classes.wideOnly}>
              {t('calendar.minutesHead')}
            </Table.Th>
            <Table.Th scope="col" className={classes.wideOnly}>
              {t('calendar.counting')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {told.map((day) => (
            <Table.Tr key={day.on}>
              <Table.Th scope="row" fw={400}>
                <DateText value={day.on} />
              </Table.Th>
              <Table.Td className={classes.wideOnly}>
                {day.part}
                {MARKS[day.status]}
              </Table.Td>
              <Table.Td>
                <span className={classes.wideOnly}>
                  {words({ ...day, minutes: undefined, counted: undefined }).join(', ')}
                </span>
                <span className={classes.narrowOnly}>{words(day).join(', ')}</span>
              </Table.Td>
              <Table.Td ta="end" className={classes.wideOnly}>
                {day.minutes !== undefined && <NumberText value={day.minutes} />}
              </Table.Td>
              <Table.Td className={classes.wideOnly}>{countedWords(day.counted, t).join('')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
