/** Files a document: chosen with a button (or dropped on it); a note asks for the days it covers. */
import { Button, FileInput, Group, NativeSelect, Pill, TextInput } from '@mantine/core';
import { useState, type DragEvent, type FormEvent } from 'react';
import type { StudentDocument } from './documents.tsx';
import { api, newKey, type Operation } from '../../api.ts';
import { useWords } from '../../words/words.ts';
import { useDate } from '../date-text.tsx';
import { ProblemAlert } from '../problem-alert.tsx';
import { useActing } from '../use-acting.ts';
import { useToday } from '../use-today.ts';
import entries from '../entries/entries.module.css';
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
const CHANGES: readonly Operation[] = [
  'readDocuments',
  'readCase',
  'readCaseTimeline',
  'readStudentTimeline',
  'listExcusals',
];

interface UploadFormProps {
  readonly student: string;
  /** What it is, until somebody says otherwise. */
  readonly firstKind?: (typeof KINDS)[number];
}

export function UploadForm({ student, firstKind = 'medical-note' }: UploadFormProps) {
  const t = useWords('documents');
  const filing = useFiling(student, firstKind);
  const { values, change, isBusy, saved, error, submit } = filing;
  const drop = (event: DragEvent) => {
    event.preventDefault();
    change({ file: event.dataTransfer.files[0] ?? null });
  };
  return (
    // Dropping is a second way: the button does the same.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      onSubmit={submit}
      noValidate
      className={`${entries.form} rc-no-print`}
      aria-label={t('file')}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      {error !== null && <ProblemAlert error={error} title={t('notFiled')} />}
      <Fields filing={filing} />
      {NOTES.includes(values.kind) && <Days days={values.days} onChange={(days) => change({ days })} />}
      <Button type="submit" loading={isBusy} mt="xs">
        {t('fileNow')}
      </Button>
      <p role="status" className={entries.saved}>
        {saved}
      </p>
    </form>
  );
}

interface Values {
  readonly file: File | null;
  readonly kind: (typeof KINDS)[number];
  readonly title: string;
  readonly receivedOn: string;
  readonly days: readonly string[];
}

interface FilingState {
  readonly values: Values;
  readonly change: (values: Partial<Values>) => void;
  readonly missing: 'file' | 'large' | undefined;
  readonly isBusy: boolean;
  readonly saved: string;
  readonly error: unknown;
  readonly submit: (event: FormEvent) => void;
  readonly today: string;
}

function useFiling(student: string, firstKind: Values['kind']): FilingState {
  const t = useWords('documents');
  const today = useToday();
  const [values, setValues] = useState<Values>({
    file: null,
    kind: firstKind,
    title: '',
    receivedOn: today,
    days: [],
  });
  const [key, setKey] = useState(newKey);
  const [missing, setMissing] = useState<FilingState['missing']>(undefined);
  const [saved, setSaved] = useState('');
  const { act, isBusy, error } = useActing(CHANGES);
  const change = (next: Partial<Values>) => setValues((before) => ({ ...before, ...next }));
  const send = async (file: File): Promise<void> => {
    // What nobody changed is left to the server, whose day it is.
    const receivedOn = values.receivedOn === today ? '' : values.receivedOn;
    const days = NOTES.includes(values.kind) ? values.days : [];
    const filed = await api.fileDocument({
      params: { student },
      form: formOf({ ...values, receivedOn, days, file }),
      key,
    });
    change({ file: null, title: '', days: [] });
    setSaved(filed.excusal === null ? t('saved') : t('savedExcusal', { count: filed.held }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { file } = values;
    setMissing(file === null ? 'file' : file.size > LARGEST ? 'large' : undefined);
    setSaved('');
    if (file === null || file.size > LARGEST || isBusy) return;
    void act(() => send(file)).then(() => setKey(newKey()));
  };
  return { values, change, missing, isBusy, saved, error, submit, today };
}

function Fields({ filing: { values, change, missing, today } }: { readonly filing: FilingState }) {
  const t = useWords('documents');
  return (
    <div className={`${entries.fields} ${classes.fields}`}>
      <FileInput
        label={t('chooseFile')}
        description={t('taken')}
        placeholder={t('choose')}
        accept={ACCEPT}
        value={values.file}
        onChange={(file) => change({ file })}
        error={missing === undefined ? undefined : t(`missing.${missing}`)}
        className={classes.chosen ?? ''}
        clearable
        clearButtonProps={{ 'aria-label': t('clear') }}
      />
      <NativeSelect
        label={t('kindLabel')}
        data={KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
        value={values.kind}
        onChange={(event) => change({ kind: event.currentTarget.value as Values['kind'] })}
      />
      <TextInput
        label={t('title')}
        value={values.title}
        maxLength={200}
        onChange={(event) => change({ title: event.currentTarget.value })}
        autoComplete="off"
      />
      <TextInput
        type="date"
        label={t('receivedOn')}
        value={values.receivedOn}
        max={today}
        onChange={(event) => change({ receivedOn: event.currentTarget.value })}
      />
    </div>
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
