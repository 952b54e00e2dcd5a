/** Planning a meeting, or changing one: when, where, in which language, with whom; what clashes is shown before it is saved. */
import { Alert, Button, Group, Modal, NativeSelect, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, useApi, type AnswerOf, type InputOf } from '../../api.ts';
import { useWords } from '../../words/words.ts';
import { Loaded } from '../loaded.tsx';
import { ProblemAlert } from '../problem-alert.tsx';
import { SchoolDayHint } from '../school-day-hint.tsx';
import { useActing } from '../use-acting.ts';
import { useLanguageName } from '../use-language-name.ts';
import { useToday } from '../use-today.ts';
import { MEETING_ANSWERS } from './meeting-dialogs.tsx';
import { PeoplePicker, type Picked } from './people-picker.tsx';
import type { Meeting } from './student-meetings.tsx';
import { useTime } from './use-time.ts';
import classes from './meetings.module.css';

type Start = AnswerOf<'readMeetingStart'>;
type Plan = Omit<NonNullable<NonNullable<InputOf<'makeMeeting'>>['body']>, 'invitees' | 'sendsMail' | 'follows'>;

interface PlanMeetingProps {
  readonly student: string;
  /** Changes this one instead. */
  readonly change?: Meeting;
  /** Follows this one, with its people. */
  readonly follows?: Meeting;
  readonly onClose: () => void;
}

export function PlanMeetingDialog(props: PlanMeetingProps) {
  const t = useWords('meetings');
  const start = useApi('readMeetingStart', { params: { student: props.student } });
  const title = props.change === undefined ? t('plan.title') : t('plan.changeTitle');
  return (
    <Modal opened onClose={props.onClose} size="xl" title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <Loaded query={start} failed={t('failed')} what={t('people')}>
        {(answer) => <Form {...props} start={answer} />}
      </Loaded>
    </Modal>
  );
}

const KINDS = ['conference', 'team', 'contract', 'multi-agency', 'follow-up'] as const;

