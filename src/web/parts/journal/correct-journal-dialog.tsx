/** Another entry takes the place of one in the journal, or it is said that it belongs to another student. */
import { NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api, type Operation } from '../../api.ts';
import { useWords } from '../../words/words.ts';
import { CorrectionDialog } from '../entries/correction-dialog.tsx';
import type { JournalEntry } from './journal.tsx';
import { useReasons } from './reasons.ts';

const CHANGES: readonly Operation[] = [
  'readJournal',
  'readMyJournal',
  'readCase',
  'readCaseTimeline',
  'readStudentTimeline',
];

export function CorrectJournalDialog({
  entry,
  onClose,
}: {
  readonly entry: JournalEntry;
  readonly onClose: () => void;
}) {
  const t = useWords('journal');
  const reasons = useReasons();
  const [text, setText] = useState(entry.entry);
  const [kind, setKind] = useState(entry.reason);
  const facts = { on: entry.on, reason: kind, entry: text };
  return (
    <CorrectionDialog
      t={t}
      changes={CHANGES}
      correct={(reason, way) =>
        api.correctJournal({
          params: { journal: entry.journal },
          body: { reason, facts: way === 'void' ? null : facts },
        })
      }
      onClose={onClose}
    >
      <NativeSelect
        label={t('reason')}
        data={reasons.map(({ value, label }) => ({ value, label }))}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value)}
      />
      <Textarea
        label={t('entry')}
        value={text}
        maxLength={8000}
        autosize
        minRows={2}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </CorrectionDialog>
  );
}
