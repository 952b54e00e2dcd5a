/** Dates, owner, tier, what keeps it from court; whether it is ready for court; what was done. */
import { Button, NativeSelect, Text, TextInput, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { PlanDetail } from '../../../server/plans/shapes.ts';
import { api, ApiError } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { Owner } from '../../parts/owner.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useWords } from '../../words/words.ts';
import { CourtReadiness } from './court-readiness.tsx';
import { PlanSteps } from './plan-steps.tsx';
import { usePlanAction } from './use-plan-action.ts';
import classes from './plans.module.css';

export function GeneralTab({ plan }: { readonly plan: PlanDetail }) {
  return (
    <>
      <CourtReadiness plan={plan} />
      <Facts plan={plan} />
      {plan.may.change && <GeneralForm key={plan.revision} plan={plan} />}
      <PlanSteps steps={plan.steps} />
    </>
  );
}

function Facts({ plan }: { readonly plan: PlanDetail }) {
  const t = useWords('plans');
  const date = useDate();
  const { supervisor, assignedOn, implementedOn } = plan;
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {t('general.title')}
      </Title>
      <Text size="sm">
        {t('general.begins')}: {date(plan.beginsOn)} · {t('general.ends')}: {date(plan.endsOn)}
      </Text>
      <Owner thing="plan" id={plan.plan} />
      <Text size="sm">{t(`general.atEnd.${plan.atEnd}`)}</Text>
      <Text size="sm">
        {implementedOn === null ? t('general.notImplemented') : t('general.implemented', { date: date(implementedOn) })}
      </Text>
      <Text size="sm" mb="md">
        {supervisor === null
          ? t('general.noSupervisor')
          : t('general.supervisor', { person: supervisor.name, date: date(assignedOn ?? plan.beginsOn) })}
      </Text>
    </section>
  );
}

/** Made anew when another revision is read, so that what is typed meets what is there. */
function GeneralForm({ plan }: { readonly plan: PlanDetail }) {
  const t = useWords('plans');
  const [tier, setTier] = useState(plan.tier === null ? '' : String(plan.tier));
  const [endsOn, setEndsOn] = useState(plan.endsOn);
  const [courtBlock, setCourtBlock] = useState(plan.courtBlock);
  const { isBusy, error, send } = usePlanAction();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const body = { tier: tier === '' ? null : Number(tier), endsOn, courtBlock };
    void send(
      () => api.changePlan({ params: { plan: plan.plan }, body, revision: String(plan.revision) }),
      t('general.saved'),
    );
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      {error !== null && <ProblemAlert error={error} title={isStale(error) ? t('meanwhile') : undefined} />}
      <div className={classes.pairs}>
        <NativeSelect
          label={t('general.tier')}
          value={tier}
          onChange={(event) => setTier(event.currentTarget.value)}
          data={[
            { value: '', label: t('general.noTier') },
            ...[1, 2, 3].map((n) => ({ value: String(n), label: t('general.tierNo', { n }) })),
          ]}
        />
        <TextInput
          type="date"
          label={t('general.ends')}
          description={t('general.endsHint')}
          value={endsOn}
          onChange={(event) => setEndsOn(event.currentTarget.value)}
        />
      </div>
      <TextInput
        label={t('general.courtBlock')}
        description={t('general.courtBlockHint')}
        value={courtBlock}
        maxLength={500}
        onChange={(event) => setCourtBlock(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" loading={isBusy} disabled={endsOn === ''}>
          {t('general.save')}
        </Button>
      </div>
    </form>
  );
}

function isStale(error: unknown): boolean {
  return error instanceof ApiError && error.problem.code === 'stale';
}
