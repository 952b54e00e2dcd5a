/** Language, colours, density and letter keys: each is saved when it is changed. */
import { Group, NativeSelect, Stack, Switch, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, type AnswerOf } from '../../api.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useMe, type Me } from '../../shell/me.ts';
import { meQuery } from '../../shell/read-me.ts';
import { changeLanguage, useWords } from '../../words/words.ts';

type Saved = AnswerOf<'savePreferences'>;

export function PreferencesForm() {
  const t = useWords('me');
  const me = useMe();
  const { save, error, isSaved } = useSave(me);
  const optionsOf = (kind: 'theme' | 'density', values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`${kind}.${value}`) }));
  return (
    <Stack>
      {error !== undefined && <ProblemAlert error={error} title={t('notSaved')} />}
      <Group grow preventGrowOverflow={false} align="flex-start">
        <NativeSelect
          label={t('language')}
          value={me.language}
          data={[
            { value: 'en', label: 'English' },
            { value: 'es', label: 'Español' },
          ]}
          onChange={(event) => save({ language: event.currentTarget.value as Saved['language'] })}
        />
        <NativeSelect
          label={t('theme.label')}
          value={me.theme}
          data={optionsOf('theme', ['system', 'light', 'dark'])}
          onChange={(event) => save({ theme: event.currentTarget.value as Saved['theme'] })}
        />
        <NativeSelect
          label={t('density.label')}
          value={me.density}
          data={optionsOf('density', ['compact', 'standard', 'roomy'])}
          onChange={(event) => save({ density: event.currentTarget.value as Saved['density'] })}
        />
      </Group>
      <Switch
        label={t('letterKeys')}
        description={t('letterKeysText')}
        checked={me.letterKeys}
        onChange={(event) => save({ letterKeys: event.currentTarget.checked })}
      />
      <Text role="status" size="sm" className="rc-done">
        {isSaved ? t('saved') : ''}
      </Text>
    </Stack>
  );
}

/** What was chosen holds at once; where it could not be saved, what was before comes back. */
function useSave(me: Me) {
  const client = useQueryClient();
  const [error, setError] = useState<unknown>();
  const [isSaved, setSaved] = useState(false);
  const send = async (changes: Partial<Saved>): Promise<void> => {
    try {
      const { language } = await api.savePreferences({ body: changes });
      await changeLanguage(language);
      setSaved(true);
    } catch (failure) {
      client.setQueryData(meQuery.queryKey, me);
      setError(failure);
    }
  };
  const save = (changes: Partial<Saved>): void => {
    setError(undefined);
    setSaved(false);
    client.setQueryData(meQuery.queryKey, { ...me, ...changes });
    void send(changes);
  };
  return { save, error, isSaved };
}
