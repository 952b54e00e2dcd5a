/** What may be done with a referral now: by the school, or by the reviewer. */
import { Button, Checkbox, NativeSelect, NumberInput, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReferralDetail } from '../../../server/referrals/contract.ts';
import { api, newKey, type InputOf } from '../../api.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useToday } from '../../parts/use-today.ts';
import { useWords } from '../../words/words.ts';
import { ReturnDialog } from './return-dialog.tsx';
import { useReferralAction } from './use-referral-action.ts';

type Asking = 'send' | 'withdraw' | 'return' | 'next-step' | 'decide';

export function ReferralActions({ referral }: { readonly referral: ReferralDetail }) {
  const t = useWords('referrals');
  const [asking, setAsking] = useState<Asking | null>(null);
  const { isBusy, send } = useReferralAction();
  const close = (): void => setAsking(null);
  const may = (action: ReferralDetail['may'][number]): boolean => referral.may.includes(action);
  const params = { referral: referral.referral };
  return (
    <>
      {may('send') && <Button onClick={() => setAsking('send')}>{t('send.button')}</Button>}
      {may('accept') && (
        <Button loading={isBusy} onClick={() => void send(() => api.acceptReferral({ params }), t('accepted'))}>
          {t('accept')}
        </Button>
      )}
      {may('decide') && <Button onClick={() => setAsking('decide')}>{t('decide.button')}</Button>}
      {may('next-step') && (
        <Button variant="default" onClick={() => setAsking('next-step')}>
          {t('next.button')}
        </Button>
      )}
      {may('return') && (
        <Button variant="default" onClick={() => setAsking('return')}>
          {t('return')}
        </Button>
      )}
      {may('withdraw') && (
        <Button variant="default" onClick={() => setAsking('withdraw')}>
          {t('withdraw.button')}
        </Button>
      )}
      {asking === 'send' && <SendDialog referral={referral} onClose={close} />}
      {asking === 'return' && <ReturnDialog referral={referral.referral} onClose={close} />}
      {asking === 'withdraw' && <WithdrawDialog referral={referral.referral} onClose={close} />}
      {asking === 'next-step' && <NextStepDialog referral={referral.referral} onClose={close} />}
      {asking === 'decide' && <DecideDialog referral={referral.referral} onClose={close} />}
    </>
  );
}

function SendDialog({ referral, onClose }: { readonly referral: ReferralDetail; readonly onClose: () => void }) {
  const t = useWords('referrals');
  const [key] = useState(newKey);
  const [values, setValues] = useState({ agency: '', isOutside: false, interest: '', schoolDays: 10 });
  const { isBusy, error, send } = useReferralAction(onClose);
  const set = (change: Partial<typeof values>): void => setValues((before) => ({ ...before, ...change }));
  const params = { referral: referral.referral };
  return (
    <ConfirmDialog
      isOpen
      title={t('send.title')}
      confirm={t('send.confirm')}
      onConfirm={() => void send(() => api.sendReferral({ params, body: values, key }), t('send.done'))}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <Text mb="sm">
        {referral.named === '' ? t('send.nobody') : t('send.text', { person: values.agency || referral.named })}
      </Text>
      <TextInput
        label={t('send.agency')}
        value={values.agency}
        maxLength={200}
        onChange={(event) => set({ agency: event.currentTarget.value })}
        mb="sm"
      />
      <Checkbox
        label={t('send.isOutside')}
        checked={values.isOutside || values.agency !== ''}
        onChange={(event) => set({ isOutside: event.currentTarget.checked })}
        mb="sm"
      />
      {(values.isOutside || values.agency !== '') && (
        <TextInput
          label={t('send.interest')}
          value={values.interest}
          maxLength={500}
          onChange={(event) => set({ interest: event.currentTarget.value })}
          mb="sm"
        />
      )}
      <NumberInput
        label={t('send.schoolDays')}
        value={values.schoolDays}
        min={1}
        max={60}
        hideControls
        onChange={(value) => set({ schoolDays: Number(value) || 10 })}
      />
    </ConfirmDialog>
  );
}

interface DialogProps {
  readonly referral: string;
  readonly onClose: () => void;
}

function WithdrawDialog({ referral, onClose }: DialogProps) {
  const t = useWords('referrals');
  const { isBusy, error, send } = useReferralAction(onClose);
  return (
    <ReasonDialog
      isOpen
      title={t('withdraw.title')}
      text={t('withdraw.text')}
      confirm={t('withdraw.confirm')}
      onConfirm={(reason) =>
        void send(() => api.withdrawReferral({ params: { referral }, body: { reason } }), t('withdraw.done'))
      }
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    />
  );
}

function NextStepDialog({ referral, onClose }: DialogProps) {
  const t = useWords('referrals');
  const [on, setOn] = useState('');
  const { isBusy, error, send } = useReferralAction(onClose);
  return (
    <ReasonDialog
      isOpen
      title={t('next.title')}
      label={t('next.label')}
      confirm={t('next.confirm')}
      onConfirm={(nextStep) =>
        void send(
          () => api.setReferralNextStep({ params: { referral }, body: { nextStep, on: on === '' ? null : on } }),
          t('next.done'),
        )
      }
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <TextInput type="date" label={t('next.on')} value={on} onChange={(event) => setOn(event.currentTarget.value)} />
    </ReasonDialog>
  );
}

type Outcome = InputOf<'decideReferral'>['body']['outcome'];
const OUTCOMES: readonly Outcome[] = [
  'back-to-school',
  'warning',
  'home-visit',
  'services',
  'court',
  'recovered',
  'other',
];

function DecideDialog({ referral, onClose }: DialogProps) {
  const t = useWords('referrals');
  const [outcome, setOutcome] = useState('');
  const [on, setOn] = useState(useToday());
  const [isMissing, setMissing] = useState(false);
  const { isBusy, error, send } = useReferralAction(onClose);
  const confirm = (notes: string): void => {
    const chosen = OUTCOMES.find((one) => one === outcome);
    setMissing(chosen === undefined || on === '');
    if (chosen !== undefined && on !== '')
      void send(
        () => api.decideReferral({ params: { referral }, body: { outcome: chosen, notes, on } }),
        t('decide.done'),
      );
  };
  return (
    <ReasonDialog
      isOpen
      isOptional
      title={t('decide.title')}
      label={t('decide.notes')}
      confirm={t('decide.confirm')}
      maxLength={4000}
      onConfirm={confirm}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <NativeSelect
        label={t('decide.outcome')}
        value={outcome}
        onChange={(event) => setOutcome(event.currentTarget.value)}
        error={isMissing && outcome === '' ? t('decide.missing') : undefined}
        data={[{ value: '', label: '' }, ...OUTCOMES.map((one) => ({ value: one, label: t(`outcome.${one}`) }))]}
      />
      <TextInput type="date" label={t('decide.on')} value={on} onChange={(event) => setOn(event.currentTarget.value)} />
    </ReasonDialog>
  );
}
