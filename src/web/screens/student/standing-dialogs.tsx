/** Adds an at-risk reason by hand; ends a status or a reason before its last day. */
import { Button, Checkbox, Group, Modal, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { api, type AnswerOf } from '../../api.ts';
import { DialogTitle } from '../../parts/dialog-title.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useLanguage, useWords } from '../../words/words.ts';

const CHANGES = ['readStudentEligibility', 'readStudentAtRisk', 'listAtRisk'] as const;

export interface Ending {
  readonly kind: 'eligibility' | 'at-risk';
  readonly record: number;
  readonly name: string;
}

export function EndStandingDialog({ ending, onClose }: { readonly ending: Ending; readonly onClose: () => void }) {
  const t = useWords('activities');
  const { act, isBusy, error } = useActing(CHANGES, onClose);
  const { kind, record, name } = ending;
  const confirm = (reason: string) => {
    const input = { params: { record }, body: { reason } };
    return act(() => (kind === 'eligibility' ? api.endEligibility(input) : api.endAtRisk(input)));
  };
  return (
    <ReasonDialog
      isOpen
      title={t('endTitle', { name })}
      text={t('endText')}
      confirm={t('endConfirm')}
      onConfirm={(reason) => void confirm(reason)}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    />
  );
}

interface AddProps {
  readonly student: string;
  readonly choices: AnswerOf<'readStudentAtRisk'>['choices'];
  readonly onClose: () => void;
}

const EMPTY = { reason: '', factors: [] as readonly string[], until: '', note: '' };
type Added = typeof EMPTY;

export function AddAtRiskDialog({ student, choices, onClose }: AddProps) {
  const t = useWords('activities');
  const parts = useWords('parts');
  const [added, setAdded] = useState<Added>(EMPTY);
  const [isMissing, setMissing] = useState(false);
  const { act, isBusy, error } = useActing(CHANGES, onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(added.until === '');
    if (added.until === '') return;
    void act(() => api.addAtRisk({ params: { student }, body: { ...added, factors: [...added.factors] } }));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={<DialogTitle title={t('addTitle')} />}
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          {error !== null && <ProblemAlert error={error} />}
          <AddFields added={added} choices={choices} isMissing={isMissing} onChange={setAdded} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {parts('cancel')}
            </Button>
            <Button type="submit" loading={isBusy}>
              {t('addConfirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface AddFieldsProps {
  readonly added: Added;
  readonly choices: AddProps['choices'];
  readonly isMissing: boolean;
  readonly onChange: (added: Added) => void;
}

function AddFields({ added, choices, isMissing, onChange }: AddFieldsProps) {
  const t = useWords('activities');
  const language = useLanguage();
  const set = (change: Partial<Added>): void => onChange({ ...added, ...change });
  const reasons = choices.reasons.map(({ code, name }) => ({ value: code, label: name[language] }));
  return (
    <>
      <NativeSelect
        label={t('reason')}
        value={added.reason}
        onChange={({ currentTarget }) => set({ reason: currentTarget.value })}
        data={[{ value: '', label: t('factorsAlone') }, ...reasons]}
      />
      <Checkbox.Group
        label={t('moreFactors')}
        value={[...added.factors]}
        onChange={(factors: string[]) => set({ factors })}
      >
        <Stack gap="xs" mt="xs">
          {choices.factors.map(({ code, name }) => (
            <Checkbox key={code} value={code} label={name[language]} />
          ))}
        </Stack>
      </Checkbox.Group>
      <TextInput
        type="date"
        label={t('lastDay')}
        value={added.until}
        onChange={({ currentTarget }) => set({ until: currentTarget.value })}
        error={isMissing ? t('lastDayMissing') : undefined}
        required
        withAsterisk={false}
      />
      <Textarea
        label={t('note')}
        value={added.note}
        onChange={({ currentTarget }) => set({ note: currentTarget.value })}
        maxLength={500}
        autosize
        minRows={2}
      />
    </>
  );
}
