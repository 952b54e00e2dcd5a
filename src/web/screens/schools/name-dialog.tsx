/** Names a person for a duty, and a deputy for some days, with the reason. */
import { Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { NamedPerson } from '../../../server/approvals/contract.ts';
import { api } from '../../api.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useWords } from '../../words/words.ts';

interface NameDialogProps {
  readonly item: NamedPerson;
  readonly candidates: readonly { readonly person: string; readonly name: string }[];
  readonly onClose: () => void;
}

const EMPTY = { person: '', name: '', from: '', until: '' };

export function NameDialog({ item, candidates, onClose }: NameDialogProps) {
  const t = useWords('schools');
  const [person, setPerson] = useState(item.person ?? '');
  const [deputy, setDeputy] = useState(item.deputy);
  const { act, isBusy, error } = useActing(['listNamedPeople', 'listSchools', 'readHome'], onClose);
  const { school, duty } = item;
  const confirm = (reason: string) => {
    const standIn = deputy === null ? null : { person: deputy.person, from: deputy.from, until: deputy.until };
    const body = { person, deputy: standIn, reason };
    return act(() => api.namePerson({ params: { school, duty }, body, revision: String(item.revision) }));
  };
  const choices = [
    { value: '', label: t('choose') },
    ...candidates.map(({ person: value, name }) => ({ value, label: name })),
  ];
  return (
    <ReasonDialog
      isOpen
      title={t('whoIs', { duty: t(`duties.${duty}`) })}
      confirm={t('save')}
      onConfirm={(reason) => void confirm(reason)}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <Stack>
        <NativeSelect
          label={t('person')}
          value={person}
          onChange={({ currentTarget }) => setPerson(currentTarget.value)}
          data={choices}
        />
        <Checkbox
          label={t('withDeputy')}
          checked={deputy !== null}
          onChange={({ currentTarget }) => setDeputy(currentTarget.checked ? EMPTY : null)}
        />
        {deputy !== null && <DeputyFields deputy={deputy} onChange={setDeputy} choices={choices} />}
      </Stack>
    </ReasonDialog>
  );
}

type Deputy = NonNullable<NamedPerson['deputy']>;

interface DeputyFieldsProps {
  readonly deputy: Deputy;
  readonly onChange: (deputy: Deputy) => void;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

function DeputyFields({ deputy, onChange, choices }: DeputyFieldsProps) {
  const t = useWords('schools');
  return (
    <>
      <NativeSelect
        label={t('deputy')}
        value={deputy.person}
        onChange={({ currentTarget }) => onChange({ ...deputy, person: currentTarget.value })}
        data={[...choices]}
      />
      <Group grow>
        <TextInput
          type="date"
          label={t('from')}
          value={deputy.from}
          onChange={({ currentTarget }) => onChange({ ...deputy, from: currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('through')}
          value={deputy.until}
          onChange={({ currentTarget }) => onChange({ ...deputy, until: currentTarget.value })}
        />
      </Group>
    </>
  );
}
