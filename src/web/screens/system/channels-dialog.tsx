/** Which ways are on, and when families get messages; with a reason. */
import { Checkbox, Group, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SettingsState } from '../../../server/system/contract.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useWords } from '../../words/words.ts';
import { useWeekday } from '../runs/words-of-jobs.ts';
import { Theirs, useSaving, type Settings } from './settings-dialog.tsx';

const WEEK = ['1', '2', '3', '4', '5', '6', '7'];

interface ChannelsDialogProps {
  readonly state: SettingsState;
  readonly onClose: () => void;
}

export function ChannelsDialog({ state, onClose }: ChannelsDialogProps) {
  const t = useWords('system');
  const [draft, setDraft] = useState<Settings>(state.settings);
  const [isTried, setTried] = useState(false);
  const { save, isBusy, error, theirs } = useSaving(state, onClose);
  const change = (part: Partial<Settings>) => setDraft({ ...draft, ...part });
  const { email, text, familyDays, familyFrom, familyUntil } = draft;
  const isRight = familyDays !== '' && familyFrom !== '' && familyFrom < familyUntil;
  const confirm = (reason: string): void => {
    setTried(true);
    if (isRight) void save({ email, text, familyDays, familyFrom, familyUntil }, reason);
  };
  return (
    <ReasonDialog
      isOpen
      title={t('channels.question')}
      confirm={t('settings.save')}
      onConfirm={confirm}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <Stack>
        {theirs !== undefined && <Theirs present={theirs} />}
        {(['email', 'text'] as const).map((way) => (
          <Switch
            key={way}
            label={t(`settings.names.${way}`)}
            description={t(`settings.hints.${way}`)}
            checked={draft[way] === 'on'}
            onChange={(event) => change({ [way]: event.currentTarget.checked ? 'on' : 'off' })}
          />
        ))}
        <FamilyHours draft={draft} isTried={isTried} onChange={change} />
      </Stack>
    </ReasonDialog>
  );
}

interface FamilyHoursProps {
  readonly draft: Settings;
  readonly isTried: boolean;
  readonly onChange: (part: Partial<Settings>) => void;
}

function FamilyHours({ draft, isTried, onChange }: FamilyHoursProps) {
  const t = useWords('system');
  const weekday = useWeekday();
  const { familyDays, familyFrom, familyUntil } = draft;
  const isLate = familyFrom !== '' && familyUntil !== '' && familyFrom >= familyUntil;
  const time = (setting: 'familyFrom' | 'familyUntil', error: string | undefined) => (
    <TextInput
      type="time"
      label={t(`settings.names.${setting}`)}
      value={draft[setting]}
      onChange={(event) => onChange({ [setting]: event.currentTarget.value.slice(0, 5) })}
      error={error}
    />
  );
  return (
    <>
      <Checkbox.Group
        label={t('settings.names.familyDays')}
        description={t('settings.hints.familyDays')}
        value={[...familyDays]}
        onChange={(days) => onChange({ familyDays: days.toSorted().join('') })}
        error={isTried && familyDays === '' ? t('channels.noDay') : undefined}
      >
        <Group gap="md" mt={4}>
          {WEEK.map((day) => (
            <Checkbox key={day} value={day} label={weekday(Number(day), 'long')} />
          ))}
        </Group>
      </Checkbox.Group>
      <Group align="flex-start">
        {time('familyFrom', isTried && familyFrom === '' ? t('channels.noTime') : undefined)}
        {time(
          'familyUntil',
          isLate ? t('channels.tooEarly') : isTried && familyUntil === '' ? t('channels.noTime') : undefined,
        )}
      </Group>
    </>
  );
}
