import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { WorklistLine } from '../../../server/worklist/contract.ts';
import { api } from '../../api.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useWords } from '../../words/words.ts';
import { useDeciding } from './use-deciding.ts';

interface HoldDialogProps {
  readonly line: WorklistLine;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** "Hold until …": the last day it is held. */
export function HoldDialog({ line, onClose, onDone }: HoldDialogProps) {
  const t = useWords('worklist');
  const { isBusy, error, act: send } = useDeciding(onDone);
  const [until, setUntil] = useState('');
  const [isMissing, setMissing] = useState(false);
  const confirm = (reason: string) => {
    setMissing(until === '');
    if (until !== '') void send(() => api.holdTrigger({ params: { trigger: line.trigger }, body: { reason, until } }));
  };
  return (
    <ReasonDialog
      isOpen
      title={t('ask.hold', { name: line.name, level: line.level })}
      text={t('ask.holdWhat')}
      confirm={t('actions.holdNow')}
      onConfirm={confirm}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <TextInput
        type="date"
        label={t('ask.until')}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
        error={isMissing && until === '' ? t('ask.untilMissing') : undefined}
        required
        withAsterisk={false}
      />
    </ReasonDialog>
  );
}
