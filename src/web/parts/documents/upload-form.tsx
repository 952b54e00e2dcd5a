/** Files a document: chosen with a button (or dropped on it); a note asks for the days it covers. */
import { Button, FileInput, Group, NativeSelect, Pill, TextInput } from '@mantine/core';
import { useState, type DragEvent, type FormEvent } from 'react';
import type { StudentDocument } from './documents.tsx';
import { api, invalidate, newKey } from '../../api.ts';
import { useWords } from '../../words/words.ts';
import { useDate } from '../date-text.tsx';
import { ProblemAlert } from '../problem-alert.tsx';
import { useToday } from '../use-today.ts';
import classes from './documents.module.css';

const KINDS = [
  'medical-note',
  'parent-note',
  'signed-contract',
  'letter-copy',
  'assessment',
  'other',
] as const satisfies readonly StudentDocument['kind'][];
const NOTES: readonly string[] = ['medical-note', 'parent-note'];
/** Names are a help to choose; what a file is, is found out from its content. */
const ACCEPT = '.pdf,.png,.jpg,.jpeg,.docx,.xlsx,.odt';
const LARGEST = 20 * 1024 ** 2;

export function UploadForm({ student }: { readonly student: string }) {
  const t = useWords('documents');
  const today = useToday();
  const [file, setFile] = useState<File | null>(null);
  const [kind, setKind] = useState<(typeof KINDS)[number]>('medical-note');
  const [title, setTitle] = useState('');
  const [receivedOn, setReceivedOn] = useState(today);
  // What nobody changed is left to the server, whose day it is.
  const receivedField = receivedOn === today ? '' : receivedOn;
  const [days, setDays] = useState<readonly string[]>([]);
  const [key, setKey] = useState(newKey);
  const [isBusy, setBusy] = useState(false);
  const [missing, setMissing] = useState<'file' | 'large' | undefined>(undefined);
  const [saved, setSaved] = useState('');
  const [error, setError] = useState<unknown>(null);
  const isNote = NOTES.includes(kind);
  const clear = () => {
    setFile(null);
    setTitle('');
    setDays([]);
    setKey(newKey());
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const lack = file === null ? 'file' : file.size > LARGEST ? 'large' : undefined;
    setMissing(lack);
    setSaved('');
    if (lack !== undefined || file === null || isBusy) return;
    setBusy(true);
    setError(null);
    const form = formOf({ kind, title, receivedOn: receivedField, days: isNote ? days : [], file });
    api
      .fileDocument({ params: { student }, form, key })
      .then((filed) => {
        clear();
        setSaved(filed.excusal === null ? t('saved') : t('savedExcusal', { count: filed.held }));
        return invalidate('readDocuments', 'readCase', 'readCaseTimeline', 'readStudentTimeline', 'listExcusals');
      })
      .catch((failure: unknown) => {
        setKey(newKey());
        setError(failure);
      })
      .finally(() => setBusy(false));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setFile(event.dataTransfer.files[0] ?? null);
  };
  return (
    // Dropping is a second way: the button does the same.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      onSubmit={submit}
      noValidate
      className={`${classes.form} rc-no-print`}
      aria-label={t('file')}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      {error !== null && <ProblemAlert error={error} title={t('notFiled')} />}
      <div className={classes.fields}>
        <FileInput
          label={t('chooseFile')}
          description={t('taken')}
          placeholder={t('choose')}
          accept={ACCEPT}
          value={file}
          onChange={setFile}
          error={missing === undefined ? undefined : t(`missing.${missing}`)}
          className={classes.chosen ?? ''}
          clearable
          clearButtonProps={{ 'aria-label': t('clear') }}
        />
        <NativeSelect
          label={t('kindLabel')}
          data={KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as typeof kind)}
        />
        <TextInput
          label={t('title')}
          value={title}
          maxLength={200}
          onChange={(event) => setTitle(event.currentTarget.value)}
          autoComplete="off"
        />
        <TextInput
          type="date"
          label={t('receivedOn')}
          value={receivedOn}
          max={today}
          onChange={(event) => setReceivedOn(event.currentTarget.value)}
        />
      </div>
      {isNote && <Days days={days} onChange={setDays} />}
      <Button type="submit" loading={isBusy} mt="xs">
        {t('fileNow')}
      </Button>
      <p role="status" className={classes.saved}>
        {saved}
      </p>
    </form>
  );
}

/** The days a note covers, one by one; each can be taken away again. */
function Days({
  days,
  onChange,
}: {
  readonly days: readonly string[];
  readonly onChange: (days: readonly string[]) => void;
}) {
  const t = useWords('documents');
  const date = useDate();
  const [day, setDay] = useState('');
  const add = () => {
    if (day !== '') onChange([...new Set([...days, day])].toSorted());
    setDay('');
  };
  return (
    <fieldset className={classes.days}>
      <legend>{t('days')}</legend>
      <Group align="flex-end" gap="xs">
        <TextInput type="date" label={t('day')} value={day} onChange={(event) => setDay(event.currentTarget.value)} />
        <Button variant="default" onClick={add} disabled={day === ''}>
          {t('addDay')}
        </Button>
      </Group>
      <Pill.Group mt="xs">
        {days.map((one) => (
          <Pill
            key={one}
            withRemoveButton
            onRemove={() => onChange(days.filter((other) => other !== one))}
            removeButtonProps={{ 'aria-label': t('removeDay', { day: date(one) }), 'aria-hidden': false, tabIndex: 0 }}
          >
            {date(one, 'day')}
          </Pill>
        ))}
      </Pill.Group>
      <p className={classes.hint}>{t('daysWhat')}</p>
    </fieldset>
  );
}

interface Filing {
  readonly kind: string;
  readonly title: string;
  readonly receivedOn: string;
  readonly days: readonly string[];
  readonly file: File;
}

/** The server reads the fields before the file. */
function formOf({ kind, title, receivedOn, days, file }: Filing): FormData {
  const form = new FormData();
  form.set('kind', kind);
  form.set('title', title);
  if (receivedOn !== '') form.set('receivedOn', receivedOn);
  form.set('days', days.join(','));
  form.set('file', file);
  return form;
}
