import { Anchor, Button, Group, Text, TextInput, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { api, useApi } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { useTime } from '../../parts/meetings/use-time.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { DayOfSchoolHint } from '../../parts/school-day-hint.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useToday } from '../../parts/use-today.ts';
import { useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { useCampaignAction } from './use-campaign-action.ts';
import classes from './campaigns.module.css';

const TONES = { planned: 'due', held: 'sent', 'called-off': 'closed' } as const;

/** Meetings of the team, once or twice a month. */
export function MeetingList({ mayPlan }: { readonly mayPlan: boolean }) {
  const t = useWords('campaigns');
  const date = useDate();
  const time = useTime();
  const { school } = useSchool();
  const meetings = useApi('listTeamMeetings', { query: { school: school ?? '' } });
  return (
    <section className={classes.section}>
      <Title order={2} size="h3" mb="xs">
        {t('meetings.title')}
      </Title>
      <Loaded query={meetings} failed={t('meetings.failed')}>
        {({ items, cadence, nextBy }) => (
          <>
            {cadence !== null && (
              <Text size="sm" className="rc-dimmed" mb="xs">
                {t(`meetings.cadence.${cadence}`)} {nextBy !== null && t('meetings.nextBy', { date: date(nextBy) })}
              </Text>
            )}
            <ul className={classes.activities}>
              {items.map(({ meeting, on, at, place, state, schoolName }) => (
                <li key={meeting}>
                  <Group gap="xs">
                    <ToneChip tone={TONES[state]} word={t(`meetings.state.${state}`)} />
                    <Anchor component={Link} to={`/team-meetings/${meeting}`}>
                      {[date(on), at && time(at), place].filter(Boolean).join(', ')}
                    </Anchor>
                    {school === null && <Text span>{schoolName}</Text>}
                  </Group>
                </li>
              ))}
            </ul>
            {items.length === 0 && <Text mb="sm">{t('meetings.none')}</Text>}
          </>
        )}
      </Loaded>
      {mayPlan && school !== null && <PlanMeeting school={school} />}
    </section>
  );
}

function PlanMeeting({ school }: { readonly school: string }) {
  const t = useWords('campaigns');
  const today = useToday();
  const [on, setOn] = useState(today);
  const [at, setAt] = useState('15:30');
  const [place, setPlace] = useState('');
  const { isBusy, error, send } = useCampaignAction();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send(
      () => api.planTeamMeeting({ body: { school, on, at: at === '' ? null : at, place } }),
      t('meetings.planned'),
    );
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      {error !== null && <ProblemAlert error={error} />}
      <div className={classes.pairs}>
        <TextInput
          type="date"
          label={t('meetings.on')}
          value={on}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
        <TextInput
          type="time"
          label={t('meetings.at')}
          value={at}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
        <TextInput
          label={t('meetings.place')}
          value={place}
          maxLength={120}
          onChange={(event) => setPlace(event.currentTarget.value)}
        />
        <div>
          <Button type="submit" variant="default" loading={isBusy}>
            {t('meetings.plan')}
          </Button>
        </div>
      </div>
      <DayOfSchoolHint school={school} on={on} />
    </form>
  );
}
