/** Another outcome or note takes the place of a contact's, or it is said that it did not happen. */
import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, type Operation } from '../../api.ts';
import { useWords } from '../../words/words.ts';
import { CorrectionDialog } from '../entries/correction-dialog.tsx';
import type { Contact } from './contact-list.tsx';
import { OUTCOMES } from './use-contact-entry.ts';

const CHANGES: readonly Operation[] = [
  'readContacts',
  'readCase',
  'readCaseTimeline',
  'readStudentTimeline',
  'listCases',
];

export function CorrectContactDialog({
  contact,
  onClose,
}: {
  readonly contact: Contact;
  readonly onClose: () => void;
}) {
  const t = useWords('contacts');
  const [outcome, setOutcome] = useState(contact.outcome);
  const [note, setNote] = useState(contact.note);
  const { kind, party, name, at, language, hasInterpreter } = contact;
  const facts = { kind, party, name, at, language, hasInterpreter, outcome, note, reason: contact.reason };
  return (
    <CorrectionDialog
      t={t}
      changes={CHANGES}
      correct={(reason, way) =>
        api.correctContact({
          params: { contact: contact.contact },
          body: { reason, facts: way === 'void' ? null : facts },
        })
      }
      onClose={onClose}
    >
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
    </CorrectionDialog>
  );
}
