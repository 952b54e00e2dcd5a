/** Adds a code, or changes one from a day on, with a reason. */
import { Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CatalogEntry } from '../../../server/catalogs/contract.ts';
import { api, type AnswerOf } from '../../api.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useWords } from '../../words/words.ts';
import { ExtraFields } from './extra-fields.tsx';
import { blankValues, extraOf, valuesOf, type Values } from './field-values.ts';

interface EntryDialogProps {
  readonly catalog: AnswerOf<'readCatalog'>;
  /** Null: a new one. */
  readonly entry: CatalogEntry | null;
  readonly onClose: () => void;
}

export function EntryDialog({ catalog, entry, onClose }: EntryDialogProps) {
  const t = useWords('catalogs');
  const { fields, isOfPeople } = catalog;
  const [code, setCode] = useState(entry?.code ?? '');
  const [name, setName] = useState(entry?.name ?? { en: '', es: '' });
  const [from, setFrom] = useState('');
  const [values, setValues] = useState<Values>(entry === null ? blankValues(fields) : valuesOf(fields, entry.extra));
  const { act, isBusy, error } = useActing(['readCatalog', 'listCatalogs'], onClose);
  const confirm = async (reason: string): Promise<void> => {
    const body = { code, name, extra: extraOf(fields, values), reason, ...(from === '' ? {} : { from }) };
    const input = { params: { catalog: catalog.catalog }, body };
    await act(() => (entry === null ? api.addCatalogEntry(input) : api.changeCatalogEntry(input)));
  };
  return (
    <ReasonDialog
      isOpen
      title={entry === null ? t('addTitle') : t('changeTitle', { code: entry.code })}
      text={entry === null ? undefined : t('changeText')}
      confirm={entry === null ? t('add') : t('save')}
      onConfirm={(reason) => void confirm(reason)}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <Stack>
        {entry === null && (
          <TextInput
            label={t(isOfPeople ? 'id' : 'code')}
            description={t('codeHint')}
            value={code}
            onChange={({ currentTarget }) => setCode(currentTarget.value)}
            maxLength={40}
          />
        )}
        <TextInput
          label={t(isOfPeople ? 'personName' : 'nameEn')}
          value={name.en}
          onChange={({ currentTarget }) => setName({ ...name, en: currentTarget.value })}
          maxLength={200}
        />
        {!isOfPeople && (
          <TextInput
            label={t('nameEs')}
            value={name.es}
            onChange={({ currentTarget }) => setName({ ...name, es: currentTarget.value })}
            maxLength={200}
          />
        )}
        <ExtraFields fields={fields} values={values} onChange={setValues} />
        <TextInput
          type="date"
          label={t('from')}
          description={t('fromHint')}
          value={from}
          onChange={({ currentTarget }) => setFrom(currentTarget.value)}
        />
      </Stack>
    </ReasonDialog>
  );
}
