import { Anchor, Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { contract } from '../../../server/contract.ts';
import { urlOf } from '../../../server/client.ts';
import type { MessageLine } from '../../../server/messages/contract.ts';
import { useDate } from '../../parts/date-text.tsx';
import { ToneChip, type StatusTone } from '../../parts/status-chip.tsx';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import itemList from '../../parts/item-list.module.css';
import classes from './messages.module.css';

export type MessageAction = MessageLine['may'][number];

const TONES: Readonly<Record<MessageLine['state'], StatusTone>> = {
  waiting: 'waiting',
  sent: 'sent',
  delivered: 'sent',
  print: 'due',
  printed: 'sent',
  cancelled: 'closed',
};

interface ItemProps {
  readonly line: MessageLine;
  readonly isBusy: boolean;
  /** Its words stand open. */
  readonly isOpen?: boolean;
  readonly onAct: (action: MessageAction) => void;
}

/** One message to one person: to whom, how, what became of it, its words behind a fold. */
export function MessageItem({ line, isBusy, isOpen = false, onAct }: ItemProps) {
  const t = useWords('messages');
  const { student, name, schoolName, criterion, to, toKind, state, way, short, subject, body, language } = line;
  return (
    <li>
      <div>
        <Anchor component={Link} to={`/students/${student}`}>
          {name}
        </Anchor>{' '}
        <ToneChip tone={TONES[state]} word={t(`state.${state}`)} />
        <Text size="sm" className="rc-dimmed">
          {[criterion, schoolName].join(' · ')}
        </Text>
      </div>
      <div>
        <Text size="sm" fw={600}>
          {t('to', { name: to, kind: t(`kind.${toKind}`), way: t(`way.${way ?? 'paper'}`) })}
        </Text>
        <What line={line} />
        <details open={isOpen}>
          <summary>{t('words')}</summary>
          <div lang={language} className="rc-reading">
            {way === 'text' ? (
              <Text size="sm">{short}</Text>
            ) : (
              <>
                <Text size="sm" fw={600}>
                  {subject}
                </Text>
                <Text size="sm" className={classes.body}>
                  {body}
                </Text>
              </>
            )}
          </div>
        </details>
      </div>
      <Doors line={line} isBusy={isBusy} onAct={onAct} />
    </li>
  );
}

/** What became of it, in sentences. */
function What({ line }: { readonly line: MessageLine }) {
  const t = useWords('messages');
  const date = useDate();
  const { state, why, reason, stateAt, stateBy, waitsUntil, waitsFor, isPaused, tries } = line;
  const parts = [
    ...(isPaused
      ? [t('paused')]
      : waitsUntil === null
        ? []
        : [t(waitsFor === 'hours' ? 'waitsForHours' : 'waitsUntil', { time: date(waitsUntil, 'moment') })]),
    ...(state === 'waiting' && tries > 0 ? [t('tries', { count: tries })] : []),
    ...(why === '' ? [] : [t(`why.${why}`)]),
    ...(why === 'came-back' && reason !== '' ? [reason] : []),
  ];
  return (
    <>
      {parts.length > 0 && <Text size="sm">{parts.join(' ')}</Text>}
      <Text size="xs" className="rc-dimmed">
        {[date(stateAt, 'moment'), ...(stateBy === '' ? [] : [stateBy])].join(' · ')}
      </Text>
    </>
  );
}

function Doors({ line, isBusy, onAct }: ItemProps) {
  const t = useWords('messages');
  const mayPrint = useMay('print');
  const { message, state, may } = line;
  const isOnPaper = state === 'print' || state === 'printed';
  return (
    <div className={`${itemList.doors} rc-no-print`}>
      {isOnPaper && mayPrint && (
        <Anchor
          href={urlOf(contract.readMessagePages, { query: { messages: String(message) } })}
          target="_blank"
          rel="noopener noreferrer"
          size="sm"
        >
          {t('page')}
        </Anchor>
      )}
      {may
        .filter((action) => action !== 'print' || state === 'print')
        .map((action) => (
          <Button key={action} size="compact-sm" variant="default" loading={isBusy} onClick={() => onAct(action)}>
            {t(`actions.${action}`)}
          </Button>
        ))}
    </div>
  );
}
