import { Table, Text } from '@mantine/core';
import { useDate } from '../../parts/date-text.tsx';
import { useWords } from '../../words/words.ts';
import classes from './student.module.css';
import type { Criterion, Why } from './why-row.tsx';

/** The days behind a criterion: those that count, numbered, and those that do not, each with its reason. */
export function WhyDays({ criterion, why }: { readonly criterion: Criterion; readonly why: Why }) {
  const t = useWords('student');
  const date = useDate();
  const { counted, notCounted, whyNotCounted, from, through } = criterion;
  return (
    <div className={classes.days}>
      <Text size="sm" className="rc-dimmed">
        {from === null
          ? t('why.until', { through: date(through) })
          : t('why.window', { from: date(from), through: date(through) })}
      </Text>
      {counted.length > 0 && (
        <Table aria-label={t('why.counted', { count: counted.length })} verticalSpacing={4}>
          <Table.Caption className={classes.caption}>{t('why.counted', { count: counted.length })}</Table.Caption>
          <Table.Tbody>
            {counted.map((place, at) => (
              <Table.Tr key={at}>
                <Table.Td ta="end">{at + 1}</Table.Td>
                <RecordCells record={why.records[place]} />
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {notCounted.length > 0 && (
        <Table aria-label={t('why.notCounted', { count: notCounted.length })} verticalSpacing={4}>
          <Table.Caption className={classes.caption}>{t('why.notCounted', { count: notCounted.length })}</Table.Caption>
          <Table.Tbody>
            {notCounted.map((place, at) => (
              <Table.Tr key={at}>
                <RecordCells record={why.records[place]} />
                <Table.Td>{why.reasons[whyNotCounted[at] ?? -1]}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </div>
  );
}

function RecordCells({ record }: { readonly record: Why['records'][number] | undefined }) {
  const t = useWords('student');
  const date = useDate();
  if (record === undefined) return null;
  const { code, period, minutes } = record;
  return (
    <>
      <Table.Th scope="row" fw={400}>
        {date(record.date)}
      </Table.Th>
      <Table.Td>{code}</Table.Td>
      <Table.Td>{period === null ? t('why.allDay') : t('why.period', { period })}</Table.Td>
      <Table.Td ta="end">{minutes === null ? '' : t('day.minutes', { count: minutes, minutes })}</Table.Td>
    </>
  );
}
