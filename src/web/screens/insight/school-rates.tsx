/** The schools by name, each beside its own goal: no ranking. */
import type { InsightRates } from '../../../server/insight/contract.ts';
import { FiguresTable, type FigureColumn } from '../../parts/charts/figures-table.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { Title } from '@mantine/core';
import { useWords } from '../../words/words.ts';
import { useRateText } from './rate-text.ts';
import { SchoolLink } from './school-link.tsx';

export function SchoolRates({ schools }: Pick<InsightRates, 'schools'>) {
  const t = useWords('insight');
  const number = useNumber();
  const below = schools.filter(({ isBelow }) => isBelow).length;
  const finding = t('rates.schools.finding', { count: below, all: number(schools.length) });
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {finding}
      </Title>
      <FiguresTable caption={finding} rows={schools} rowKey={({ school }) => school} columns={useColumns()} />
    </section>
  );
}

function useColumns(): readonly FigureColumn<InsightRates['schools'][number]>[] {
  const t = useWords('insight');
  const number = useNumber();
  const percent = useRateText();
  return [
    { key: 'name', head: t('school'), cell: (one) => <SchoolLink {...one} tab="rates" /> },
    { key: 'percent', head: t('rates.year'), end: true, cell: (one) => percent(one.percent) },
    { key: 'goal', head: t('rates.goalHead'), end: true, cell: ({ goal }) => `${number(goal)}%` },
    {
      key: 'against',
      head: t('rates.againstGoal'),
      cell: (one) => (one.percent === null ? '' : t(one.isBelow ? 'rates.below' : 'rates.reached')),
    },
    { key: 'month', head: t('rates.month'), end: true, cell: (one) => percent(one.month) },
    { key: 'before', head: t('rates.monthBefore'), end: true, cell: (one) => percent(one.monthBefore) },
  ];
}
