/** A correction appends: the entry stays, another takes its place, or it is said that it is none. */
import { Radio, Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Operation } from '../../api.ts';
import type { Say } from '../../words/words.ts';
import { ReasonDialog } from '../reason-dialog.tsx';
import { useActing } from '../use-acting.ts';

interface CorrectionDialogProps {
  /** Of the catalogue of the entries; it has `correctTitle`, `correctWhat`, `correctWay` and their kin. */
  readonly t: Say;
  /** Operations whose answers are no longer true afterwards. */
  readonly changes: readonly Operation[];
  readonly correct: (reason: string, way: 'facts' | 'void') => Promise<unknown>;
  readonly onClose: () => void;
  /** The fields of the entry that takes the place. */
  readonly children: ReactNode;
}

export function CorrectionDialog({ t, changes, correct, onClose, children }: CorrectionDialogProps) {
  const [way, setWay] = useState<'facts' | 'void'>('facts');
  const { act, isBusy, error } = useActing(changes, onClose);
  return (
    <ReasonDialog
      isOpen
      title={t('correctTitle')}
      text={t('correctWhat')}
      label={t('correctReason')}
      confirm={t('correctNow')}
      onConfirm={(reason) => void act(() => correct(reason, way))}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <Radio.Group label={t('correctWay')} value={way} onChange={setWay}>
        <Stack gap="xs" mt="xs">
          <Radio value="facts" label={t('correctFacts')} />
          <Radio value="void" label={t('correctVoid')} />
        </Stack>
      </Radio.Group>
      {way === 'facts' && children}
    </ReasonDialog>
  );
}
