/** A question before an effect: what will happen, in counts; the safe choice first. */
import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.ts';
import { DialogTitle } from './dialog-title.tsx';
import { ProblemAlert } from './problem-alert.tsx';

interface ConfirmDialogProps {
  readonly isOpen: boolean;
  /** The question: "Issue 58 notices?" */
  readonly title: string;
  /** What will happen. */
  readonly children: ReactNode;
  /** Names the effect: "Issue 58 notices". */
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  /** Instead of "Cancel": "Back to the list". */
  readonly cancel?: string;
  readonly isBusy?: boolean;
  readonly isDangerous?: boolean;
  readonly error?: unknown;
  readonly size?: string | number;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const t = useWords('parts');
  const { isOpen, title, children, confirm, onConfirm, onClose, cancel, error, size = 'lg' } = props;
  const { isBusy = false, isDangerous = false } = props;
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={<DialogTitle title={title} />}
      size={size}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        {error !== undefined && error !== null && <ProblemAlert error={error} />}
        <div>{children}</div>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {cancel ?? t('cancel')}
          </Button>
          <Button color={isDangerous ? 'red' : 'blue'} onClick={onConfirm} loading={isBusy}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
