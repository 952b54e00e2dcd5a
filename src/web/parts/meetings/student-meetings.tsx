/** All meetings about a student: planning one, and each with its people, its papers and what came of it. */
import { Alert, Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useApi, type AnswerOf } from '../../api.ts';
import { useWords } from '../../words/words.ts';
import { EmptyState } from '../empty-state.tsx';
import { Loaded } from '../loaded.tsx';
import { HoldMeetingDialog } from './hold-meeting-dialog.tsx';
import { MeetingCard } from './meeting-card.tsx';
import { InviteDialog, ResponseDialog, StopDialog } from './meeting-dialogs.tsx';
import { PlanMeetingDialog } from './plan-meeting-dialog.tsx';

export type Meeting = AnswerOf<'readMeeting'>;

/** What is asked about a meeting; `invitee` of an answer. */
export interface AskingMeeting {
  readonly kind: 'plan' | 'change' | 'follow-up' | 'hold' | 'minutes' | 'cancel' | 'take-back' | 'invite' | 'response';
  readonly meeting?: Meeting;
  readonly invitee?: Meeting['invitees'][number];
}

export function StudentMeetings({
  student,
  isReadOnly = false,
}: {
  readonly student: string;
  readonly isReadOnly?: boolean;
}) {
  const t = useWords('meetings');
  const meetings = useApi('listStudentMeetings', { params: { student } });
  const [asking, setAsking] = useState<AskingMeeting | undefined>(undefined);
  const close = () => setAsking(undefined);
  return (
    <Loaded query={meetings} failed={t('failed')} what={t('list')}>
      {({ items, mayPlan, isMailSetUp }) => (
        <>
          {mayPlan && !isReadOnly && (
            <Button mb="md" onClick={() => setAsking({ kind: 'plan' })} className="rc-no-print">
              {t('plan.button')}
            </Button>
          )}
          {!isMailSetUp && items.some(({ state }) => state === 'planned') && (
            <Alert variant="default" mb="md" title={t('noMail.title')}>
              <Text size="sm">{t('noMail.text')}</Text>
            </Alert>
          )}
          {items.length === 0 ? (
            <EmptyState why={t('empty')} />
          ) : (
            items.map((meeting) => (
              <MeetingCard key={meeting.meeting} meeting={meeting} isReadOnly={isReadOnly} onAsk={setAsking} />
            ))
          )}
          {asking !== undefined && <Dialog asking={asking} student={student} onClose={close} />}
        </>
      )}
    </Loaded>
  );
}

interface DialogProps {
  readonly asking: AskingMeeting;
  readonly student: string;
  readonly onClose: () => void;
}

function Dialog({ asking, student, onClose }: DialogProps) {
  const { kind, meeting, invitee } = asking;
  if (kind === 'plan' || meeting === undefined) return <PlanMeetingDialog student={student} onClose={onClose} />;
  if (kind === 'change') return <PlanMeetingDialog student={student} change={meeting} onClose={onClose} />;
  if (kind === 'follow-up') return <PlanMeetingDialog student={student} follows={meeting} onClose={onClose} />;
  if (kind === 'hold' || kind === 'minutes')
    return <HoldMeetingDialog meeting={meeting} isMinutes={kind === 'minutes'} onClose={onClose} />;
  if (kind === 'invite') return <InviteDialog student={student} meeting={meeting} onClose={onClose} />;
  if (kind === 'response' && invitee !== undefined)
    return <ResponseDialog meeting={meeting} invitee={invitee} onClose={onClose} />;
  return <StopDialog kind={kind === 'cancel' ? 'cancel' : 'take-back'} meeting={meeting} onClose={onClose} />;
}
