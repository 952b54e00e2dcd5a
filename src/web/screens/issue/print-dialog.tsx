/** The print files, one kind of letter after the other, each with the browser's own print button. */
import { Anchor, Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { contract } from '../../../server/contract.ts';
import type { PrintFile } from '../../../server/batches/contract.ts';
import { urlOf } from '../../../server/client.ts';
import { useWords } from '../../words/words.ts';
import { letterTitle } from './letter-title.ts';
import classes from './issue.module.css';

interface PrintDialogProps {
  readonly batch: string;
  readonly files: readonly PrintFile[];
  readonly onClose: () => void;
}

export function PrintDialog({ batch, files, onClose }: PrintDialogProps) {
  const t = useWords('batch');
  const parts = useWords('parts');
  const [at, setAt] = useState(0);
  const file = files[at];
  const next = files[at + 1];
  if (file === undefined) return null;
  const name = letterTitle(file.letter);
  const address = urlOf(contract.readPrintFile, { params: { batch, file: file.file } });
  return (
    <Modal
      opened
      onClose={onClose}
      size="60rem"
      title={t('print.title', { letter: name })}
      closeButtonProps={{ 'aria-label': parts('close') }}
    >
      <Text mb="xs">
        {t('letters', { count: file.letters })}, {t('files.cover', { count: file.pages })}. {t('print.hint')}
      </Text>
      {navigator.pdfViewerEnabled && (
        // oxlint-disable-next-line react/iframe-missing-sandbox -- browsers show no PDF in a sandbox; it is our own, and its CSP allows nothing
        <iframe
          key={address}
          src={`${address}#navpanes=0`}
          title={t('print.frame', { letter: name })}
          className={classes.frame}
        />
      )}
      <Group justify="space-between" mt="sm">
        <Anchor href={address} target="_blank" rel="noopener">
          {t('print.open')}
        </Anchor>
        {next === undefined ? (
          <Button onClick={onClose}>{t('print.done')}</Button>
        ) : (
          <Button onClick={() => setAt(at + 1)}>{t('print.next', { letter: letterTitle(next.letter) })}</Button>
        )}
      </Group>
    </Modal>
  );
}
