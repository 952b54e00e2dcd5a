import { Button, NativeSelect, TextInput, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { PlanDetail } from '../../../server/plans/shapes.ts';
import { api } from '../../api.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useToday } from '../../parts/use-today.ts';
import { useWords } from '../../words/words.ts';
import { usePlanAction } from './use-plan-action.ts';
import classes from './plans.module.css';

/** One more from the district's catalog; its usual dosage is filled in and may be changed. */
export function AddIntervention({ plan }: { readonly plan: PlanDetail }) {
  const t = useWords('plans');
  const empty = { code: '', startOn: useToday(), endOn: '', dosage: '', person: '', note: '' };
  const [values, setValues] = useState(empty);
  const [isMissing, setMissing] = useState(false);
  const { isBusy, error, send } = usePlanAction(() => setValues(empty));
  const set = (change: Partial<typeof empty>): void => setValues((before) => ({ ...before, ...change }));
  const choose = (code: string): void =>
    set({ code, dosage: plan.catalog.find((one) => one.code === code)?.dosage ?? '' });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const isIncomplete = values.code === '' || values.startOn === '';
    setMissing(isIncomplete);
    if (isIncomplete) return;
    const body = { ...values, endOn: values.endOn === '' ? null : values.endOn };
    void send(() => api.addIntervention({ params: { plan: plan.plan }, body }), t('intervention.added'));
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <Title order={2} size="h3">
        {t('intervention.add')}
      </Title>
      {error !== null && <ProblemAlert error={error} />}
      <div className={classes.pairs}>
        <NativeSelect
          label={t('intervention.what')}
          value={values.code}
          onChange={(event) => choose(event.currentTarget.value)}
          error={isMissing && values.code === '' ? t('intervention.missing') : undefined}
          data={[{ value: '', label: '' }, ...plan.catalog.map(({ code, name }) => ({ value: code, label: name }))]}
        />
        <TextInput
          label={t('intervention.dosage')}
          value={values.dosage}
          maxLength={200}
          onChange={(event) => set({ dosage: event.currentTarget.value })}
        />
        <TextInput
          label={t('intervention.person')}
          value={values.person}
          maxLength={200}
          onChange={(event) => set({ person: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('intervention.startOn')}
          value={values.startOn}
          onChange={(event) => set({ startOn: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('intervention.endOn')}
          value={values.endOn}
          onChange={(event) => set({ endOn: event.currentTarget.value })}
        />
        <TextInput
          label={t('intervention.note')}
          value={values.note}
          maxLength={1000}
          onChange={(event) => set({ note: event.currentTarget.value })}
        />
      </div>
      <div>
        <Button type="submit" loading={isBusy}>
          {t('intervention.addNow')}
        </Button>
      </div>
    </form>
  );
}
