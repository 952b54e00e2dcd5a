/** What the family said, whether it helped in our view, attendance before and after; and what the family was told. */
import { Button, NativeSelect, Radio, Text, Textarea, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { PlanDetail } from '../../../server/plans/shapes.ts';
import { api, ApiError } from '../../api.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useWords } from '../../words/words.ts';
import { AttendanceAround } from './attendance-around.tsx';
import { FamilyCopies } from './family-copies.tsx';
import { usePlanAction } from './use-plan-action.ts';
import classes from './plans.module.css';

type Part = PlanDetail['familyPart'];
type View = PlanDetail['ourView'];
const PARTS: readonly Part[] = ['took-part', 'invited', 'not-reached'];
const VIEWS: readonly View[] = ['helped', 'partly', 'not'];

export function EvaluationTab({ plan }: { readonly plan: PlanDetail }) {
  return (
    <>
      {plan.around !== null && <AttendanceAround around={plan.around} />}
      {plan.may.evaluate ? <EvaluationForm key={plan.revision} plan={plan} /> : <Said plan={plan} />}
      <FamilyCopies plan={plan} />
    </>
  );
}

function Said({ plan }: { readonly plan: PlanDetail }) {
  const t = useWords('plans');
  return (
    <section className={classes.section}>
      <Title order={2} size="h3" mb="xs">
        {t('evaluation.family')}
      </Title>
      <Text>{plan.familyPart === '' ? '–' : t(`evaluation.familyParts.${plan.familyPart}`)}</Text>
      <Text className={classes.entry}>{plan.familyComments}</Text>
      <Text mt="sm">
        {t('evaluation.ourView')} {plan.ourView === '' ? '–' : t(`evaluation.views.${plan.ourView}`)}
      </Text>
      <Text className={classes.entry}>{plan.ourReasons}</Text>
    </section>
  );
}

function EvaluationForm({ plan }: { readonly plan: PlanDetail }) {
  const t = useWords('plans');
  const { familyPart, familyComments, ourView, ourReasons } = plan;
  const [values, setValues] = useState({ familyPart, familyComments, ourView, ourReasons });
  const { isBusy, error, send } = usePlanAction();
  const set = (change: Partial<typeof values>): void => setValues((before) => ({ ...before, ...change }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const input = { params: { plan: plan.plan }, body: values, revision: String(plan.revision) };
    void send(() => api.evaluatePlan(input), t('evaluation.saved'));
  };
  return (
    <form onSubmit={submit} noValidate className={`${classes.form} ${classes.section}`}>
      {error !== null && <ProblemAlert error={error} title={isStale(error) ? t('meanwhile') : undefined} />}
      <NativeSelect
        label={t('evaluation.familyPart')}
        value={values.familyPart}
        onChange={(event) => set({ familyPart: event.currentTarget.value as Part })}
        data={[
          { value: '', label: '' },
          ...PARTS.map((one) => ({ value: one, label: t(`evaluation.familyParts.${one}`) })),
        ]}
      />
      <Textarea
        label={t('evaluation.familyComments')}
        value={values.familyComments}
        maxLength={4000}
        autosize
        minRows={2}
        onChange={(event) => set({ familyComments: event.currentTarget.value })}
      />
      <Radio.Group label={t('evaluation.ourView')} value={values.ourView} onChange={(value) => set({ ourView: value })}>
        <div className={classes.pairs}>
          {VIEWS.map((one) => (
            <Radio key={one} value={one} label={t(`evaluation.views.${one}`)} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label={t('evaluation.ourReasons')}
        description={t('evaluation.ourReasonsHint')}
        value={values.ourReasons}
        maxLength={4000}
        autosize
        minRows={2}
        onChange={(event) => set({ ourReasons: event.currentTarget.value })}
      />
      <div>
        <Button type="submit" loading={isBusy}>
          {t('evaluation.save')}
        </Button>
      </div>
    </form>
  );
}

function isStale(error: unknown): boolean {
  return error instanceof ApiError && error.problem.code === 'stale';
}
