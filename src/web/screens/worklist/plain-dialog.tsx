import { useState } from 'react';
import { api, invalidate, newKey } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useWords } from '../../words/words.ts';
import type { Asking, Question } from './decision-dialogs.tsx';
import { useDeciding } from './use-deciding.ts';

type Plain = Exclude<Asking, 'hold' | 'note'>;

interface PlainDialogProps {
  readonly question: Question;
  readonly kind: Plain;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Decisions that want nothing but a reason: decline, approve, lift, rescind, keep. */
export function PlainDialog({ question, kind, onClose, onDone }: PlainDialogProps) {
  const t = useWords('worklist');
  const exact = useWords('exact');
  const date = useDate();
  const { isBusy, error, act: send } = useDeciding(onDone);
  const [key] = useState(newKey);
  const { line, change } = question;
  const what: Readonly<Record<Plain, string>> = {
    decline: exact('whyDecline'),
    approve: t('ask.approveWhat'),
    lift: t('ask.liftWhat'),
    rescind: exact('willRescind', { date: date(change?.issuedOn ?? line.metOn) }),
    keep: t('ask.keepWhat'),
  };
  return (
    <ReasonDialog
      isOpen
      title={t(`ask.${kind}`, { name: line.name, level: line.level })}
      text={line.types.includes('incident') && kind === 'decline' ? exact('cannotDecline') : what[kind]}
      confirm={t(`actions.${kind}Now`)}
      onConfirm={(reason) => void send(() => act({ question, kind, reason, key }))}
      onClose={onClose}
      isBusy={isBusy}
      isDangerous={kind === 'decline' || kind === 'rescind'}
      error={error}
    />
  );
}

interface Act {
  readonly question: Question;
  readonly kind: Plain;
  readonly reason: string;
  /** The same for however many tries. */
  readonly key: string;
}

async function act({ question: { line, liftKind, change }, kind, reason, key }: Act): Promise<void> {
  const params = { trigger: line.trigger };
  const notice = { notice: change?.notice ?? line.notice ?? '' };
  switch (kind) {
    case 'decline':
      await api.declineTrigger({ params, body: { reason } });
      return;
    case 'approve':
      await api.approveTrigger({ params, body: { reason } });
      return;
    case 'lift':
      await api.liftTrigger({ params, body: { reason, ...(liftKind === undefined ? {} : { kind: liftKind }) } });
      return;
    case 'rescind':
      await api.rescindNotice({ params: notice, body: { reason }, key });
      await invalidate('readNotice', 'readNotices');
      return;
    case 'keep':
      await api.keepNotice({ params: notice, body: { reason } });
      await invalidate('readNotice', 'readNotices');
  }
}
