/** A correction appends: the entry stays, another takes its place, or it is said that it did not happen. */
import { NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, invalidate } from '../../api.ts';
import { useWords } from '../../words/words.ts';
import { ReasonDialog } from '../reason-dialog.tsx';
import type { Contact } from './contact-list.tsx';
import { OUTCOMES } from './use-contact-entry.ts';

interface CorrectContactDialogProps {
  readonly contact: Contact;
  readonly student: string;
  readonly onClose: () => void;
}

export function CorrectContactDialog({ contact, onClose }: CorrectContactDialogProps) {
  const t = useWords('contacts');
  const [way, setWay] = useState<'facts' | 'void'>('facts');
  const [outcome, setOutcome] = useState(contact.outcome);
  const [note, setNote] = useState(contact.note);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const confirm = (reason: string) => {
    const { kind, party, name, at, language, hasInterpreter } = contact;
    const facts =
      way === 'void'
        ? null
        : { kind, party, name, at, language, hasInterpreter, outcome, note, reason: contact.reason };
    setBusy(true);
    api
      .correctContact({ params: { contact: contact.contact }, body: { reason, facts } })
      .then(() => invalidate('readContacts', 'readCase', 'readCaseTimeline', 'readStudentTimeline', 'listCases'))
      .then(onClose)
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return (
    <ReasonDialog
      isOpen
      title={t('correctTitle')}
      text={t('correctWhat')}
      label={t('correctReason')}
      confirm={t('correctNow')}
      onConfirm={confirm}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <Radio.Group label={t('correctWay')} value={way} onChange={setWay}>
        <Stack gap="xs" mt="xs">
          <Radio value="facts" label={t('correctFacts')} />
          <Radio value="void" label={t('correctVoid')} />
        </Stack>
      </Radio.Group>
      {way === 'facts' && (
        <>
          <NativeSelect
            label={t('fields.outcome')}
            data={OUTCOMES.map((one) => ({ value: one, label: t(`outcome.${one}`) }))}
            value={outcome}
            onChange={(event) => setOutcome(event.currentTarget.value as typeof outcome)}
          />
          <TextInput
            label={t('fields.note')}
            value={note}
            maxLength={2000}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </>
      )}
    </ReasonDialog>
  );
}
