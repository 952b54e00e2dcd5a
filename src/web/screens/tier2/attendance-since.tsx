import { Text } from '@mantine/core';
import type { TierPage } from '../../../server/tiers/shapes.ts';
import { FiguresTable } from '../../parts/charts/figures-table.tsx';
import { useDate } from '../../parts/date-text.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useWords } from '../../words/words.ts';
import classes from './tier2.module.css';

type Around = NonNullable<TierPage['around']>;

interface SpanLine {
  readonly label: string;
  readonly span: Around['before'];
}

/** Fewer school days say nothing. */
const FEWEST_DAYS = 5;

/** Attendance in the 20 school days before the plan began, and since. */
export function AttendanceSince({ around: { on, before, after } }: { readonly around: Around }) {
  const t = useWords('tier2');
  const date = useDate();
  const number = useNumber();
  const lines: readonly SpanLine[] = [
    { label: t('since.before'), span: before },
    { label: t('since.after', { date: date(on, 'short') }), span: after },
  ];
  return (
    <div className={classes.figures}>
      <FiguresTable
        caption={t('since.label')}
        rows={lines}
        rowKey={({ label }) => label}
        columns={[
          { key: 'when', head: t('since.when'), cell: ({ label }) => label },
          { key: 'rate', head: t('since.rate'), end: true, cell: ({ span }) => rateOf(span, number) },
          {
            key: 'absent',
            head: t('since.absent'),
            end: true,
            cell: ({ span }) => number(span.absentThousandths / 1000),
          },
          { key: 'days', head: t('since.days'), end: true, cell: ({ span }) => number(span.days) },
        ]}
      />
      {after.days < FEWEST_DAYS && (
        <Text size="sm" className="rc-dimmed">
          {t('since.tooFew', { count: after.days })}
        </Text>
      )}
    </div>
  );
}

function rateOf({ days, absentThousandths }: Around['before'], number: (value: number) => string): string {
  if (days === 0) return '–';
  return `${number(Math.round((100 - absentThousandths / (days * 10)) * 10) / 10)}%`;
}
