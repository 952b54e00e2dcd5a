/** Smaller questions about a meeting: an answer, somebody else, cancelling, and taking back that it was held. */
import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, useApi } from '../../api.ts';
import { useWords } from '../../words/words.ts';
import { Loaded } from '../loaded.tsx';
import { ProblemAlert } from '../problem-alert.tsx';
import { ReasonDialog } from '../reason-dialog.tsx';
import { useActing } from '../use-acting.ts';
import { PeoplePicker, type Picked } from './people-picker.tsx';
import type { Meeting } from './student-meetings.tsx';

/** What is no longer true after a meeting was changed. */
export const MEETING_ANSWERS = [
  'listStudentMeetings',
  'listMeetings',
  'readMeetingLetters',
  'readCase',
  'readCaseTimeline',
  'readStudentTimeline',
] as const;

interface OfMeeting {
  readonly meeting: Meeting;
  readonly onClose: () => void;
}

export function ResponseDialog({
  meeting,
  invitee,
  onClose,
}: OfMeeting & { readonly invitee: Meeting['invitees'][number] }) {
  const t = useWords('meetings');
  const [response, setResponse] = useState<'accepted' | 'declined' | 'tentative'>('accepted');
  const [note, setNote] = useState('');
  const { act, isBusy, error } = useActing(MEETING_ANSWERS, onClose);
  const params = { meeting: meeting.meeting, invitee: invitee.invitee };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('answer.title', { name: invitee.name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        {error !== null && <ProblemAlert error={error} />}
        <Radio.Group label={t('answer.label')} value={response} onChange={(value) => setResponse(value)}>
          <Stack gap="xs" mt="xs">
            {(['accepted', 'declined', 'tentative'] as const).map((one) => (
              <Radio key={one} value={one} label={t(`response.${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput
          label={t('answer.note')}
          value={note}
          maxLength={500}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancelButton')}
          </Button>
          <Button
            loading={isBusy}
            onClick={() => void act(() => api.noteResponse({ params, body: { response, note } }))}
          >
            {t('answer.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

export function InviteDialog({ student, meeting, onClose }: OfMeeting & { readonly student: string }) {
  const t = useWords('meetings');
  const start = useApi('readMeetingStart', { params: { student } });
  const [picked, setPicked] = useState<readonly Picked[]>([]);
  const { act, isBusy, error } = useActing(MEETING_ANSWERS, onClose);
  const known = new Set(meeting.invitees.map(({ name }) => name));
  const send = () =>
    act(() => api.invite({ params: { meeting: meeting.meeting }, body: { invitees: [...picked], sendsMail: true } }));
  return (
    <Modal opened onClose={onClose} size="lg" title={t('invite.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack>
        {error !== null && <ProblemAlert error={error} />}
        <Loaded query={start} failed={t('failed')} what={t('people')}>
          {({ candidates }) => (
            <PeoplePicker
              candidates={candidates.filter(({ name }) => !known.has(name))}
              picked={picked}
              onChange={setPicked}
            />
          )}
        </Loaded>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancelButton')}
          </Button>
          <Button loading={isBusy} disabled={picked.length === 0} onClick={() => void send()}>
            {t('invite.confirm', { count: picked.length })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

export function StopDialog({ kind, meeting, onClose }: OfMeeting & { readonly kind: 'cancel' | 'take-back' }) {
  const t = useWords('meetings');
  const { act, isBusy, error } = useActing(MEETING_ANSWERS, onClose);
  const params = { meeting: meeting.meeting };
  const told = meeting.invitees.filter(({ mail }) => mail === 'sent').length;
  return (
    <ReasonDialog
      isOpen
      title={t(`stop.${kind}.title`)}
      text={kind === 'cancel' ? t('stop.cancel.text', { count: told }) : t('stop.take-back.text')}
      confirm={t(`stop.${kind}.confirm`)}
      onConfirm={(reason) =>
        void act(() =>
          kind === 'cancel'
            ? api.cancelMeeting({ params, body: { reason } })
            : api.takeBackHeld({ params, body: { reason } }),
        )
      }
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    />
  );
}
