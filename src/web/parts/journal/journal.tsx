/** The journal of a student: a new entry on top, then what was written, the newest day first. */
import { Button, NativeSelect, Text, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { api, useApi, type AnswerOf, type Operation } from '../../api.ts';
import { useMay } from '../../shell/me.ts';
import { useActing } from '../use-acting.ts';
import { useWords } from '../../words/words.ts';
import { DateText } from '../date-text.tsx';
import { EmptyState } from '../empty-state.tsx';
import { Loaded } from '../loaded.tsx';
import { ProblemAlert } from '../problem-alert.tsx';
import { useDraft } from '../use-draft.ts';
import { useToday } from '../use-today.ts';
import { CorrectJournalDialog } from './correct-journal-dialog.tsx';
import { useReasonWord, useReasons } from './reasons.ts';
import entries from '../entries/entries.module.css';

export type JournalEntry = AnswerOf<'readJournal'>['items'][number];

export function Journal({ student, isReadOnly = false }: { readonly student: string; readonly isReadOnly?: boolean }) {
  const t = useWords('journal');
  const mayWrite = useMay('write-journal') && !isReadOnly;
  const journal = useApi('readJournal', { params: { student }, query: { limit: 200 } });
  return (
    <>
      {mayWrite && <NewEntry student={student} />}
      <Loaded query={journal} failed={t('failed')} what={t('list')}>
        {({ items }) =>
          items.length === 0 ? <EmptyState why={t('empty')} /> : <JournalList items={items} mayCorrect={mayWrite} />
        }
      </Loaded>
    </>
  );
}

const CHANGES: readonly Operation[] = [
  'readJournal',
  'readMyJournal',
  'readCase',
  'readCaseTimeline',
  'readStudentTimeline',
];

function NewEntry({ student }: { readonly student: string }) {
  const t = useWords('journal');
  const today = useToday();
  const reasons = useReasons();
  const joinsPlan = (key: string) => reasons.some(({ value, joinsPlan: joins }) => value === key && joins);
  const draft = useDraft(`journal.${student}`, '');
  const [reason, setReason] = useState('attendance');
  const [on, setOn] = useState(today);
  const [isMissing, setMissing] = useState(false);
  const [saved, setSaved] = useState('');
  const { act, isBusy, error } = useActing(CHANGES);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const entry = draft.value.trim();
    setMissing(entry === '');
    setSaved('');
    if (entry === '' || isBusy) return;
    void act(
      async () => {
        await api.writeJournal({ params: { student }, body: { reason, entry, ...(on === today ? {} : { on }) } });
        await draft.forget();
      },
      () => setSaved(t(joinsPlan(reason) ? 'savedAttendance' : 'saved')),
    );
  };
  return (
    <form onSubmit={submit} noValidate className={`${entries.form} rc-no-print`} aria-label={t('new')}>
      {error !== null && <ProblemAlert error={error} title={t('notSaved')} />}
      <div className={entries.fields}>
        <NativeSelect
          label={t('reason')}
          data={reasons.map(({ value, label }) => ({ value, label }))}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('on')}
          value={on}
          max={today}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
      </div>
      <Textarea
        label={t('entry')}
        {...(joinsPlan(reason) ? { description: t('joinsPlan') } : {})}
        value={draft.value}
        disabled={!draft.isLoaded}
        onChange={(event) => draft.change(event.currentTarget.value)}
        error={isMissing ? t('missing') : undefined}
        maxLength={8000}
        autosize
        minRows={2}
      />
      <Button type="submit" loading={isBusy} mt="xs">
        {t('save')}
      </Button>
      <p role="status" className={entries.saved}>
        {saved}
      </p>
    </form>
  );
}

interface JournalListProps {
  readonly items: readonly JournalEntry[];
  readonly mayCorrect: boolean;
}

function JournalList({ items, mayCorrect }: JournalListProps) {
  const t = useWords('journal');
  const [correcting, setCorrecting] = useState<JournalEntry | undefined>(undefined);
  return (
    <>
      <ol className={entries.list} aria-label={t('list')}>
        {items.map((entry) => (
          <JournalItem
            key={entry.journal}
            entry={entry}
            onCorrect={
              mayCorrect && entry.isMine && !entry.isVoid && entry.correctedBy === null
                ? () => setCorrecting(entry)
                : undefined
            }
          />
        ))}
      </ol>
      {correcting !== undefined && <CorrectJournalDialog entry={correcting} onClose={() => setCorrecting(undefined)} />}
    </>
  );
}

function JournalItem({
  entry,
  onCorrect,
}: {
  readonly entry: JournalEntry;
  readonly onCorrect: (() => void) | undefined;
}) {
  const t = useWords('journal');
  const reason = useReasonWord()(entry.reason);
  const isOver = entry.correctedBy !== null || entry.isVoid;
  return (
    <li>
      <div className={entries.when}>
        <DateText value={entry.on} />
        <Text size="xs" className="rc-dimmed">
          {reason}
        </Text>
      </div>
      <div>
        <Text size="sm" className="rc-reading" td={isOver ? 'line-through' : undefined}>
          {entry.entry}
        </Text>
        <Text size="xs" className="rc-dimmed">
          {entry.by}
          {entry.correctionReason !== '' &&
            ` · ${t(entry.isVoid ? 'tookBack' : 'corrects', { reason: entry.correctionReason })}`}
          {entry.correctedBy !== null && ` · ${t('corrected')}`}
        </Text>
      </div>
      {onCorrect !== undefined && (
        <Button size="compact-xs" variant="default" onClick={onCorrect}>
          {t('correct')}
        </Button>
      )}
    </li>
  );
}
