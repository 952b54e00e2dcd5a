/** The hearing: when and where, and what is to be noted. Filled in by the supervisor. */
import { Button, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Filing, PlanDetail } from '../../../server/plans/shapes.ts';
import { api } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { useTime } from '../../parts/meetings/use-time.ts';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useWords } from '../../words/words.ts';
import { ReadOnly } from './filing-tab.tsx';
import { usePlanAction } from './use-plan-action.ts';
import classes from './plans.module.css';

export function HearingTab({ plan }: { readonly plan: PlanDetail }) {
  const t = useWords('plans');
  const date = useDate();
  const time = useTime();
  const filing = plan.filings.find(({ state }) => state !== 'withdrawn' && state !== 'returned');
  return (
    <>
      <ReadOnly />
      <Title order={2} size="h3" mb="xs">
        {t('court.hearing')}
      </Title>
      {filing === undefined || filing.hearingOn === null ? (
        <Text>{t('court.noHearing')}</Text>
      ) : (
        <>
          <Text>
            {[date(filing.hearingOn), filing.hearingAt ? time(filing.hearingAt) : '', filing.hearingPlace]
              .filter((one) => one !== '')
              .join(', ')}
          </Text>
          <Text className={classes.entry}>{filing.hearingNotes}</Text>
        </>
      )}
      {filing !== undefined && plan.may.file.includes('set-hearing') && (
        <HearingForm plan={plan.plan} filing={filing} />
      )}
    </>
  );
}

function HearingForm({ plan, filing }: { readonly plan: string; readonly filing: Filing }) {
  const t = useWords('plans');
  const [values, setValues] = useState({
    on: filing.hearingOn ?? '',
    at: filing.hearingAt ?? '',
    place: filing.hearingPlace,
    notes: filing.hearingNotes,
  });
  const [isMissing, setMissing] = useState(false);
  const { isBusy, error, send } = usePlanAction();
  const set = (change: Partial<typeof values>): void => setValues((before) => ({ ...before, ...change }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(values.on === '');
    if (values.on === '') return;
    void send(() => api.stepFiling({ params: { plan }, body: { action: 'set-hearing', ...values } }), t('court.saved'));
  };
  return (
    <form onSubmit={submit} noValidate className={`${classes.form} ${classes.section}`}>
      {error !== null && <ProblemAlert error={error} />}
      <div className={classes.pairs}>
        <TextInput
          type="date"
          label={t('court.hearingOn')}
          value={values.on}
          onChange={(event) => set({ on: event.currentTarget.value })}
          error={isMissing && values.on === '' ? t('court.missing') : undefined}
        />
        <TextInput
          label={t('court.hearingAt')}
          description={t('court.hearingAtHint')}
          value={values.at}
          maxLength={5}
          onChange={(event) => set({ at: event.currentTarget.value })}
        />
        <TextInput
          label={t('court.hearingPlace')}
          value={values.place}
          maxLength={200}
          onChange={(event) => set({ place: event.currentTarget.value })}
        />
      </div>
      <Textarea
        label={t('court.hearingNotes')}
        value={values.notes}
        maxLength={2000}
        autosize
        minRows={2}
        onChange={(event) => set({ notes: event.currentTarget.value })}
      />
      <div>
        <Button type="submit" loading={isBusy}>
          {t('court.setHearing')}
        </Button>
      </div>
    </form>
  );
}
