/** What was assigned to an officer: files, and referrals that wait for a decision. Nothing else exists for them. */
import { Anchor, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { Panel } from './panel.tsx';

export function AssignedPanel() {
  const t = useWords('home');
  const { path } = useSchool();
  const cases = useApi('listCases', { query: { state: 'open', limit: 1 } });
  const referrals = useApi('listReferrals', { query: { tab: 'new', limit: 1 } });
  return (
    <Loaded query={cases} failed={t('assigned.failed')} what={t('assigned.title')}>
      {({ total }) =>
        total === 0 ? (
          <EmptyState why={t('noCases')} />
        ) : (
          <Panel title={t('assigned.title')}>
            <Group gap="md">
              <Anchor component={Link} to={path('/referrals')}>
                {t('assigned.referrals', { count: referrals.data?.counts.new ?? 0 })}
              </Anchor>
              <Anchor component={Link} to={path('/referrals?tab=in-review')}>
                {t('assigned.inReview', { count: referrals.data?.counts['in-review'] ?? 0 })}
              </Anchor>
              <Anchor component={Link} to={path('/cases')}>
                {t('assigned.cases', { count: total })}
              </Anchor>
            </Group>
          </Panel>
        )
      }
    </Loaded>
  );
}
