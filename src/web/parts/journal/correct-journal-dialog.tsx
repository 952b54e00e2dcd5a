/** A correction appends: the entry stays, another takes its place, or it is said that it belongs to another student. */
import { NativeSelect, Radio, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api, invalidate } from '../../api.ts';
import { useWords } from '../../words/words.ts';
import { ReasonDialog } from '../reason-dialog.tsx';
import type { JournalEntry } from './journal.tsx';
import { useReasons } from './reasons.ts';

export function CorrectJournalDialog({
  entry,
  onClose,
}: {
  readonly entry: JournalEntry;
  readonly onClose: () => void;
}) {
  const t = useWords('journal');
  const reasons = useReasons();
  const [way, setWay] = useState<'facts' | 'void'>('facts');
  const [text, setText] = useState(entry.entry);
  const [kind, setKind] = useState(entry.reason);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const confirm = (reason: string) => {
    setBusy(true);
    api
      .correctJournal({
        params: { journal: entry.journal },
        body: { reason, facts: way === 'void' ? null : { on: entry.on, reason: kind, entry: text } },
      })
      .then(() => invalidate('readJournal', 'readMyJournal', 'readCase', 'readCaseTimeline', 'readStudentTimeline'))
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
        </>
      )}
    </ReasonDialog>
  );
}
