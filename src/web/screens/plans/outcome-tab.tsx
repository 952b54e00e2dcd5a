/** What the court decided. Filled in by the supervisor. */
import { Button, NativeSelect, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { PlanDetail } from '../../../server/plans/shapes.ts';
import { api, type InputOf } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useToday } from '../../parts/use-today.ts';
import { useWords } from '../../words/words.ts';
import { ReadOnly } from './filing-tab.tsx';
import { usePlanAction } from './use-plan-action.ts';
import classes from './plans.module.css';

type Decision = Extract<InputOf<'stepFiling'>['body'], { readonly action: 'decide' }>['decision'];
const DECISIONS: readonly Decision[] = ['order', 'services', 'continued', 'dismissed', 'other'];

export function OutcomeTab({ plan }: { readonly plan: PlanDetail }) {
  const t = useWords('plans');
  const date = useDate();
  const filing = plan.filings.find(({ state }) => state === 'decided');
  return (
    <>
      <ReadOnly />
      <Title order={2} size="h3" mb="xs">
        {t('court.outcome')}
      </Title>
      {filing === undefined || filing.decision === '' || filing.decidedOn === null ? (
        <Text>{t('court.noOutcome')}</Text>
      ) : (
        <>
          <Text>
            {t('court.decidedText', {
              decision: t(`court.decisions.${filing.decision}`),
              date: date(filing.decidedOn),
            })}
          </Text>
          <Text className={classes.entry}>{filing.decisionNotes}</Text>
        </>
      )}
      {plan.may.file.includes('decide') && <DecideForm plan={plan.plan} />}
    </>
  );
}

function DecideForm({ plan }: { readonly plan: string }) {
  const t = useWords('plans');
  const [decision, setDecision] = useState('');
  const [notes, setNotes] = useState('');
  const [on, setOn] = useState(useToday());
  const [isMissing, setMissing] = useState(false);
  const { isBusy, error, send } = usePlanAction();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const chosen = DECISIONS.find((one) => one === decision);
    setMissing(chosen === undefined || on === '');
    if (chosen === undefined || on === '') return;
    const body = { action: 'decide', decision: chosen, notes, on } as const;
    void send(() => api.stepFiling({ params: { plan }, body }), t('court.saved'));
  };
  return (
    <form onSubmit={submit} noValidate className={`${classes.form} ${classes.section}`}>
      {error !== null && <ProblemAlert error={error} />}
      <div className={classes.pairs}>
        <NativeSelect
          label={t('court.decision')}
          value={decision}
          onChange={(event) => setDecision(event.currentTarget.value)}
          error={isMissing && decision === '' ? t('court.missing') : undefined}
          data={[
            { value: '', label: '' },
            ...DECISIONS.map((one) => ({ value: one, label: t(`court.decisions.${one}`) })),
          ]}
        />
        <TextInput
          type="date"
          label={t('court.decidedOn')}
          value={on}
          onChange={(event) => setOn(event.currentTarget.value)}
        />
      </div>
      <Textarea
        label={t('court.decisionNotes')}
        value={notes}
        maxLength={4000}
        autosize
        minRows={2}
        onChange={(event) => setNotes(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" loading={isBusy}>
          {t('court.decide')}
        </Button>
      </div>
    </form>
  );
}
