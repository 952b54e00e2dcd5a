import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { TriggerDetail } from '../../../server/triggers/contract.ts';
import type { WorklistLine } from '../../../server/worklist/contract.ts';
import { api, useApi } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useWords } from '../../words/words.ts';
import { useDeciding } from './use-deciding.ts';

interface NoteDialogProps {
  readonly line: WorklistLine;
  /** Known where the panel is open. */
  readonly counted: TriggerDetail['counted'] | undefined;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** "Note on my desk": an excuse that the SIS does not show yet, and the days it covers. */
export function NoteDialog({ line, counted, onClose, onDone }: NoteDialogProps) {
  const t = useWords('worklist');
  const date = useDate();
  const { isBusy, error, act: send } = useDeciding(onDone);
  const detail = useApi('readTrigger', { params: { trigger: line.trigger } }, { enabled: counted === undefined });
  const [added, setAdded] = useState<readonly string[]>([]);
  const [another, setAnother] = useState('');
  const [days, setDays] = useState<readonly string[]>([]);
  const [isMissing, setMissing] = useState(false);
  const offered = [...new Set([...(counted ?? detail.data?.counted ?? []).map(({ on }) => on), ...added])].toSorted();
  const add = () => {
    if (another === '') return;
    setAdded((before) => [...before, another]);
    setDays((before) => [...new Set([...before, another])]);
    setAnother('');
  };
  const confirm = (reason: string) => {
    setMissing(days.length === 0);
    if (days.length === 0) return;
    void send(() => api.noteTrigger({ params: { trigger: line.trigger }, body: { reason, days: [...days] } }));
  };
  return (
    <ReasonDialog
      isOpen
      title={t('ask.note', { name: line.name, level: line.level })}
      text={t('ask.noteWhat')}
      label={t('ask.noteText')}
      confirm={t('actions.noteNow')}
      onConfirm={confirm}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <Checkbox.Group
        label={t('ask.days')}
        value={[...days]}
        onChange={setDays}
        error={isMissing && days.length === 0 ? t('ask.daysMissing') : undefined}
      >
        <Stack gap="xs" mt="xs">
          {offered.map((day) => (
            <Checkbox key={day} value={day} label={date(day)} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Group align="flex-end" gap="xs">
        <TextInput
          type="date"
          label={t('ask.anotherDay')}
          value={another}
          onChange={(event) => setAnother(event.currentTarget.value)}
        />
        <Button variant="default" onClick={add} disabled={another === ''}>
          {t('ask.addDay')}
        </Button>
      </Group>
    </ReasonDialog>
  );
}
