/** "MY TASKS overdue 2 | today 5 | this week 9 | waiting on someone 4": each opens its queue. */
import { Anchor, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../api.ts';
import { useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { Panel } from './panel.tsx';

const QUEUES = ['overdue', 'today', 'week', 'waiting'] as const;

export function TasksPanel() {
  const t = useWords('home');
  const { school, path } = useSchool();
  const mayDo = useMay('do-tasks');
  const counts = useApi('countTasks', { query: { school: school ?? '' } }, { enabled: mayDo });
  if (!mayDo || counts.data === undefined) return null;
  const shown = counts.data;
  return (
    <Panel title={t('tasks.title')}>
      <Group gap="md" component="ul" style={{ listStyle: 'none', padding: 0, margin: 0 }}>
        {QUEUES.map((queue) => (
          <li key={queue}>
            <Anchor
              component={Link}
              to={path(`/tasks?queue=${queue}`)}
              className={queue === 'overdue' && shown.overdue > 0 ? 'rc-error' : undefined}
            >
              {t(`tasks.${queue}`, { count: shown[queue] })}
            </Anchor>
          </li>
        ))}
        <li>
          <Anchor component={Link} to={path('/owned')}>
            {t('tasks.owned')}
          </Anchor>
        </li>
        <li>
          <Anchor component={Link} to={path('/tasks')}>
            {t('tasks.open')}
          </Anchor>
        </li>
      </Group>
    </Panel>
  );
}