function Form({ student, change, follows, onClose, start }: PlanMeetingProps & { readonly start: Start }) {
  const t = useWords('meetings');
  const today = useToday();
  const [plan, setPlan] = useState<Plan>(() => firstPlan({ change, follows, language: start.language }));
  const [picked, setPicked] = useState<readonly Picked[]>(() => firstPeople(start, change ?? follows));
  const [reason, setReason] = useState('');
  const [sendsMail, setSendsMail] = useState(true);
  const { act, isBusy, error } = useActing(MEETING_ANSWERS, onClose);
  const set = (part: Partial<Plan>) => setPlan({ ...plan, ...part });
  const save = () => act(() => savePlan({ student, change, follows, plan, picked, reason, sendsMail }));
  return (
    <Stack>
      {error !== null && <ProblemAlert error={error} />}
      {change === undefined && (
        <NativeSelect
          label={t('plan.kind')}
          data={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          value={plan.kind}
          onChange={(event) => set({ kind: event.currentTarget.value as Plan['kind'] })}
        />
      )}
      <TimeFields plan={plan} set={set} today={today} />
      <SchoolDayHint student={student} on={plan.on} over={t('plan.over')} />
      <Conflicts student={student} plan={plan} people={picked} except={change?.meeting ?? null} />
      <LanguageFields plan={plan} set={set} />
      <Textarea
        label={t('plan.purpose')}
        value={plan.purpose}
        maxLength={1000}
        autosize
        minRows={1}
        onChange={(event) => set({ purpose: event.currentTarget.value })}
      />
      {change === undefined ? (
        <PeoplePicker candidates={start.candidates} picked={picked} onChange={setPicked} />
      ) : (
        <TextInput
          label={t('plan.reason')}
          description={t('plan.reasonHint')}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <Switch
        label={t('plan.sendsMail')}
        description={start.isMailSetUp ? t('plan.sendsMailHint') : t('noMail.text')}
        checked={sendsMail}
        onChange={(event) => setSendsMail(event.currentTarget.checked)}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('cancelButton')}
        </Button>
        <Button loading={isBusy} disabled={plan.on === '' || plan.at === ''} onClick={() => void save()}>
          {change === undefined ? t('plan.confirm', { count: picked.length }) : t('plan.save')}
        </Button>
      </Group>
    </Stack>
  );
}

interface Saving {
  readonly student: string;
  readonly change: Meeting | undefined;
  readonly follows: Meeting | undefined;
  readonly plan: Plan;
  readonly picked: readonly Picked[];
  readonly reason: string;
  readonly sendsMail: boolean;
}

function savePlan({ student, change, follows, plan, picked, reason, sendsMail }: Saving): Promise<unknown> {
  if (change === undefined)
    return api.makeMeeting({
      params: { student },
      body: { ...plan, invitees: [...picked], sendsMail, follows: follows?.meeting ?? null },
    });
  const { kind: _, ...time } = plan;
  return api.changeMeeting({
    params: { meeting: change.meeting },
    body: { ...time, reason, sendsMail },
    revision: String(change.revision),
  });
}

interface Fields {
  readonly plan: Plan;
  readonly set: (part: Partial<Plan>) => void;
}

function TimeFields({ plan, set, today }: Fields & { readonly today: string }) {
  const t = useWords('meetings');
  return (
    <div className={classes.fields}>
      <TextInput
        type="date"
        label={t('plan.on')}
        value={plan.on}
        min={today}
        onChange={(event) => set({ on: event.currentTarget.value })}
      />
      <TextInput
        type="time"
        label={t('plan.at')}
        value={plan.at}
        onChange={(event) => set({ at: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('plan.minutes')}
        data={[...new Set([15, 20, 30, 45, 60, 90, 120, plan.minutes])]
          .toSorted((one, other) => one - other)
          .map((one) => ({ value: String(one), label: t('length', { minutes: one }) }))}
        value={String(plan.minutes)}
        onChange={(event) => set({ minutes: Number(event.currentTarget.value) })}
      />
      <TextInput
        label={t('plan.place')}
        value={plan.place}
        maxLength={200}
        onChange={(event) => set({ place: event.currentTarget.value })}
        autoComplete="off"
      />
    </div>
  );
}

const LANGUAGES = ['en', 'es', 'zh', 'vi', 'ar', 'tl', 'ko', 'hmn', 'pa', 'so', 'fa', 'ru'];

function LanguageFields({ plan, set }: Fields) {
  const t = useWords('meetings');
  const languageName = useLanguageName();
  return (
    <div className={classes.fields}>
      <NativeSelect
        label={t('plan.language')}
        data={[...new Set([plan.language, ...LANGUAGES])].map((tag) => ({ value: tag, label: languageName(tag) }))}
        value={plan.language}
        onChange={(event) => set({ language: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('plan.interpreter')}
        data={(['none', 'asked', 'booked'] as const).map((one) => ({ value: one, label: t(`interpreter.${one}`) }))}
        value={plan.interpreter}
        onChange={(event) => set({ interpreter: event.currentTarget.value as Plan['interpreter'] })}
      />
      {plan.interpreter !== 'none' && (
        <TextInput
          label={t('plan.interpreterName')}
          value={plan.interpreterName}
          maxLength={200}
          onChange={(event) => set({ interpreterName: event.currentTarget.value })}
          autoComplete="off"
        />
      )}
    </div>
  );
}

interface ConflictsProps {
  readonly student: string;
  readonly plan: Plan;
  readonly people: readonly Picked[];
  readonly except: number | null;
}

/** Asked while one types; never a reason to refuse. */
function Conflicts({ student, plan, people, except }: ConflictsProps) {
  const t = useWords('meetings');
  const time = useTime();
  const { on, at, minutes, place } = plan;
  const [asked] = useDebouncedValue({ on, at, minutes, place, people: [...people], except }, 300);
  const found = useQuery({
    queryKey: ['findMeetingConflicts', student, asked],
    queryFn: ({ signal }) => api.findMeetingConflicts({ params: { student }, body: asked }, { signal }),
    enabled: asked.on !== '' && asked.at !== '',
    gcTime: 0,
  });
  const conflicts = found.data?.conflicts ?? [];
  return (
    <div role="status">
      {conflicts.length > 0 && (
        <Alert variant="default" title={t('conflicts.title')}>
          {conflicts.map(({ kind, what, with: other, at: when, minutes: long }) => (
            <Text size="sm" key={`${kind} ${what} ${other} ${when}`}>
              {t(`conflicts.${other}`, { what, time: time(when), minutes: long })}
            </Text>
          ))}
          <Text size="sm" className="rc-dimmed">
            {t('conflicts.stillPossible')}
          </Text>
        </Alert>
      )}
    </div>
  );
}

interface First {
  readonly change: Meeting | undefined;
  readonly follows: Meeting | undefined;
  readonly language: string;
}

function firstPlan({ change, follows, language }: First): Plan {
  const from = change ?? follows;
  return {
    kind: change?.kind ?? (follows === undefined ? 'team' : 'follow-up'),
    on: change?.on ?? '',
    at: from?.at ?? '15:30',
    minutes: from?.minutes ?? 30,
    place: from?.place ?? '',
    purpose: change?.purpose ?? '',
    language: from?.language ?? (language.toLowerCase().split('-')[0] || 'en'),
    interpreter: from?.interpreter ?? 'none',
    interpreterName: from?.interpreterName ?? '',
  };
}

/** Guardians and the student are invited unless somebody says otherwise. */
function firstPeople({ candidates }: Start, from: Meeting | undefined): readonly Picked[] {
  if (from !== undefined)
    return from.invitees.map(({ part, name, email, organisation, language, guardianId, staffId, personId }) => ({
      part,
      name,
      email,
      organisation,
      language,
      guardianId,
      staffId,
      personId,
    }));
  return candidates
    .filter(({ part }) => part === 'guardian' || part === 'student')
    .map(({ relation: _, ...person }) => person);
}
