/** Journal entries with the reason Attendance while the plan is active; and a place to write one, with this or another reason. */
import { Button, NativeSelect, Text, Textarea, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { PlanDetail } from '../../../server/plans/shapes.ts';
import { api, useApi } from '../../api.ts';
import { DateText, useDate } from '../../parts/date-text.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useWords } from '../../words/words.ts';
import { usePlanAction } from './use-plan-action.ts';
import classes from './plans.module.css';

export function JournalsTab({ plan }: { readonly plan: PlanDetail }) {
  const t = useWords('plans');
  const date = useDate();
  const { from, to } = plan.journalDays;
  return (
    <>
      <Text size="sm" className="rc-dimmed rc-reading" mb="sm">
        {t('journal.about', { from: date(from), to: date(to) })}
      </Text>
      {plan.may.journal && <WriteEntry plan={plan} />}
      <section className={classes.section}>
        <Title order={2} size="h3" mb="xs">
          {t('journal.list')}
        </Title>
        {plan.journals.length === 0 ? (
          <Text>{t('journal.none')}</Text>
        ) : (
          <ol className={classes.entries} aria-label={t('journal.list')}>
            {plan.journals.map(({ journal, on, entry, by }) => (
              <li key={journal}>
                <Text size="xs" className="rc-dimmed">
                  <DateText value={on} />, {by}
                </Text>
                <Text className={classes.entry}>{entry}</Text>
              </li>
            ))}
          </ol>
        )}
      </section>
    </>
  );
}

function WriteEntry({ plan }: { readonly plan: PlanDetail }) {
  const t = useWords('plans');
  const reasons = useApi('readJournalReasons');
  const [reason, setReason] = useState('attendance');
  const [entry, setEntry] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { isBusy, error, send } = usePlanAction(() => setEntry(''));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(entry.trim() === '');
    if (entry.trim() === '') return;
    const body = { reason, entry: entry.trim() };
    void send(() => api.writeJournal({ params: { student: plan.student }, body }), t('journal.saved'));
  };
  const known = reasons.data?.reasons ?? [{ key: 'attendance', label: '' }];
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <Title order={2} size="h3">
        {t('journal.write')}
      </Title>
      {error !== null && <ProblemAlert error={error} />}
      <NativeSelect
        label={t('journal.reason')}
        description={t('journal.reasonHint')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data={known.map(({ key, label }) => ({ value: key, label: label || t(`journal.reasons.${key}`) }))}
      />
      <Textarea
        label={t('journal.entry')}
        value={entry}
        maxLength={8000}
        autosize
        minRows={3}
        onChange={(event) => setEntry(event.currentTarget.value)}
        error={isMissing && entry.trim() === '' ? t('journal.missing') : undefined}
      />
      <div>
        <Button type="submit" loading={isBusy}>
          {t('journal.save')}
        </Button>
      </div>
    </form>
  );
}
