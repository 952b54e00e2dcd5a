/** Back to the school: what is ticked as missing becomes its tasks. */
import { Checkbox, Stack } from '@mantine/core';
import { useState } from 'react';
import { api, useApi } from '../../api.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useWords } from '../../words/words.ts';
import { useReferralAction } from './use-referral-action.ts';

interface ReturnDialogProps {
  readonly referral: string;
  readonly onClose: () => void;
}

const ALWAYS = ['contacts', 'meeting', 'contract', 'plan', 'documents'];

export function ReturnDialog({ referral, onClose }: ReturnDialogProps) {
  const t = useWords('referrals');
  const p = useWords('plans');
  const detail = useApi('readReferral', { params: { referral } });
  const [missing, setMissing] = useState<readonly string[]>([]);
  const { isBusy, error, send } = useReferralAction(onClose);
  const asked = detail.data?.requirements ?? [];
  const others = ALWAYS.filter((key) => !asked.some((one) => one.key === key));
  const options = [
    ...asked.map(({ key, kind, need, letter }) => ({
      key,
      label: p(`ready.requirement.${kind}`, { need, count: need, letter: letter.replaceAll('-', ' ') }),
    })),
    ...others.map((key) => ({
      key,
      label: key === 'documents' ? t('columns.file') : p(`ready.requirement.${key}`, { need: 1, count: 1, letter: '' }),
    })),
  ];
  return (
    <ReasonDialog
      isOpen
      title={t('give.title')}
      text={t('give.text')}
      label={t('give.reason')}
      confirm={t('give.confirm')}
      onConfirm={(reason) =>
        void send(
          () => api.returnReferral({ params: { referral }, body: { missing: [...missing], reason } }),
          t('give.done'),
        )
      }
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <Checkbox.Group label={t('give.missing')} value={[...missing]} onChange={setMissing}>
        <Stack gap="xs" mt="xs">
          {options.map(({ key, label }) => (
            <Checkbox key={key} value={key} label={label} />
          ))}
        </Stack>
      </Checkbox.Group>
    </ReasonDialog>
  );
}
