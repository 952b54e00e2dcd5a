import type { MessageLine } from '../../../server/messages/contract.ts';
import { Text } from '@mantine/core';
import { api } from '../../api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useWords } from '../../words/words.ts';
import { CHANGES } from './came-back-dialog.tsx';

/** The messages of a batch leave before its undo is over. */
export function SendNowDialog({ line, onClose }: { readonly line: MessageLine; readonly onClose: () => void }) {
  const t = useWords('messages');
  const { act, isBusy, error } = useActing(CHANGES, onClose);
  const send = (): void => void act(() => api.sendBatchNow({ params: { batch: line.batch ?? '' } }));
  return (
    <ConfirmDialog
      isOpen
      title={t('sendNow.title')}
      confirm={t('sendNow.confirm')}
      onConfirm={send}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <Text>{t('sendNow.text')}</Text>
    </ConfirmDialog>
  );
}
