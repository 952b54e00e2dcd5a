/** How a meeting went: who came, what was said and decided, what follows; also when the family did not take part. */
import {
  Alert,
  Button,
  Checkbox,
  Fieldset,
  Group,
  Modal,
  NativeSelect,
  Radio,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api.ts';
import { useWords } from '../../words/words.ts';
import { ProblemAlert } from '../problem-alert.tsx';
import { useActing } from '../use-acting.ts';
import { useToday } from '../use-today.ts';
import { MEETING_ANSWERS } from './meeting-dialogs.tsx';
import type { Meeting } from './student-meetings.tsx';
import classes from './meetings.module.css';

type Family = 'took-part' | 'did-not-take-part' | 'not-invited';

interface FollowUp {
  readonly what: string;
  readonly role: 'clerk' | 'administrator' | 'team' | 'teacher';
  readonly dueOn: string;
}

interface HoldMeetingProps {
  readonly meeting: Meeting;
  /** It was held already: minutes are added to. */
  readonly isMinutes: boolean;
  readonly onClose: () => void;
}

export function HoldMeetingDialog({ meeting, isMinutes, onClose }: HoldMeetingProps) {
  const t = useWords('meetings');
  const today = useToday();
  const [on, setOn] = useState(meeting.on < today ? meeting.on : today);
  const [came, setCame] = useState<readonly number[]>(() => cameFirst(meeting));
  const [familySaid, setFamily] = useState<Family | undefined>(undefined);
  const [minutes, setMinutes] = useState(meeting.minutesText);
  const [decisions, setDecisions] = useState(meeting.decisions);
  const [followUps, setFollowUps] = useState<readonly FollowUp[]>([]);
  const { act, isBusy, error } = useActing([...MEETING_ANSWERS, 'readStudentYear'], onClose);
  const family = familySaid ?? familyOf(meeting, came);
  const params = { meeting: meeting.meeting };
  const wanted = followUps.filter(({ what, dueOn }) => what.trim() !== '' && dueOn !== '');
  const save = () =>
    act(() =>
      isMinutes
        ? api.writeMinutes({ params, body: { minutes, decisions, followUps: wanted } })
        : api.holdMeeting({ params, body: { on, attended: [...came], family, minutes, decisions, followUps: wanted } }),
    );
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t(isMinutes ? 'hold.minutesTitle' : 'hold.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      closeOnClickOutside={false}
    >
      <Stack>
        {error !== null && <ProblemAlert error={error} />}
        {!isMinutes && <WhoAndWhen {...{ meeting, today, on, setOn, came, setCame, family, setFamily }} />}
        <Textarea
          label={t('hold.minutes')}
          value={minutes}
          maxLength={20_000}
          autosize
          minRows={4}
          onChange={(event) => setMinutes(event.currentTarget.value)}
        />
        <Textarea
          label={t('hold.decisions')}
          value={decisions}
          maxLength={5000}
          autosize
          minRows={2}
          onChange={(event) => setDecisions(event.currentTarget.value)}
        />
        <FollowUps followUps={followUps} onChange={setFollowUps} today={today} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancelButton')}
          </Button>
          <Button loading={isBusy} onClick={() => void save()}>
            {t(isMinutes ? 'hold.save' : 'hold.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface WhoAndWhenProps {
  readonly meeting: Meeting;
  readonly today: string;
  readonly on: string;
  readonly setOn: (on: string) => void;
  readonly came: readonly number[];
  readonly setCame: (came: readonly number[]) => void;
  readonly family: Family;
  readonly setFamily: (family: Family) => void;
}

function WhoAndWhen({ meeting, today, on, setOn, came, setCame, family, setFamily }: WhoAndWhenProps) {
  const t = useWords('meetings');
  return (
    <>
      {meeting.on > today && <Alert variant="default">{t('hold.early')}</Alert>}
      <TextInput
        type="date"
        label={t('hold.on')}
        value={on}
        max={today}
        onChange={(event) => setOn(event.currentTarget.value)}
      />
      <Came meeting={meeting} came={came} onChange={setCame} />
      <Radio.Group label={t('hold.family')} value={family} onChange={(value) => setFamily(value)}>
        <Stack gap="xs" mt="xs">
          {(['took-part', 'did-not-take-part', 'not-invited'] as const).map((one) => (
            <Radio key={one} value={one} label={t(`family.${one}`)} />
          ))}
        </Stack>
      </Radio.Group>
    </>
  );
}

interface CameProps {
  readonly meeting: Meeting;
  readonly came: readonly number[];
  readonly onChange: (came: readonly number[]) => void;
}

function Came({ meeting, came, onChange }: CameProps) {
  const t = useWords('meetings');
  return (
    <Fieldset legend={t('hold.came')}>
      <Stack gap={6}>
        {meeting.invitees.map(({ invitee, name, part }) => (
          <Checkbox
            key={invitee}
            label={`${name} · ${t(`part.${part}`)}`}
            checked={came.includes(invitee)}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? [...came, invitee] : came.filter((one) => one !== invitee))
            }
          />
        ))}
      </Stack>
    </Fieldset>
  );
}

interface FollowUpsProps {
  readonly followUps: readonly FollowUp[];
  readonly onChange: (followUps: readonly FollowUp[]) => void;
  readonly today: string;
}

/** Each becomes a task. */
function FollowUps({ followUps, onChange, today }: FollowUpsProps) {
  const t = useWords('meetings');
  const set = (at: number, part: Partial<FollowUp>) =>
    onChange(followUps.map((one, place) => (place === at ? { ...one, ...part } : one)));
  return (
    <Fieldset legend={t('hold.followUps')}>
      {followUps.map((one, at) => (
        <div className={classes.fields} key={at}>
          <TextInput
            label={t('hold.what')}
            value={one.what}
            maxLength={200}
            onChange={(event) => set(at, { what: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('hold.who')}
            data={(['administrator', 'team', 'clerk', 'teacher'] as const).map((role) => ({
              value: role,
              label: t(`roles.${role}`),
            }))}
            value={one.role}
            onChange={(event) => set(at, { role: event.currentTarget.value as FollowUp['role'] })}
          />
          <TextInput
            type="date"
            label={t('hold.dueOn')}
            value={one.dueOn}
            min={today}
            onChange={(event) => set(at, { dueOn: event.currentTarget.value })}
          />
          <Button
            variant="subtle"
            onClick={() => onChange(followUps.filter((_, place) => place !== at))}
            aria-label={t('hold.removeOf', { what: one.what })}
          >
            {t('doors.takeOut')}
          </Button>
        </div>
      ))}
      <Button
        variant="default"
        size="compact-sm"
        mt="xs"
        onClick={() => onChange([...followUps, { what: '', role: 'team', dueOn: '' }])}
      >
        {t('hold.addFollowUp')}
      </Button>
    </Fieldset>
  );
}

/** Who did not decline; the tick is only a proposal. */
function cameFirst({ invitees }: Meeting): readonly number[] {
  return invitees.filter(({ response }) => response === 'accepted').map(({ invitee }) => invitee);
}

function familyOf({ invitees }: Meeting, came: readonly number[]): Family {
  const guardians = invitees.filter(({ part }) => part === 'guardian');
  if (guardians.length === 0) return 'not-invited';
  return guardians.some(({ invitee }) => came.includes(invitee)) ? 'took-part' : 'did-not-take-part';
}
