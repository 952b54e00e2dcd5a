import type { TierCard } from '../../../server/tiers/shapes.ts';
import { api } from '../../api.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useWords } from '../../words/words.ts';
import { useTierAction } from './use-tier-action.ts';

/** Takes a student off the board before a plan was made. */
export function LeaveDialog({
  card,
  onClose,
}: {
  readonly card: Pick<TierCard, 'tier'>;
  readonly onClose: () => void;
}) {
  const t = useWords('tier2');
  const { isBusy, error, send } = useTierAction(onClose);
  return (
    <ReasonDialog
      isOpen
      title={t('leaveAsk')}
      text={t('leaveText')}
      confirm={t('leave')}
      onConfirm={(reason) =>
        void send(() => api.leaveBoard({ params: { tier: card.tier ?? '' }, body: { reason } }), t('left'))
      }
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    />
  );
}
