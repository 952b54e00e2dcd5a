/** Intervention plans of a school, or of a teacher's class: active ones, and those of earlier. */
import { SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { PlanLine } from '../../../server/plans/shapes.ts';
import { api, keyOf } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid } from '../../parts/grid.tsx';
import { LoadingSkeleton } from '../../parts/loading-skeleton.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useGo, useQueryText, useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { usePlanColumns } from './plan-columns.tsx';

const TIMES = ['active', 'this-year', 'last-year'] as const;
const AT_ONCE = 100;

export function PlansScreen() {
  const t = useWords('plans');
  const [query, setQuery] = useQueryText();
  const isNarrow = useMediaQuery('(max-width: 30em)') ?? false;
  const time = TIMES.find((one) => one === query['time']) ?? 'active';
  return (
    <>
      <PageTitle title={t('title')} />
      <SegmentedControl
        orientation={isNarrow ? 'vertical' : 'horizontal'}
        aria-label={t('times.label')}
        value={time}
        onChange={(value) => setQuery({ time: value === 'active' ? undefined : value })}
        data={TIMES.map((one) => ({ value: one, label: t(`times.${one}`) }))}
        mb="md"
      />
      <PlanList key={time} time={time} />
    </>
  );
}

function PlanList({ time }: { readonly time: (typeof TIMES)[number] }) {
  const t = useWords('plans');
  const go = useGo();
  const { school } = useSchool();
  const columns = usePlanColumns({ isDistrict: school === null });
  const asked = { query: { school: school ?? '', time } };
  const list = useInfiniteQuery({
    queryKey: keyOf('listPlans', asked),
    queryFn: ({ pageParam, signal }) =>
      api.listPlans(
        { query: { ...asked.query, limit: AT_ONCE, ...(pageParam === '' ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const rows = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  if (list.data === undefined) {
    if (list.error === null) return <LoadingSkeleton shape="rows" what={t('what')} />;
    return <ProblemAlert error={list.error} title={t('failed')} onRetry={() => void list.refetch()} />;
  }
  if (rows.length === 0) return <EmptyState why={t(`empty.${time}`)} />;
  const open = ({ plan }: PlanLine): void => go(`/plans/${plan}`);
  return (
    <Grid
      label={t('title')}
      rows={rows}
      total={list.data.pages[0]?.total ?? rows.length}
      rowKey={({ plan }) => plan}
      rowLabel={({ name, plan }) => `${name}, ${plan}`}
      columns={columns}
      onOpen={open}
      onMore={() => {
        if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
      }}
      isLoadingMore={list.isFetchingNextPage}
    />
  );
}
