/** Intervention plans of a school, or of a teacher's class: active ones, and those of earlier. */
import { SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { PlanLine } from '../../../server/plans/shapes.ts';
import { api, keyOf } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid } from '../../parts/grid.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { usePages } from '../../parts/use-pages.ts';
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
  const query = { school: school ?? '', time };
  const list = usePages(keyOf('listPlans', { query }), (cursor, signal) =>
    api.listPlans({ query: { ...query, limit: AT_ONCE, cursor } }, { signal }),
  );
  const open = ({ plan }: PlanLine): void => go(`/plans/${plan}`);
  return (
    <Loaded query={list} failed={t('failed')} what={t('what')}>
      {({ items: rows, total }) =>
        rows.length === 0 ? (
          <EmptyState why={t(`empty.${time}`)} />
        ) : (
          <Grid
            label={t('title')}
            rows={rows}
            total={total}
            rowKey={({ plan }) => plan}
            rowLabel={({ name, plan }) => `${name}, ${plan}`}
            columns={columns}
            onOpen={open}
            onMore={list.more}
            isLoadingMore={list.isLoadingMore}
          />
        )
      }
    </Loaded>
  );
}
