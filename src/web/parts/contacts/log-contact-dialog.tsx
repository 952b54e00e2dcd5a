/** "Log a contact" from a list, a student's page or the search: outcome, Enter, done. So the focus begins at the outcome, not at the title. */
import { Button, Group, Modal, Stack } from '@mantine/core';
import type { FormEvent } from 'react';
import { useWords } from '../../words/words.ts';
import { ProblemAlert } from '../problem-alert.tsx';
import { toast } from '../toast.ts';
import { ContactFields } from './contact-fields.tsx';
import { useContactEntry } from './use-contact-entry.ts';

interface LogContactDialogProps {
  readonly student: string;
  /** As it stands in the title: "Torres, Maya". */
  readonly name: string;
  readonly onClose: () => void;
  readonly onSaved?: () => void;
}

export function LogContactDialog({ student, name, onClose, onSaved }: LogContactDialogProps) {
  const t = useWords('contacts');
  const parts = useWords('parts');
  const entry = useContactEntry(student, (isMade) => {
    toast(t(isMade ? 'savedReached' : 'saved'));
    onClose();
    onSaved?.();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    entry.save();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('logFor', { name })}
      size="lg"
      closeOnEscape={entry.values.note === ''}
      closeOnClickOutside={entry.values.note === ''}
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          {entry.error !== null && <ProblemAlert error={entry.error} title={t('failed')} />}
          {entry.startError !== null && <ProblemAlert error={entry.startError} title={t('startFailed')} />}
          <ContactFields entry={entry} first="outcome" />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {parts('cancel')}
            </Button>
            <Button type="submit" loading={entry.isBusy}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
