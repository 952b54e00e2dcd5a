/** A planned meeting of the team on another day, at another time or place. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, type AnswerOf } from '../../api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DayOfSchoolHint } from '../../parts/school-day-hint.tsx';
import { useWords } from '../../words/words.ts';
import { useCampaignAction } from './use-campaign-action.ts';

type Meeting = AnswerOf<'readTeamMeeting'>;

export function MoveMeeting({ meeting }: { readonly meeting: Meeting }) {
  const t = useWords('campaigns');
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <Button variant="default" className="rc-no-print" onClick={() => setAsked(true)}>
        {t('meeting.move')}
      </Button>
      {isAsked && <MoveDialog meeting={meeting} onClose={() => setAsked(false)} />}
    </>
  );
}

function MoveDialog({ meeting, onClose }: { readonly meeting: Meeting; readonly onClose: () => void }) {
  const t = useWords('campaigns');
  const [on, setOn] = useState(meeting.on);
  const [at, setAt] = useState(meeting.at ?? '');
  const [place, setPlace] = useState(meeting.place);
  const { isBusy, error, send } = useCampaignAction(onClose);
  const params = { meeting: meeting.meeting };
  const body = { on, at: at === '' ? null : at, place };
  return (
    <ConfirmDialog
      isOpen
      title={t('meeting.moveAsk')}
      confirm={t('meeting.moveDo')}
      onConfirm={() => {
        if (on !== '') void send(() => api.moveTeamMeeting({ params, body }), t('meeting.moved'));
      }}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <TextInput
        type="date"
        label={t('meetings.on')}
        value={on}
        onChange={(event) => setOn(event.currentTarget.value)}
        error={on === '' ? t('meeting.dayMissing') : undefined}
      />
      <DayOfSchoolHint school={meeting.school} on={on} />
      <TextInput
        type="time"
        label={t('meetings.at')}
        value={at}
        onChange={(event) => setAt(event.currentTarget.value)}
        mt="sm"
      />
      <TextInput
        label={t('meetings.place')}
        value={place}
        maxLength={120}
        onChange={(event) => setPlace(event.currentTarget.value)}
        mt="sm"
      />
    </ConfirmDialog>
  );
}
