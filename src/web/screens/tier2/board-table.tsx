import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TierCard } from '../../../server/tiers/shapes.ts';
import { useDate } from '../../parts/date-text.tsx';
import { Grid } from '../../parts/grid.tsx';
import type { GridColumn } from '../../parts/grid-types.ts';
import { useNumber } from '../../parts/number-text.tsx';
import { useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { columnOf } from './columns.ts';

/** The same cards as a list that can be read down. */
export function BoardTable({ cards }: { readonly cards: readonly TierCard[] }) {
  const t = useWords('tier2');
  return (
    <Grid
      label={t('title')}
      rows={cards}
      rowKey={({ student, tier }) => `${student} ${tier ?? ''}`}
      columns={useBoardColumns()}
    />
  );
}

function useBoardColumns(): readonly GridColumn<TierCard>[] {
  const t = useWords('tier2');
  const number = useNumber();
  const date = useDate();
  return [
    {
      key: 'student',
      title: t('table.student'),
      cell: (card) => <StudentLink card={card} />,
    },
    { key: 'grade', title: t('table.grade'), cell: ({ grade }) => grade },
    { key: 'school', title: t('table.school'), cell: ({ schoolName }) => schoolName },
    {
      key: 'attendance',
      title: t('table.attendance'),
      cell: ({ attendance }) => (attendance === null ? '–' : `${number(attendance)}%`),
    },
    { key: 'stage', title: t('table.stage'), cell: (card) => t(`stages.${columnOf(card)}`) },
    {
      key: 'review',
      title: t('table.review'),
      cell: ({ reviewOn }) => (reviewOn === null ? '–' : date(reviewOn, 'short')),
    },
    { key: 'owner', title: t('table.owner'), cell: ({ owner }) => owner },
  ];
}

function StudentLink({ card: { name, student } }: { readonly card: TierCard }) {
  const { path } = useSchool();
  return (
    <Anchor component={Link} to={path(`/tier2/${student}/match`)}>
      {name}
    </Anchor>
  );
}
