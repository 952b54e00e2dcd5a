/** Writes down what a party was given or asked for. A line is never changed: one may take the place of another. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { toast } from '../../parts/toast.ts';
import { useWords } from '../../words/words.ts';
import { DisclosureFields } from './disclosure-fields.tsx';
import type { DisclosureLine } from './disclosures-screen.tsx';
import { StudentPicker } from '../../parts/student-picker.tsx';
import { useDisclosureForm } from './use-disclosure-form.ts';

interface DisclosureDialogProps {
  /** The line whose place the new one takes. */
  readonly corrects: DisclosureLine | undefined;
  readonly onClose: () => void;
}

export function DisclosureDialog({ corrects, onClose }: DisclosureDialogProps) {
  const t = useWords('disclosures');
  const parts = useWords('parts');
  const form = useDisclosureForm(corrects, () => {
    toast(t('write.done'));
    onClose();
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={corrects === undefined ? t('write.title') : t('write.correct', { line: corrects.disclosure })}
      size="lg"
      closeOnEscape={!form.isTouched}
      closeOnClickOutside={!form.isTouched}
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void form.send();
        }}
        noValidate
      >
        <Stack>
          {form.error !== null && <ProblemAlert error={form.error} title={t('write.failed')} />}
          {corrects === undefined ? (
            <StudentPicker
              label={t('columns.student')}
              onPick={(student) => form.type({ student })}
              keepsChoice
              error={form.isMissing('student') ? t('write.missing') : undefined}
            />
          ) : (
            <Text>{t('write.both', { name: corrects.name })}</Text>
          )}
          <DisclosureFields typed={form.typed} isMissing={form.isMissing} onType={form.type} />
          <Text size="sm" className="rc-dimmed">
            {t('write.stays')}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {parts('cancel')}
            </Button>
            <Button type="submit" loading={form.isBusy}>
              {t('write.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
