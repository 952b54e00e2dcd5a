/** Ends a code from a day on. It stays on record, and whatever was made with it keeps it. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CatalogEntry } from '../../../server/catalogs/contract.ts';
import { api } from '../../api.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useWords } from '../../words/words.ts';

interface EndDialogProps {
  readonly catalog: string;
  readonly entry: CatalogEntry;
  readonly onClose: () => void;
}

export function EndDialog({ catalog, entry, onClose }: EndDialogProps) {
  const t = useWords('catalogs');
  const [on, setOn] = useState('');
  const { act, isBusy, error } = useActing(['readCatalog', 'listCatalogs'], onClose);
  const confirm = (reason: string) =>
    act(() =>
      api.endCatalogEntry({ params: { catalog }, body: { code: entry.code, reason, ...(on === '' ? {} : { on }) } }),
    );
  return (
    <ReasonDialog
      isOpen
      title={t('endTitle', { code: entry.code })}
      text={t('endText')}
      confirm={t('endConfirm')}
      onConfirm={(reason) => void confirm(reason)}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <TextInput
        type="date"
        label={t('endOn')}
        description={t('fromHint')}
        value={on}
        onChange={({ currentTarget }) => setOn(currentTarget.value)}
      />
    </ReasonDialog>
  );
}
