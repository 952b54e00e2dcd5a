/** The state of a notice: always its word, the colour only says it again. */
import { useWords } from '../words/words.ts';
import classes from './status-chip.module.css';

export const NOTICE_STATUSES = {
  due: 'due',
  held: 'waiting',
  waiting: 'waiting',
  'to-approve': 'waiting',
  issued: 'sent',
  produced: 'sent',
  sent: 'sent',
  received: 'sent',
  returned: 'returned',
  failed: 'returned',
  amended: 'returned',
  'no-longer-met': 'returned',
  declined: 'closed',
  lapsed: 'closed',
  rescinded: 'closed',
  withdrawn: 'closed',
  suppressed: 'closed',
  satisfied: 'closed',
  noted: 'closed',
  'carried-over': 'closed',
} as const;

export type NoticeStatus = keyof typeof NOTICE_STATUSES;
export type StatusTone = (typeof NOTICE_STATUSES)[NoticeStatus];

/** `word` where the screen says it otherwise ("issued 9:38 by M. Ruiz"). */
export function StatusChip({ status, word }: { readonly status: NoticeStatus; readonly word?: string }) {
  const t = useWords('parts');
  return <ToneChip tone={NOTICE_STATUSES[status]} word={word ?? t(`status.${status}`)} />;
}

/** A chip of another kind of state (a job, a person, a run) in the same colours. */
export function ToneChip({ tone, word }: { readonly tone: StatusTone; readonly word: string }) {
  return (
    <span className={classes.chip} data-tone={tone}>
      {word}
    </span>
  );
}
