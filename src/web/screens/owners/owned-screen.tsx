/** What I answer for: everything that runs and is mine, by when, and what waits for somebody. */
import { Anchor, Group, SegmentedControl } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { OWNED_QUEUES, type OwnedLine } from '../../../server/owners/contract.ts';
import { api } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid } from '../../parts/grid.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { QueueTabs } from '../../parts/queue-tabs.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useQueryText, useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { useOwnedColumns } from './owned-columns.tsx';

const A_PAGE = 100;

export function OwnedScreen() {
  const t = useWords('owners');
  const { school, path } = useSchool();
  const [query, setQuery] = useQueryText();
  const queue = OWNED_QUEUES.find((one) => one === query['queue']) ?? 'all';
  const whose = query['whose'] === 'all' ? 'all' : 'mine';
  const owned = useOwned({ school: school ?? '', queue, whose });
  const columns = useOwnedColumns();
  const counts = owned.data?.counts;
  const title = whose === 'mine' ? t('title') : t('titleAll');
  return (
    <>
      <PageTitle title={title}>
        <Group gap="md">
          <Anchor component={Link} to={path('/tasks')}>
            {t('toTasks')}
          </Anchor>
          <SegmentedControl
            aria-label={t('whose.label')}
            value={whose}
            onChange={(value) => setQuery({ ...query, whose: value === 'all' ? 'all' : '' })}
            data={[
              { value: 'mine', label: t('whose.mine') },
              { value: 'all', label: t('whose.all') },
            ]}
          />
        </Group>
      </PageTitle>
      <QueueTabs
        label={t('queues.label')}
        queues={OWNED_QUEUES.map((one) => ({ queue: one, text: t(`queues.${one}`), count: counts?.[one] }))}
        current={queue}
        onChange={(chosen) => setQuery({ ...query, queue: chosen === 'all' ? '' : chosen })}
      >
        <Loaded query={owned} isPage failed={t('failed')} what={t('what')}>
          {({ items: rows, total }) =>
            rows.length === 0 ? (
              <EmptyState why={t(`empty.${whose}`)} />
            ) : (
              <Grid
                label={title}
                rows={rows}
                total={Math.max(total, rows.length)}
                rowKey={(row: OwnedLine) => `${row.thing} ${row.id}`}
                columns={columns}
                onMore={owned.more}
                isLoadingMore={owned.isLoadingMore}
              />
            )
          }
        </Loaded>
      </QueueTabs>
    </>
  );
}

function useOwned(query: {
  readonly school: string;
  readonly queue: (typeof OWNED_QUEUES)[number];
  readonly whose: 'mine' | 'all';
}) {
  return usePages(
    ['listOwned', query],
    (cursor, signal) => api.listOwned({ query: { ...query, limit: A_PAGE, cursor } }, { signal }),
    { keepsBefore: true },
  );
}
