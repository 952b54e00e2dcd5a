/** Done, taken, handed over, waiting on somebody, cancelled: each with its words. */
import { Button, Group, Select } from '@mantine/core';
import { useState } from 'react';
import type { InputOf } from '../../api.ts';
import { api, useApi } from '../../api.ts';
import type { TaskLine } from '../../../server/tasks/contract.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useWords } from '../../words/words.ts';

type Asked = 'finish' | 'wait' | 'assign' | 'cancel' | 'reopen';
type Body = NonNullable<InputOf<'changeTask'>>['body'];

export function TaskActions({ line }: { readonly line: TaskLine }) {
  const t = useWords('tasks');
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const { run, error } = useChange(line);
  const { may } = line;
  return (
    <>
      <Group gap={4}>
        {may.includes('finish') && (
          <Button size="compact-sm" onClick={() => setAsked('finish')}>
            {t('do.finish')}
          </Button>
        )}
        {may.includes('take') && (
          <Button size="compact-sm" variant="default" onClick={() => void run({ action: 'take' })}>
            {t('do.take')}
          </Button>
        )}
        {(['assign', 'wait', 'cancel', 'reopen'] as const)
          .filter((action) => may.includes(action))
          .map((action) => (
            <Button key={action} size="compact-sm" variant="subtle" onClick={() => setAsked(action)}>
              {t(`do.${action}`)}
            </Button>
          ))}
      </Group>
      {error !== null && <ProblemAlert error={error} />}
      {asked === 'assign' && <HandOver line={line} onClose={() => setAsked(undefined)} />}
      {asked !== undefined && asked !== 'assign' && (
        <Ask line={line} what={asked} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}

interface AskProps {
  readonly line: TaskLine;
  readonly onClose: () => void;
}

function Ask({ line, what, onClose }: AskProps & { readonly what: Exclude<Asked, 'assign'> }) {
  const t = useWords('tasks');
  const { run, isBusy, error } = useChange(line, onClose);
  const isWaiting = what === 'wait' && line.waitingOn !== '';
  const bodyOf = (text: string): Body => {
    if (what === 'finish') return { action: what, outcome: text };
    return what === 'wait' ? { action: what, waitingOn: text } : { action: what, reason: text };
  };
  return (
    <ReasonDialog
      isOpen
      title={t(`ask.${what}.title`)}
      text={isWaiting ? t('ask.wait.now', { whom: line.waitingOn }) : t(`ask.${what}.text`)}
      label={t(`ask.${what}.label`)}
      confirm={t(`ask.${what}.confirm`)}
      onConfirm={(text) => void run(bodyOf(text))}
      onClose={onClose}
      isBusy={isBusy}
      isOptional={isWaiting}
      maxLength={300}
      error={error}
    />
  );
}

function HandOver({ line, onClose }: AskProps) {
  const t = useWords('tasks');
  const people = useApi('listTaskPeople', { query: { school: line.school } });
  const [person, setPerson] = useState<string | null>(null);
  const { run, isBusy, error } = useChange(line, onClose);
  return (
    <ReasonDialog
      isOpen
      title={t('ask.assign.title')}
      label={t('ask.assign.label')}
      confirm={t('ask.assign.confirm')}
      onConfirm={(reason) => void run({ action: 'assign', person: person ?? '', reason })}
      onClose={onClose}
      isBusy={isBusy}
      isOptional
      maxLength={300}
      error={error ?? people.error}
    >
      <Select
        label={t('ask.assign.to')}
        description={t('ask.assign.hint')}
        data={(people.data?.items ?? []).map((one) => ({ value: one.person, label: one.name }))}
        value={person}
        onChange={setPerson}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('ask.assign.clear') }}
        comboboxProps={{ withinPortal: true }}
      />
    </ReasonDialog>
  );
}

function useChange(line: TaskLine, onDone?: () => void) {
  const { act, isBusy, error } = useActing(['readTasks', 'countTasks'], onDone);
  const run = (body: Body) => act(() => api.changeTask({ params: { task: line.task }, body }));
  return { run, isBusy, error };
}
