import { Table, Text } from '@mantine/core';
import { useDate } from '../../parts/date-text.tsx';
import { useWords } from '../../words/words.ts';
import classes from './student.module.css';
import type { Criterion } from './why-row.tsx';

/** The days behind a criterion: those that count, numbered, and those that do not, each with its reason. */
export function WhyDays({ criterion: { counted, notCounted, from, through } }: { readonly criterion: Criterion }) {
  const t = useWords('student');
  const date = useDate();
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
            {counted.map((record, at) => (
              <Table.Tr key={at}>
                <Table.Td ta="end">{at + 1}</Table.Td>
                <Table.Th scope="row" fw={400}>
                  {date(record.date)}
                </Table.Th>
                <RecordCells record={record} />
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {notCounted.length > 0 && (
        <Table aria-label={t('why.notCounted', { count: notCounted.length })} verticalSpacing={4}>
          <Table.Caption className={classes.caption}>{t('why.notCounted', { count: notCounted.length })}</Table.Caption>
          <Table.Tbody>
            {notCounted.map((record, at) => (
              <Table.Tr key={at}>
                <Table.Th scope="row" fw={400}>
                  {date(record.date)}
                </Table.Th>
                <RecordCells record={record} />
                <Table.Td lang="en">{record.why}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </div>
  );
}

function RecordCells({ record: { code, period, minutes } }: { readonly record: Criterion['counted'][number] }) {
  const t = useWords('student');
  return (
    <>
      <Table.Td>{code}</Table.Td>
      <Table.Td>{period === null ? t('why.allDay') : t('why.period', { period })}</Table.Td>
      <Table.Td ta="end">{minutes === null ? '' : t('day.minutes', { count: minutes, minutes })}</Table.Td>
    </>
  );
}
