/** What I answer for: everything that runs and is mine, by when, and what waits for somebody. */
import { Anchor, Group, SegmentedControl, Tabs } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { OWNED_QUEUES, type OwnedLine } from '../../../server/owners/contract.ts';
import { api } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid } from '../../parts/grid.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useQueryText, useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import classes from '../tasks/tasks.module.css';
import { useOwnedColumns } from './owned-columns.tsx';

const A_PAGE = 100;

export function OwnedScreen() {
  const t = useWords('owners');
  const number = useNumber();
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
      <Tabs
        value={queue}
        onChange={(value) => setQuery({ ...query, queue: value === 'all' ? '' : (value ?? '') })}
        activateTabWithKeyboard={false}
      >
        <Tabs.List mb="sm" className={`rc-no-print ${classes.tabs}`} aria-label={t('queues.label')}>
          {OWNED_QUEUES.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`queues.${one}`)}{' '}
              <span className={classes.count}>{counts === undefined ? '' : number(counts[one])}</span>
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={queue}>
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
        </Tabs.Panel>
      </Tabs>
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
