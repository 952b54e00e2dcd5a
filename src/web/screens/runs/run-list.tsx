/** Every run, the newest first, with what each changed. */
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { api, type AnswerOf } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid, type GridColumn } from '../../parts/grid.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { usePages } from '../../parts/use-pages.ts';
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
  const runs = usePages(['listRuns', 'pages'], (cursor, signal) =>
    api.listRuns({ query: { limit: AT_ONCE, cursor } }, { signal }),
  );
  return (
    <Loaded query={runs} failed={t('list.notLoaded')} what={t('list.title')}>
      {({ items: rows, total }) =>
        rows.length === 0 ? (
          <EmptyState why={t('list.none')} />
        ) : (
          <Grid
            label={t('list.title')}
            columns={columns}
            rows={rows}
            total={total}
            rowKey={({ run }) => String(run)}
            onMore={runs.more}
            isLoadingMore={runs.isLoadingMore}
            onOpen={({ run }) => go(path(`/runs/${run}`))}
          />
        )
      }
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
