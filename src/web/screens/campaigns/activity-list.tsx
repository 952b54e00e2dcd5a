import { Anchor, Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Campaign } from '../../../server/campaigns/contract.ts';
import { api } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useWords } from '../../words/words.ts';
import { useCampaignAction } from './use-campaign-action.ts';
import classes from './campaigns.module.css';

type Activity = Campaign['activities'][number];
const TONES = { planned: 'due', done: 'sent', 'called-off': 'closed' } as const;

interface ActivityListProps {
  readonly activities: readonly Activity[];
  readonly mayChange: boolean;
}

/** What was planned and done, each with what came of it. */
export function ActivityList({ activities, mayChange }: ActivityListProps) {
  const t = useWords('campaigns');
  const date = useDate();
  const [asking, setAsking] = useState<{ activity: number; action: 'do' | 'call-off' } | null>(null);
  const { isBusy, error, send } = useCampaignAction(() => setAsking(null));
  if (activities.length === 0) return null;
  return (
    <ul className={classes.activities}>
      {activities.map((one) => (
        <li key={one.activity}>
          <Group gap="xs">
            <ToneChip tone={TONES[one.state]} word={t(`activityState.${one.state}`)} />
            <Text span>
              {date(one.doneOn ?? one.on, 'short')} · {t(`kinds.${one.kind}`)}: {one.what}
            </Text>
            {one.student !== null && (
              <Anchor component={Link} to={`/students/${one.student}`} size="sm">
                {t('activities.student')}
              </Anchor>
            )}
            {mayChange && one.state === 'planned' && (
              <>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('activities.doOf', { what: one.what })}
                  onClick={() => setAsking({ activity: one.activity, action: 'do' })}
                >
                  {t('activities.do')}
                </Button>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('activities.callOffOf', { what: one.what })}
                  onClick={() => setAsking({ activity: one.activity, action: 'call-off' })}
                >
                  {t('activities.callOff')}
                </Button>
              </>
            )}
          </Group>
          {one.note !== '' && (
            <Text size="sm" className="rc-reading">
              {one.note}
            </Text>
          )}
        </li>
      ))}
      {asking !== null && (
        <ReasonDialog
          isOpen
          isOptional={asking.action === 'do'}
          title={t(asking.action === 'do' ? 'activities.doAsk' : 'activities.callOffAsk')}
          label={t(asking.action === 'do' ? 'activities.note' : 'activities.why')}
          confirm={t(asking.action === 'do' ? 'activities.do' : 'activities.callOff')}
          onConfirm={(note) =>
            void send(
              () => api.stepActivity({ params: { activity: asking.activity }, body: { action: asking.action, note } }),
              t('activities.saved'),
            )
          }
          onClose={() => setAsking(null)}
          isBusy={isBusy}
          error={error}
          maxLength={1000}
        />
      )}
    </ul>
  );
}
