import { Anchor, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { PlanLine } from '../../../server/plans/shapes.ts';
import { DateText } from '../../parts/date-text.tsx';
import type { GridColumn } from '../../parts/grid-types.ts';
import { useOwnerText } from '../../parts/owner.tsx';
import { NumberText } from '../../parts/number-text.tsx';
import { useWords } from '../../words/words.ts';
import { PlanChips } from './plan-chips.tsx';

export function usePlanColumns({ isDistrict }: { readonly isDistrict: boolean }): readonly GridColumn<PlanLine>[] {
  const t = useWords('plans');
  const ownerOf = useOwnerText('plan');
  return [
    {
      key: 'student',
      title: t('columns.student'),
      width: 20,
      cell: ({ plan, name }) => (
        <Anchor component={Link} to={`/plans/${plan}`}>
          {name}
        </Anchor>
      ),
    },
    { key: 'grade', title: t('columns.grade'), width: 8, cell: ({ grade }) => grade },
    ...(isDistrict
      ? [{ key: 'school', title: t('columns.school'), width: 16, cell: (line: PlanLine) => line.schoolName }]
      : []),
    { key: 'term', title: t('columns.term'), width: 12, hideBelow: 1000, cell: ({ term }) => term },
    {
      key: 'begins-on',
      title: t('columns.beginsOn'),
      width: 13,
      cell: ({ beginsOn }) => <DateText value={beginsOn} as="short" />,
    },
    {
      key: 'ends-on',
      title: t('columns.endsOn'),
      width: 13,
      hideBelow: 800,
      cell: ({ endsOn, closedOn }) => <DateText value={closedOn ?? endsOn} as="short" />,
    },
    {
      key: 'interventions',
      title: t('columns.interventions'),
      width: 11,
      align: 'end',
      cell: ({ interventions }) => <NumberText value={interventions} />,
    },
    {
      key: 'journals',
      title: t('columns.journals'),
      width: 10,
      align: 'end',
      cell: ({ journals }) => <NumberText value={journals} />,
    },
    { key: 'owner', title: t('columns.owner'), width: 15, hideBelow: 900, cell: ownerOf },
    {
      key: 'state',
      title: t('columns.state'),
      width: 22,
      cell: ({ state, filing }) => (
        <Group gap={4}>
          <PlanChips state={state} filing={filing} />
        </Group>
      ),
    },
  ];
}
