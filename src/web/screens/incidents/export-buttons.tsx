/** The file for the student information system: what is new or changed, or all of it again. Each is marked as exported. */
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { api, invalidate } from '../../api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { useSaveFile } from '../../parts/save-file.tsx';
import { useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';

export function ExportButtons({ toExport }: { readonly toExport: number }) {
  const t = useWords('incidents');
  const [asking, setAsking] = useState<'new' | 'again' | null>(null);
  return (
    <Group gap="xs">
      <Button variant="default" disabled={toExport === 0} onClick={() => setAsking('new')}>
        {t('export', { count: toExport })}
      </Button>
      <Button variant="subtle" onClick={() => setAsking('again')}>
        {t('exportAgain')}
      </Button>
      {asking !== null && (
        <ExportDialog toExport={toExport} again={asking === 'again'} onClose={() => setAsking(null)} />
      )}
    </Group>
  );
}

interface ExportDialogProps {
  readonly toExport: number;
  readonly again: boolean;
  readonly onClose: () => void;
}

function ExportDialog({ toExport, again, onClose }: ExportDialogProps) {
  const t = useWords('incidents');
  const { school, name } = useSchool();
  const { save, isBusy } = useSaveFile();
  const confirm = async (): Promise<void> => {
    const isSaved = await save(() => api.exportIncidents({ body: { school: school ?? '', again } }), 'incidents.csv');
    if (!isSaved) return;
    await invalidate('listIncidents', 'readIncident');
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      title={again ? t('exportAgainTitle', { name }) : t('exportTitle', { count: toExport })}
      confirm={t('exportConfirm')}
      onConfirm={() => void confirm()}
      onClose={onClose}
      isBusy={isBusy}
    >
      {again ? t('exportAgainText') : t('exportText')}
    </ConfirmDialog>
  );
}
