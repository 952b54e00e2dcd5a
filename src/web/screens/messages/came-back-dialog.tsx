import type { MessageLine } from '../../../server/messages/contract.ts';
import { api, type Operation } from '../../api.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useWords } from '../../words/words.ts';

/** What a step of a message changes. */
export const CHANGES: readonly Operation[] = ['readMessages', 'readCase'];

/** A person says that an e-mail came back, and what it said. */
export function CameBackDialog({ line, onClose }: { readonly line: MessageLine; readonly onClose: () => void }) {
  const t = useWords('messages');
  const { act, isBusy, error } = useActing(CHANGES, onClose);
  return (
    <ReasonDialog
      isOpen
      title={t('cameBack.title')}
      text={t('cameBack.text')}
      confirm={t('cameBack.confirm')}
      onConfirm={(reason) =>
        void act(() => api.noteMessageCameBack({ params: { message: line.message }, body: { reason } }))
      }
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    />
  );
}
