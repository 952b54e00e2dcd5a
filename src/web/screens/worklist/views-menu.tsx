import { Button, Group, Menu, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { SavedView } from '../../../server/views/contract.ts';
import { api, invalidate, useApi } from '../../api.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useWords } from '../../words/words.ts';
import type { Choice } from './choice.ts';

interface ViewsMenuProps {
  readonly choice: Choice;
  readonly onChange: (change: Partial<Choice>) => void;
}

/** "View [My week v]": what is chosen, kept under a name for oneself. */
export function ViewsMenu({ choice, onChange }: ViewsMenuProps) {
  const t = useWords('worklist');
  const { data } = useApi('readViews', undefined, { staleTime: 60_000 });
  const [saving, setSaving] = useState(false);
  const views = data?.items ?? [];
  const shown = views.find((view) => isSame(view, choice));
  const remove = async (view: SavedView) => {
    await api.removeView({ params: { view: view.view } });
    await invalidate('readViews');
  };
  return (
    <>
      <Menu position="bottom-end" shadow="md" withinPortal>
        <Menu.Target>
          <Button variant="default" px="sm" rightSection={<span aria-hidden="true">▾</span>}>
            {shown === undefined ? t('views.button') : t('views.shown', { name: shown.name })}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.map((view) => (
            <Menu.Item key={view.view} onClick={() => onChange(choiceOf(view))}>
              {view.name}
            </Menu.Item>
          ))}
          {views.length > 0 && <Menu.Divider />}
          <Menu.Item onClick={() => setSaving(true)}>{t('views.save')}</Menu.Item>
          {shown !== undefined && (
            <Menu.Item onClick={() => void remove(shown)}>{t('views.remove', { name: shown.name })}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {saving && <SaveViewDialog choice={choice} onClose={() => setSaving(false)} />}
    </>
  );
}

function SaveViewDialog({ choice, onClose }: { readonly choice: Choice; readonly onClose: () => void }) {
  const t = useWords('worklist');
  const parts = useWords('parts');
  const [name, setName] = useState('');
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    try {
      await api.saveView({ body: { name, choices: choicesOf(choice) } });
      await invalidate('readViews');
      onClose();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t('views.save')} closeButtonProps={{ 'aria-label': parts('close') }}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          {error !== null && <ProblemAlert error={error} />}
          <Text size="sm">{t('views.what')}</Text>
          <TextInput
            label={t('views.name')}
            description={t('views.nameHint')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            maxLength={60}
            required
            withAsterisk={false}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {parts('cancel')}
            </Button>
            <Button type="submit">{t('views.saveButton')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function choicesOf({ tab, filters, text, sort, order }: Choice) {
  const { type, level, pack, grade, at, decision } = filters;
  const values = { type, level, pack, grade, at, decision };
  const lists = Object.fromEntries(Object.entries(values).map(([filter, list]) => [filter, [...list]]));
  return { tab, text, sort, order, ...lists } as SavedView['choices'];
}

function choiceOf({ choices }: SavedView): Choice {
  const { tab, text, sort, order, type, level, pack, grade, at, decision } = choices;
  return { tab, text, sort, order, filters: { type, level, pack, grade, at, decision } };
}

function isSame(view: SavedView, choice: Choice): boolean {
  return JSON.stringify(choicesOf(choiceOf(view))) === JSON.stringify(choicesOf(choice));
}
