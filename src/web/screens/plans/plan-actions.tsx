/** What is done with the plan as a whole: mark it implemented, close it. */
import { Button, Select, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PlanDetail } from '../../../server/plans/shapes.ts';
import { api, type InputOf } from '../../api.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { useToday } from '../../parts/use-today.ts';
import { useWords } from '../../words/words.ts';
import { usePlanAction } from './use-plan-action.ts';

type Outcome = InputOf<'finishPlan'>['body']['outcome'];
const OUTCOMES: readonly Outcome[] = ['recovered', 'improved', 'no-change', 'moved', 'referred', 'other'];

export function PlanActions({ plan }: { readonly plan: PlanDetail }) {
  const t = useWords('plans');
  const [asking, setAsking] = useState<'implement' | 'finish' | null>(null);
  const close = (): void => setAsking(null);
  return (
    <>
      {plan.may.implement && (
        <Button variant="default" onClick={() => setAsking('implement')}>
          {t('implement.button')}
        </Button>
      )}
      {plan.may.finish && (
        <Button variant="default" onClick={() => setAsking('finish')}>
          {t('finish.button')}
        </Button>
      )}
      {plan.may.finishLater && (
        <Text size="sm" className="rc-dimmed">
          {t('finish.atCourt')}
        </Text>
      )}
      {asking === 'implement' && <ImplementDialog plan={plan.plan} onClose={close} />}
      {asking === 'finish' && <FinishDialog plan={plan.plan} onClose={close} />}
    </>
  );
}

interface DialogProps {
  readonly plan: string;
  readonly onClose: () => void;
}

function ImplementDialog({ plan, onClose }: DialogProps) {
  const t = useWords('plans');
  const [on, setOn] = useState(useToday());
  const { isBusy, error, send } = usePlanAction(onClose);
  const confirm = (): void => {
    if (on !== '') void send(() => api.implementPlan({ params: { plan }, body: { on } }), t('implement.done'));
  };
  return (
    <ConfirmDialog
      isOpen
      title={t('implement.title')}
      confirm={t('implement.confirm')}
      onConfirm={confirm}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <p>{t('implement.text')}</p>
      <TextInput
        type="date"
        label={t('implement.on')}
        value={on}
        onChange={(event) => setOn(event.currentTarget.value)}
        error={on === '' ? t('implement.missing') : undefined}
        mt="sm"
      />
    </ConfirmDialog>
  );
}

function FinishDialog({ plan, onClose }: DialogProps) {
  const t = useWords('plans');
  const [outcome, setOutcome] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  const { isBusy, error, send } = usePlanAction(onClose);
  const confirm = (reason: string): void => {
    const chosen = OUTCOMES.find((one) => one === outcome);
    setMissing(chosen === undefined);
    if (chosen !== undefined)
      void send(() => api.finishPlan({ params: { plan }, body: { outcome: chosen, reason } }), t('finish.done'));
  };
  return (
    <ReasonDialog
      isOpen
      title={t('finish.title')}
      text={t('finish.text')}
      label={t('finish.reason')}
      confirm={t('finish.confirm')}
      onConfirm={confirm}
      onClose={onClose}
      isBusy={isBusy}
      error={error}
    >
      <Select
        label={t('finish.outcome')}
        data={OUTCOMES.map((one) => ({ value: one, label: t(`outcome.${one}`) }))}
        value={outcome}
        onChange={setOutcome}
        error={isMissing && outcome === null ? t('finish.missing') : undefined}
      />
    </ReasonDialog>
  );
}
