/** One meeting: when and where, who is invited and what they answered, what was said, and what can be done now. */
import { Anchor, Button, Text, Title } from '@mantine/core';
import { contract } from '../../../server/contract.ts';
import { urlOf } from '../../../server/client.ts';
import { useApi } from '../../api.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { useDate } from '../date-text.tsx';
import { ToneChip } from '../status-chip.tsx';
import { useLanguageInWords } from '../use-language-name.ts';
import { People } from './meeting-people.tsx';
import type { AskingMeeting, Meeting } from './student-meetings.tsx';
import { useTime } from './use-time.ts';
import classes from './meetings.module.css';

interface MeetingCardProps {
  readonly meeting: Meeting;
  readonly isReadOnly: boolean;
  readonly onAsk: (asking: AskingMeeting) => void;
}

const TONES = { planned: 'due', held: 'sent', cancelled: 'closed' } as const;

export function MeetingCard({ meeting, isReadOnly, onAsk }: MeetingCardProps) {
  const t = useWords('meetings');
  const date = useDate();
  const time = useTime();
  const { kind, state, on, at, place, purpose, isUnwritten } = meeting;
  return (
    <section className={classes.card} data-state={state} aria-label={`${t(`kind.${kind}`)} ${date(on)}`}>
      <div className={classes.head}>
        <Title order={3} size="h4">
          {t(`kind.${kind}`)}
        </Title>
        <Text>{[date(on), time(at), place].filter((part) => part !== '').join(' · ')}</Text>
        <ToneChip tone={TONES[state]} word={t(`state.${state}`)} />
        {isUnwritten && <ToneChip tone="waiting" word={t('unwritten')} />}
      </div>
      <Surroundings meeting={meeting} />
      {purpose !== '' && <Text size="sm">{t('about', { purpose })}</Text>}
      <People meeting={meeting} isReadOnly={isReadOnly} onAsk={onAsk} />
      {state === 'held' && <Result meeting={meeting} />}
      <Doors meeting={meeting} isReadOnly={isReadOnly} onAsk={onAsk} />
    </section>
  );
}

function Surroundings({
  meeting: { minutes, language, interpreter, interpreterName, notice, madeBy },
}: {
  readonly meeting: Meeting;
}) {
  const t = useWords('meetings');
  const languageName = useLanguageInWords();
  const parts = [
    t('length', { minutes }),
    t('in', { language: languageName(language) }),
    ...(interpreter === 'none' ? [] : [[t(`interpreter.${interpreter}`), interpreterName].filter(Boolean).join(': ')]),
    ...(notice === null ? [] : [t('byLetter', { notice })]),
    t('by', { person: madeBy }),
  ];
  return (
    <Text size="sm" className="rc-dimmed">
      {parts.join(' · ')}
    </Text>
  );
}

const ROLES = ['clerk', 'administrator', 'team', 'teacher'];

function Result({ meeting: { family, minutesText, decisions, followUps, minutesBy } }: { readonly meeting: Meeting }) {
  const t = useWords('meetings');
  const date = useDate();
  return (
    <div>
      <Text size="sm" fw={600} mt="xs">
        {t(`family.${family}`)}
      </Text>
      {minutesText !== '' && (
        <Text size="sm" className={classes.text ?? ''}>
          {minutesText}
        </Text>
      )}
      {decisions !== '' && (
        <Text size="sm" className={classes.text ?? ''}>
          {t('decided', { decisions })}
        </Text>
      )}
      {followUps.map(({ task, what, who, dueOn, state }) => (
        <Text size="sm" key={task}>
          {t('followUp', {
            what,
            who: ROLES.includes(who) ? t(`roles.${who}`) : who,
            on: dueOn === null ? '' : date(dueOn),
          })}{' '}
          · {t(`task.${state}`)}
        </Text>
      ))}
      {minutesBy !== '' && (
        <Text size="xs" className="rc-dimmed">
          {t('writtenBy', { person: minutesBy })}
        </Text>
      )}
    </div>
  );
}

function Doors({ meeting, isReadOnly, onAsk }: MeetingCardProps) {
  const t = useWords('meetings');
  const language = useLanguage();
  const { may, state } = meeting;
  const can = (action: Meeting['may'][number]) => !isReadOnly && may.includes(action);
  const params = { meeting: meeting.meeting };
  const door = (kind: AskingMeeting['kind'], label: string, variant = 'default') => (
    <Button size="compact-sm" variant={variant} onClick={() => onAsk({ kind, meeting })}>
      {label}
    </Button>
  );
  return (
    <div className={`${classes.doors} rc-no-print`}>
      {can('hold') && door('hold', t('doors.hold'), 'filled')}
      {can('change') && door('change', t('doors.change'))}
      {can('invite') && door('invite', t('doors.invite'))}
      {can('write-minutes') && door('minutes', t('doors.minutes'))}
      {!isReadOnly && state === 'held' && may.length > 0 && door('follow-up', t('doors.followUp'))}
      {can('cancel') && door('cancel', t('doors.cancel'))}
      {can('reopen') && door('take-back', t('doors.takeBack'))}
      {state === 'planned' && (
        <Anchor size="sm" href={urlOf(contract.readAgenda, { params, query: { language } })} target="_blank">
          {t('doors.agenda')}
        </Anchor>
      )}
      {state === 'held' && (
        <Anchor size="sm" href={urlOf(contract.readMinutes, { params, query: { language } })} target="_blank">
          {t('doors.minutesPdf')}
        </Anchor>
      )}
      {can('invite') && <Letters meeting={meeting} />}
    </div>
  );
}

/** The invitation on paper, one to a household. */
function Letters({ meeting }: { readonly meeting: Meeting }) {
  const t = useWords('meetings');
  const languageName = useLanguageInWords();
  const hasGuardian = meeting.invitees.some(({ part }) => part === 'guardian');
  const letters = useApi('readMeetingLetters', { params: { meeting: meeting.meeting } }, { enabled: hasGuardian });
  if (letters.data === undefined) return null;
  return (
    <>
      {letters.data.letters.map(({ letter, to, language }) => (
        <Anchor
          key={letter}
          size="sm"
          target="_blank"
          href={urlOf(contract.readMeetingLetterPdf, { params: { meeting: meeting.meeting, letter } })}
        >
          {t('doors.letter', { name: to, language: languageName(language) })}
        </Anchor>
      ))}
      {letters.data.missing.length > 0 && (
        <Text size="sm">{t('noAddress', { names: letters.data.missing.join(', ') })}</Text>
      )}
    </>
  );
}
