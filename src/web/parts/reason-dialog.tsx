/** A question that wants a reason: nothing happens without one, and Esc does not throw away what was typed. */
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useWords } from '../words/words.ts';
import { ProblemAlert } from './problem-alert.tsx';

interface ReasonDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  /** What follows from it. */
  readonly text?: ReactNode;
  /** Further fields, above the reason. */
  readonly children?: ReactNode;
  readonly label?: string;
  readonly confirm: string;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
  readonly isBusy?: boolean;
  readonly isDangerous?: boolean;
  readonly isOptional?: boolean;
  /** Characters; 500 unless given. */
  readonly maxLength?: number;
  readonly error?: unknown;
}

export function ReasonDialog(props: ReasonDialogProps) {
  return props.isOpen ? <OpenReasonDialog {...props} /> : null;
}

function OpenReasonDialog(props: ReasonDialogProps) {
  const t = useWords('parts');
  const { title, text, children, label, confirm, onConfirm, onClose, error } = props;
  const { isBusy = false, isDangerous = false, isOptional = false, maxLength = 500 } = props;
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isBlank = reason.trim() === '';
    setMissing(isBlank && !isOptional);
    if (!isBlank || isOptional) onConfirm(reason.trim());
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeOnEscape={reason === ''}
      closeOnClickOutside={reason === ''}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          {error !== undefined && error !== null && <ProblemAlert error={error} />}
          {text !== undefined && <Text component="div">{text}</Text>}
          {children}
          <Textarea
            label={label ?? t('reason.label')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={isMissing ? t('reason.required') : undefined}
            required={!isOptional}
            withAsterisk={false}
            maxLength={maxLength}
            autosize
            minRows={2}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" color={isDangerous ? 'red' : 'blue'} loading={isBusy}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
