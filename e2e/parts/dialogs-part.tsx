import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../src/web/parts/confirm-dialog.tsx';
import { PageTitle } from '../../src/web/parts/page-title.tsx';
import { ReasonDialog } from '../../src/web/parts/reason-dialog.tsx';

export function DialogsPart() {
  const [open, setOpen] = useState<'confirm' | 'reason'>();
  const [done, setDone] = useState('');
  const close = () => setOpen(undefined);
  return (
    <>
      <PageTitle title="Dialogs" />
      <Group>
        <Button onClick={() => setOpen('confirm')}>Issue 58 …</Button>
        <Button onClick={() => setOpen('reason')}>Decline …</Button>
      </Group>
      <p role="status">{done}</p>
      <ConfirmDialog
        isOpen={open === 'confirm'}
        title="Issue 58 notices?"
        confirm="Issue 58 notices"
        onConfirm={() => {
          setDone('issued');
          close();
        }}
        onClose={close}
      >
        58 notices will be issued.
      </ConfirmDialog>
      <ReasonDialog
        isOpen={open === 'reason'}
        title="Decline this notice?"
        text="It is not offered again."
        confirm="Decline"
        isDangerous
        onConfirm={(reason) => {
          setDone(reason);
          close();
        }}
        onClose={close}
      />
    </>
  );
}
