/** My tasks: what is overdue, due today, this week, and what waits on somebody. */
import { Anchor, SegmentedControl } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { QUEUES, type TaskLine } from '../../../server/tasks/contract.ts';
import { Grid } from '../../parts/grid.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { QueueTabs } from '../../parts/queue-tabs.tsx';
import { useQueryText, useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { useTaskColumns } from './task-columns.tsx';
import { useTasks } from './use-tasks.ts';

type Queue = (typeof QUEUES)[number];

export function TasksScreen() {
  const t = useWords('tasks');
  const owners = useWords('owners');
  const { school, name, path } = useSchool();
  const [query, setQuery] = useQueryText();
  const queue: Queue = QUEUES.find((one) => one === query['queue']) ?? 'open';
  const whose = query['whose'] === 'all' ? 'all' : 'mine';
  const tasks = useTasks({ school: school ?? '', queue, whose });
  const columns = useTaskColumns(queue);
  const counts = tasks.data?.counts;
  return (
    <>
      <PageTitle title={whose === 'mine' ? t('title') : t('titleAll')}>
        <Anchor component={Link} to={path('/owned')}>
          {owners('toOwned')}
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
      </PageTitle>
      <QueueTabs
        label={t('queues.label')}
        queues={QUEUES.map((one) => ({
          queue: one,
          text: t(`queues.${one}`),
          count: one === 'ended' ? undefined : counts?.[one],
        }))}
        current={queue}
        onChange={(chosen) => setQuery({ ...query, queue: chosen === 'open' ? '' : chosen })}
      >
        <Loaded query={tasks} isPage failed={t('failed')} what={t('waitingFor', { name })}>
          {({ items: rows, total }) =>
            rows.length === 0 ? (
              <EmptyState why={t(`empty.${whose}`)} />
            ) : (
              <Grid
                label={whose === 'mine' ? t('title') : t('titleAll')}
                rows={rows}
                total={Math.max(total, rows.length)}
                rowKey={(row: TaskLine) => row.task}
                columns={columns}
                onMore={tasks.more}
                isLoadingMore={tasks.isLoadingMore}
              />
            )
          }
        </Loaded>
      </QueueTabs>
    </>
  );
}
