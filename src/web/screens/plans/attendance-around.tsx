import { Table, Text, Title } from '@mantine/core';
import type { PlanDetail } from '../../../server/plans/shapes.ts';
import { useDate } from '../../parts/date-text.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useWords } from '../../words/words.ts';
import classes from './plans.module.css';

type Around = NonNullable<PlanDetail['around']>;

/** Fewer school days say nothing. */
const FEWEST_DAYS = 5;

/** Attendance in the 20 school days before a day and from it on. */
export function AttendanceAround({ around }: { readonly around: Around }) {
  const t = useWords('plans');
  const date = useDate();
  const { on, before, after } = around;
  return (
    <section className={classes.figures}>
      <Title order={2} size="h3" mb="xs">
        {t('evaluation.around', { date: date(on) })}
      </Title>
      <Table className={classes.cards}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('evaluation.span')}</Table.Th>
            <Table.Th scope="col">{t('evaluation.rate')}</Table.Th>
            <Table.Th scope="col">{t('evaluation.absent')}</Table.Th>
            <Table.Th scope="col">{t('evaluation.days')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <SpanRow label={t('evaluation.before')} span={before} />
          <SpanRow label={t('evaluation.after', { date: date(on, 'short') })} span={after} />
        </Table.Tbody>
      </Table>
      {after.days < FEWEST_DAYS && (
        <Text size="sm" className="rc-dimmed" mt="xs">
          {t('evaluation.tooFew', { n: after.days })}
        </Text>
      )}
    </section>
  );
}

function SpanRow({ label, span }: { readonly label: string; readonly span: Around['before'] }) {
  const t = useWords('plans');
  const date = useDate();
  const number = useNumber();
  const { from, to, days, absentThousandths } = span;
  const share = days === 0 ? null : 100 - absentThousandths / (days * 10);
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {label}
        {from !== null && to !== null && (
          <Text size="xs" className="rc-dimmed">
            {date(from, 'short')} – {date(to, 'short')}
          </Text>
        )}
      </Table.Th>
      <Table.Td data-label={t('evaluation.rate')}>
        {share === null ? '–' : `${number(Math.round(share * 10) / 10)}%`}
      </Table.Td>
      <Table.Td data-label={t('evaluation.absent')}>{number(absentThousandths / 1000)}</Table.Td>
      <Table.Td data-label={t('evaluation.days')}>{number(days)}</Table.Td>
    </Table.Tr>
  );
}
