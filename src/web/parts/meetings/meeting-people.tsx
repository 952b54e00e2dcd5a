/** Who is invited: as what, what they answered, whether the invitation left, and afterwards whether they came. */
import { Button, Text } from '@mantine/core';
import { api, invalidate } from '../../api.ts';
import { useWords } from '../../words/words.ts';
import { ToneChip } from '../status-chip.tsx';
import { toast } from '../toast.ts';
import { useProblemText } from '../problem-alert.tsx';
import type { AskingMeeting, Meeting } from './student-meetings.tsx';
import classes from './meetings.module.css';

type Invitee = Meeting['invitees'][number];

interface PeopleProps {
  readonly meeting: Meeting;
  readonly isReadOnly: boolean;
  readonly onAsk: (asking: AskingMeeting) => void;
}

export function People({ meeting, isReadOnly, onAsk }: PeopleProps) {
  const t = useWords('meetings');
  const textOf = useProblemText();
  const may = (action: Meeting['may'][number]) => !isReadOnly && meeting.may.includes(action);
  const takeOut = (invitee: Invitee) => {
    api
      .takeOutInvitee({ params: { meeting: meeting.meeting, invitee: invitee.invitee } })
      .then(() => invalidate('listStudentMeetings', 'readMeetingLetters', 'readCaseTimeline'))
      .catch((error: unknown) => toast(textOf(error), 'failed'));
  };
  if (meeting.invitees.length === 0) return <Text size="sm">{t('nobody')}</Text>;
  return (
    <ul className={classes.people} aria-label={t('people')}>
      {meeting.invitees.map((invitee) => (
        <li key={invitee.invitee}>
          <span className={classes.who}>
            {invitee.name}
            <Text span size="sm" className="rc-dimmed">
              {` · ${[t(`part.${invitee.part}`), invitee.organisation].filter((part) => part !== '').join(', ')}`}
            </Text>
          </span>
          {meeting.state === 'held' ? <Came invitee={invitee} /> : <Answer invitee={invitee} />}
          {may('respond') && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={t('doors.answerOf', { name: invitee.name })}
              onClick={() => onAsk({ kind: 'response', meeting, invitee })}
            >
              {t('doors.answer')}
            </Button>
          )}
          {may('invite') && (
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={t('doors.takeOutOf', { name: invitee.name })}
              onClick={() => takeOut(invitee)}
            >
              {t('doors.takeOut')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function Came({ invitee }: { readonly invitee: Invitee }) {
  const t = useWords('meetings');
  return (
    <ToneChip
      tone={invitee.attended === true ? 'sent' : 'closed'}
      word={t(invitee.attended === true ? 'came' : 'notThere')}
    />
  );
}

const MAIL_TONES = { waiting: 'waiting', sent: 'sent', failed: 'returned', cancelled: 'closed' } as const;

function Answer({ invitee }: { readonly invitee: Invitee }) {
  const t = useWords('meetings');
  const { response, responseNote, mail, mailReason } = invitee;
  return (
    <>
      {response !== '' && (
        <ToneChip
          tone={response === 'accepted' ? 'sent' : response === 'declined' ? 'returned' : 'waiting'}
          word={t(`response.${response}`)}
        />
      )}
      {responseNote !== '' && <Text size="sm">{responseNote}</Text>}
      {response === '' &&
        (mail === 'none' || mail === 'cancelled' ? (
          <Text size="sm" className="rc-dimmed">
            {t('mail.none')}
          </Text>
        ) : (
          <ToneChip tone={MAIL_TONES[mail]} word={t(`mail.${mail}`)} />
        ))}
      {mail === 'failed' && <Text size="sm">{mailReason}</Text>}
    </>
  );
}
