/** Every run, the newest first, with what each changed. */
import { Anchor } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, type AnswerOf } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid, type GridColumn } from '../../parts/grid.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useGo, useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { useDuration, useWho } from './words-of-jobs.ts';

type Run = AnswerOf<'listRuns'>['items'][number];

const AT_ONCE = 20;

export function RunList() {
  const t = useWords('runs');
  const { path } = useSchool();
  const go = useGo();
  const columns = useColumns(path);
  const runs = useInfiniteQuery({
    queryKey: ['listRuns', 'pages'],
    queryFn: ({ pageParam, signal }) =>
      api.listRuns({ query: { limit: AT_ONCE, ...(pageParam === null ? {} : { cursor: pageParam }) } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  return (
    <Loaded query={runs} failed={t('list.notLoaded')} what={t('list.title')}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        if (rows.length === 0) return <EmptyState why={t('list.none')} />;
        return (
          <Grid
            label={t('list.title')}
            columns={columns}
            rows={rows}
            total={pages[0]?.total ?? rows.length}
            rowKey={({ run }) => String(run)}
            onMore={() => void runs.fetchNextPage()}
            isLoadingMore={runs.isFetchingNextPage}
            onOpen={({ run }) => go(path(`/runs/${run}`))}
          />
        );
      }}
    </Loaded>
  );
}

const FIGURES = ['judged', 'new', 'moved', 'lapsed', 'noLongerMet'] as const;

function useColumns(path: (rest: string) => string): readonly GridColumn<Run>[] {
  const t = useWords('runs');
  const date = useDate();
  const number = useNumber();
  const duration = useDuration();
  const who = useWho();
  return [
    {
      key: 'started',
      title: t('column.started'),
      width: 18,
      cell: ({ run, startedAt }) => (
        <Anchor component={Link} to={path(`/runs/${run}`)}>
          {date(startedAt, 'moment')}
        </Anchor>
      ),
    },
    { key: 'asOf', title: t('column.asOf'), width: 9, cell: ({ asOf }) => date(asOf, 'day') },
    ...FIGURES.map((figure): GridColumn<Run> => ({
      key: figure,
      title: t(`column.${figure}`),
      width: figure === 'noLongerMet' || figure === 'judged' ? 9 : 8,
      align: 'end',
      cell: (run) => number(run[figure]),
    })),
    {
      key: 'took',
      title: t('column.took'),
      width: 7,
      align: 'end',
      cell: ({ seconds }) => duration(seconds),
      hideBelow: 800,
    },
    { key: 'by', title: t('column.by'), width: 14, cell: ({ by }) => who(by), hideBelow: 640 },
  ];
}
