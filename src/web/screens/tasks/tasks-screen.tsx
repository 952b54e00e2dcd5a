/** My tasks: what is overdue, due today, this week, and what waits on somebody. */
import { Anchor, SegmentedControl, Tabs } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { QUEUES, type TaskLine } from '../../../server/tasks/contract.ts';
import { Grid } from '../../parts/grid.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { useQueryText, useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { useTaskColumns } from './task-columns.tsx';
import { useTasks } from './use-tasks.ts';
import classes from './tasks.module.css';

type Queue = (typeof QUEUES)[number];

export function TasksScreen() {
  const t = useWords('tasks');
  const owners = useWords('owners');
  const number = useNumber();
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
      <Tabs
        value={queue}
        onChange={(value) => setQuery({ ...query, queue: value === 'open' ? '' : (value ?? '') })}
        activateTabWithKeyboard={false}
      >
        <Tabs.List mb="sm" className={`rc-no-print ${classes.tabs}`} aria-label={t('queues.label')}>
          {QUEUES.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`queues.${one}`)}{' '}
              <span className={classes.count}>
                {counts === undefined || one === 'ended' ? '' : number(counts[one])}
              </span>
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={queue}>
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
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
