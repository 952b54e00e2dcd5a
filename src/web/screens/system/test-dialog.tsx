/** A test message to oneself, at once; what the server answered stays in the dialog. */
import { Alert, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, type AnswerOf } from '../../api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { useActing } from '../../parts/use-acting.ts';
import { useWords } from '../../words/words.ts';

export type Way = 'email' | 'text';

interface TestDialogProps {
  readonly way: Way;
  readonly ownEmail: string;
  readonly onClose: () => void;
}

export function TestDialog({ way, ownEmail, onClose }: TestDialogProps) {
  const t = useWords('system');
  const [number, setNumber] = useState('');
  const [result, setResult] = useState<AnswerOf<'testChannel'>>();
  const { act, isBusy, error } = useActing([]);
  const send = (): void => {
    setResult(undefined);
    void act(() => api.testChannel({ body: { way, number } }), setResult);
  };
  return (
    <ConfirmDialog
      isOpen
      title={t(way === 'email' ? 'channels.testEmailTitle' : 'channels.testTextTitle')}
      confirm={t('channels.testSend')}
      onConfirm={send}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      {way === 'email' ? (
        <Text>{t('channels.testEmailText', { email: ownEmail })}</Text>
      ) : (
        <TextInput
          type="tel"
          label={t('channels.number')}
          description={t('channels.numberHint')}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
      )}
      <div role="status">{result !== undefined && <Result result={result} />}</div>
    </ConfirmDialog>
  );
}

function Result({ result }: { readonly result: AnswerOf<'testChannel'> }) {
  const t = useWords('system');
  const isSent = result.outcome === 'sent';
  return (
    <Alert mt="md" color={isSent ? 'green' : 'yellow'} title={t(isSent ? 'channels.sent' : 'channels.notSent')}>
      {isSent ? t('channels.sentText') : <span lang="en">{result.reason}</span>}
    </Alert>
  );
}
