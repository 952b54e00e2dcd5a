/** The settings in one form, with the reason; when another person was first, theirs is shown and nothing is overwritten. */
import { Alert, NumberInput, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SettingsState } from '../../../server/system/contract.ts';
import { api, ApiError, invalidate } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { toast } from '../../parts/toast.ts';
import { useWords } from '../../words/words.ts';
import { SETTINGS, useSettingText } from './setting-text.ts';

/** As the contract bounds them; written again, because a contract's values would bring its schemas into the browser. */
const BOUNDS = { undoMinutes: { min: 0, max: 240 }, idleMinutes: { min: 5, max: 720 } } as const;

export type Settings = SettingsState['settings'];

interface SettingsDialogProps {
  readonly state: SettingsState;
  readonly onClose: () => void;
}

export function SettingsDialog({ state, onClose }: SettingsDialogProps) {
  const t = useWords('system');
  const [draft, setDraft] = useState<Settings>(state.settings);
  const { save, isBusy, error, theirs } = useSaving(state, onClose);
  const change = (part: Partial<Settings>) => setDraft({ ...draft, ...part });
  const minutes = (setting: keyof typeof BOUNDS) => (
    <NumberInput
      label={t(`settings.names.${setting}`)}
      description={t(`settings.hints.${setting}`, BOUNDS[setting])}
      value={draft[setting]}
      {...BOUNDS[setting]}
      allowDecimal={false}
      clampBehavior="blur"
      hideControls
      onChange={(value) => change({ [setting]: Number(value) })}
    />
  );
  return (
    <ReasonDialog
      isOpen
      title={t('settings.question')}
      confirm={t('settings.save')}
      onConfirm={(reason) => void save(generalOf(draft), reason)}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <Stack>
        {theirs !== undefined && <Theirs present={theirs} />}
        {minutes('undoMinutes')}
        {minutes('idleMinutes')}
        <TextInput
          label={t('settings.names.signInHelp')}
          description={t('settings.hints.signInHelp')}
          value={draft.signInHelp}
          maxLength={200}
          onChange={(event) => change({ signInHelp: event.currentTarget.value })}
        />
        <Switch
          label={t('settings.names.letterMail')}
          description={t('settings.hints.letterMail')}
          checked={draft.letterMail === 'on'}
          onChange={(event) => change({ letterMail: event.currentTarget.checked ? 'on' : 'off' })}
        />
      </Stack>
    </ReasonDialog>
  );
}

function generalOf({ undoMinutes, idleMinutes, signInHelp, letterMail }: Settings): Partial<Settings> {
  return { undoMinutes, idleMinutes, signInHelp, letterMail };
}

/** What another person saved meanwhile, beside what stands in the form. */
export function Theirs({ present }: { readonly present: SettingsState }) {
  const t = useWords('system');
  const exact = useWords('exact');
  const date = useDate();
  const textOf = useSettingText();
  const [last] = present.changes;
  return (
    <Alert color="yellow" variant="outline" role="alert">
      {last !== undefined && <p>{exact('changedMeanwhile', { person: last.by, time: date(last.at, 'time') })}</p>}
      <ul>
        {SETTINGS.map((setting) => (
          <li key={setting}>
            {t('settings.now', {
              name: t(`settings.names.${setting}`),
              value: textOf(setting, present.settings[setting]),
            })}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** Saves what is given and leaves the rest as it is. */
export function useSaving({ revision }: SettingsState, onSaved: () => void) {
  const t = useWords('system');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [theirs, setTheirs] = useState<SettingsState>();
  const save = async (settings: Partial<Settings>, reason: string): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      await api.changeSettings({ body: { ...settings, reason }, revision: theirs?.revision ?? revision });
      await invalidate('readSettings', 'readMe', 'readChannels', 'readSystem');
      toast(t('settings.saved'));
      onSaved();
    } catch (failure) {
      if (failure instanceof ApiError && failure.problem.code === 'stale')
        setTheirs(failure.problem.present as SettingsState);
      else setError(failure);
      setBusy(false);
    }
  };
  return { save, isBusy, error, theirs };
}
