/** A meeting of the team: the agenda made from what is due, the minutes on one page. */
import { Button, Group, Text, Textarea, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { api, ApiError, useApi, type AnswerOf } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { useTime } from '../../parts/meetings/use-time.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useAddress } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { AgendaOf } from './agenda.tsx';
import { Decisions, type Decision } from './decisions.tsx';
import { MoveMeeting } from './move-meeting.tsx';
import { useCampaignAction } from './use-campaign-action.ts';
import classes from './campaigns.module.css';

type Meeting = AnswerOf<'readTeamMeeting'>;
const TONES = { planned: 'due', held: 'sent', 'called-off': 'closed' } as const;

export function MeetingScreen() {
  const t = useWords('campaigns');
  const { meeting = '' } = useAddress();
  const answer = useApi('readTeamMeeting', { params: { meeting } });
  return (
    <Loaded query={answer} isPage shape="page" failed={t('meeting.failed')}>
      {(shown) => <Shown meeting={shown} />}
    </Loaded>
  );
}

function Shown({ meeting }: { readonly meeting: Meeting }) {
  const t = useWords('campaigns');
  const date = useDate();
  const time = useTime();
  const { on, at, place, schoolName, state, agenda, isFrozen, tasks, may } = meeting;
  return (
    <>
      <PageTitle title={t('meeting.title', { date: date(on), school: schoolName })}>
        <Button variant="default" className="rc-no-print" onClick={() => window.print()}>
          {t('meeting.print')}
        </Button>
        {may.includes('move') && <MoveMeeting meeting={meeting} />}
        {may.includes('call-off') && <CallOff meeting={meeting} />}
      </PageTitle>
      <Group gap="xs" mb="md">
        <ToneChip tone={TONES[state]} word={t(`meetings.state.${state}`)} />
        <Text span>{[at && time(at), place].filter(Boolean).join(', ')}</Text>
      </Group>
      <Title order={2} size="h3">
        {t(isFrozen ? 'meeting.agendaThen' : 'meeting.agendaNow')}
      </Title>
      <AgendaOf agenda={agenda} school={meeting.school} />
      {may.includes('hold') ? <MinutesForm key={meeting.revision} meeting={meeting} /> : <Minutes meeting={meeting} />}
      {tasks.length > 0 && (
        <section className={classes.section}>
          <Title order={2} size="h3">
            {t('meeting.decided')}
          </Title>
          <ul>
            {tasks.map(({ task, what, role, dueOn, state: taskState }) => (
              <li key={task}>
                {what} ({t(`roles.${role}`)}){dueOn !== null && `, ${date(dueOn)}`} · {t(`taskState.${taskState}`)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Minutes({ meeting }: { readonly meeting: Meeting }) {
  const t = useWords('campaigns');
  if (meeting.minutes === '') return null;
  return (
    <section className={classes.section}>
      <Title order={2} size="h3">
        {t('meeting.minutes')}
      </Title>
      <Text className={classes.lines}>{meeting.people}</Text>
      <Text className={classes.lines}>{meeting.minutes}</Text>
    </section>
  );
}

function MinutesForm({ meeting }: { readonly meeting: Meeting }) {
  const t = useWords('campaigns');
  const [people, setPeople] = useState(meeting.people);
  const [minutes, setMinutes] = useState(meeting.minutes);
  const [decisions, setDecisions] = useState<readonly Decision[]>([]);
  const [isMissing, setMissing] = useState(false);
  const { isBusy, error, send } = useCampaignAction();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(minutes.trim() === '');
    if (minutes.trim() === '') return;
    const body = {
      people,
      minutes,
      decisions: decisions
        .filter(({ what }) => what.trim() !== '')
        .map(({ what, role, dueOn }) => ({ what, role, dueOn: dueOn === '' ? null : dueOn, student: null })),
    };
    const params = { meeting: meeting.meeting };
    void send(() => api.writeTeamMinutes({ params, body, revision: String(meeting.revision) }), t('meeting.saved'));
  };
  return (
    <form onSubmit={submit} noValidate className={`${classes.form} ${classes.section}`}>
      <Title order={2} size="h3">
        {t('meeting.minutes')}
      </Title>
      {error !== null && (
        <ProblemAlert
          error={error}
          title={error instanceof ApiError && error.problem.code === 'stale' ? t('meeting.meanwhile') : undefined}
        />
      )}
      <Textarea
        label={t('meeting.people')}
        description={t('meeting.peopleHint')}
        value={people}
        maxLength={1000}
        autosize
        minRows={2}
        onChange={(event) => setPeople(event.currentTarget.value)}
      />
      <Textarea
        label={t('meeting.text')}
        value={minutes}
        maxLength={4000}
        autosize
        minRows={5}
        error={isMissing && minutes.trim() === '' ? t('meeting.textMissing') : undefined}
        onChange={(event) => setMinutes(event.currentTarget.value)}
      />
      <Decisions decisions={decisions} onChange={setDecisions} />
      <div>
        <Button type="submit" loading={isBusy}>
          {t('meeting.save')}
        </Button>
      </div>
    </form>
  );
}

function CallOff({ meeting }: { readonly meeting: Meeting }) {
  const t = useWords('campaigns');
  const [isOpen, setOpen] = useState(false);
  const { isBusy, error, send } = useCampaignAction(() => setOpen(false));
  const params = { meeting: meeting.meeting };
  return (
    <>
      <Button variant="default" className="rc-no-print" onClick={() => setOpen(true)}>
        {t('meeting.callOff')}
      </Button>
      <ReasonDialog
        isOpen={isOpen}
        title={t('meeting.callOffAsk')}
        confirm={t('meeting.callOffDo')}
        onConfirm={(reason) =>
          void send(() => api.callOffTeamMeeting({ params, body: { reason } }), t('meeting.calledOff'))
        }
        onClose={() => setOpen(false)}
        isBusy={isBusy}
        error={error}
      />
    </>
  );
}
