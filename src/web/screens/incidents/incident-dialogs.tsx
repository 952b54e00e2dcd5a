/** What the office does with an incident: dates and place of its action, served, cancelled with a reason. */
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { IncidentDetail } from '../../../server/incidents/contract.ts';
import { api } from '../../api.ts';
import { DialogTitle } from '../../parts/dialog-title.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useWords } from '../../words/words.ts';

const CHANGES = ['readIncident', 'listIncidents'] as const;

interface DialogProps {
  readonly detail: IncidentDetail;
  readonly onClose: () => void;
}

export function DateDialog({ detail, onClose }: DialogProps) {
  const t = useWords('incidents');
  const parts = useWords('parts');
  const [from, setFrom] = useState(detail.actionFrom ?? '');
  const [to, setTo] = useState(detail.actionTo ?? '');
  const [place, setPlace] = useState(detail.place);
  const [isMissing, setMissing] = useState(false);
  const { act, isBusy, error } = useActing(CHANGES, onClose);
  const { incident, revision } = detail;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(from === '');
    if (from === '') return;
    const body = { from, to: to === '' ? from : to, place, revision };
    void act(() => api.dateIncident({ params: { incident }, body }));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={<DialogTitle title={t('datesTitle')} />}
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          {error !== null && <ProblemAlert error={error} />}
          <TextInput
            type="date"
            label={t('firstDay')}
            value={from}
            onChange={({ currentTarget }) => setFrom(currentTarget.value)}
            error={isMissing ? t('firstDayMissing') : undefined}
            required
            withAsterisk={false}
          />
          <TextInput
            type="date"
            label={t('lastDay')}
            description={t('lastDayHint')}
            value={to}
            onChange={({ currentTarget }) => setTo(currentTarget.value)}
          />
          <TextInput
            label={t('place')}
            value={place}
            onChange={({ currentTarget }) => setPlace(currentTarget.value)}
            maxLength={200}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {parts('cancel')}
            </Button>
            <Button type="submit" loading={isBusy}>
              {t('saveDates')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

export function ServeDialog({ detail: { incident, revision }, onClose }: DialogProps) {
  const t = useWords('incidents');
  const { act, isBusy, error } = useActing(CHANGES, onClose);
  return (
    <ReasonDialog
      isOpen
      isOptional
      title={t('serveTitle')}
      text={t('serveText')}
      label={t('note')}
      confirm={t('serve')}
      onConfirm={(note) => void act(() => api.serveIncident({ params: { incident }, body: { note, revision } }))}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    />
  );
}

export function CancelDialog({ detail: { incident, revision }, onClose }: DialogProps) {
  const t = useWords('incidents');
  const { act, isBusy, error } = useActing(CHANGES, onClose);
  return (
    <ReasonDialog
      isOpen
      isDangerous
      title={t('cancelTitle')}
      text={t('cancelText')}
      confirm={t('cancelConfirm')}
      onConfirm={(reason) => void act(() => api.cancelIncident({ params: { incident }, body: { reason, revision } }))}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    />
  );
}
