/** Ends the access of somebody, and says who does from now on what they still had to do. */
import { Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, useApi } from '../../api.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useDate } from '../../parts/date-text.tsx';
import { useTaskWords } from '../../parts/task-words.ts';
import { useWords } from '../../words/words.ts';
import type { PersonDetail } from './person-panel.tsx';

interface EndAccessDialogProps {
  readonly detail: PersonDetail;
  readonly act: (work: () => Promise<unknown>) => void;
  readonly onClose: () => void;
  readonly isBusy: boolean;
  readonly error: unknown;
}

export function EndAccessDialog({ detail: { person, name }, act, ...dialog }: EndAccessDialogProps) {
  const t = useWords('people');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState<string | null>(null);
  const params = { person };
  const left = useApi('readTasksOfPerson', { params });
  const tasks = left.data?.items ?? [];
  const end = async (reason: string): Promise<void> => {
    if (tasks.length > 0) await api.handOverTasks({ params, body: { to: to ?? '', reason } });
    await api.endAccess({ params, body: { reason, ...(from === '' ? {} : { from }) } });
  };
  return (
    <ReasonDialog
      isOpen
      title={t('end.title', { name })}
      text={t('end.text')}
      confirm={t('end.confirm')}
      onConfirm={(reason) => act(() => end(reason))}
      {...dialog}
      isDangerous
    >
      {tasks.length > 0 && (
        <>
          <LeftTasks tasks={tasks} />
          <Select
            label={t('end.handOver')}
            description={t('end.handOverHint')}
            data={(left.data?.people ?? []).map((one) => ({ value: one.person, label: one.name }))}
            value={to}
            onChange={setTo}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('end.nobody') }}
          />
        </>
      )}
      <TextInput
        type="date"
        label={t('end.from')}
        description={t('fields.fromHint')}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
    </ReasonDialog>
  );
}

/** Shown of a long list. */
const MOST = 20;

interface LeftTasksProps {
  readonly tasks: readonly {
    readonly task: string;
    readonly what: string;
    readonly school: string;
    readonly dueOn: string | null;
  }[];
}

function LeftTasks({ tasks }: LeftTasksProps) {
  const t = useWords('people');
  const words = useTaskWords();
  const date = useDate();
  const more = tasks.length - MOST;
  return (
    <div>
      <Text fw={600}>{t('end.tasks', { count: tasks.length })}</Text>
      <ul>
        {tasks.slice(0, MOST).map(({ task, what, school, dueOn }) => (
          <li key={task}>
            {words(what)} · {school}
            {dueOn !== null && ` · ${date(dueOn)}`}
          </li>
        ))}
        {more > 0 && <li>{t('end.moreTasks', { count: more })}</li>}
      </ul>
    </div>
  );
}
