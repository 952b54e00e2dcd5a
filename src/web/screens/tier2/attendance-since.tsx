import { Table, Text } from '@mantine/core';
import type { TierPage } from '../../../server/tiers/shapes.ts';
import { useDate } from '../../parts/date-text.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { Scrolls } from '../../parts/scrolls.tsx';
import { useWords } from '../../words/words.ts';
import classes from './tier2.module.css';

type Around = NonNullable<TierPage['around']>;

/** Fewer school days say nothing. */
const FEWEST_DAYS = 5;

/** Attendance in the 20 school days before the plan began, and since. */
export function AttendanceSince({ around, isSmall = false }: { readonly around: Around; readonly isSmall?: boolean }) {
  const t = useWords('tier2');
  const date = useDate();
  const { on, before, after } = around;
  return (
    <Scrolls label={t('since.label')} className={classes.figures}>
      <Table withRowBorders={!isSmall}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('since.when')}</Table.Th>
            <Table.Th scope="col">{t('since.rate')}</Table.Th>
            <Table.Th scope="col">{t('since.absent')}</Table.Th>
            <Table.Th scope="col">{t('since.days')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <SpanRow label={t('since.before')} span={before} />
          <SpanRow label={t('since.after', { date: date(on, 'short') })} span={after} />
        </Table.Tbody>
      </Table>
      {after.days < FEWEST_DAYS && (
        <Text size="sm" className="rc-dimmed">
          {t('since.tooFew', { count: after.days })}
        </Text>
      )}
    </Scrolls>
  );
}

function SpanRow({ label, span }: { readonly label: string; readonly span: Around['before'] }) {
  const number = useNumber();
  const { days, absentThousandths } = span;
  const share = days === 0 ? null : Math.round((100 - absentThousandths / (days * 10)) * 10) / 10;
  return (
    <Table.Tr>
      <Table.Th scope="row">{label}</Table.Th>
      <Table.Td>{share === null ? '–' : `${number(share)}%`}</Table.Td>
      <Table.Td>{number(absentThousandths / 1000)}</Table.Td>
      <Table.Td>{number(days)}</Table.Td>
    </Table.Tr>
  );
}
