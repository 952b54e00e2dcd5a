/** The look at a plan that runs: attendance before and since, what comes next, and the looks there were. */
import { Button, Radio, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { TierPage } from '../../../server/tiers/shapes.ts';
import { api } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useToday } from '../../parts/use-today.ts';
import { SchoolDayHint } from '../../parts/school-day-hint.tsx';
import { useWords } from '../../words/words.ts';
import { AttendanceSince } from './attendance-since.tsx';
import { plusDays } from '../../parts/plus-days.ts';
import { useTierAction } from './use-tier-action.ts';
import classes from './tier2.module.css';

interface ReviewTabProps {
  readonly page: TierPage;
  readonly entry: NonNullable<TierPage['entry']>;
}

const DECISIONS = ['continue', 'change', 'close', 'refer'] as const;
type Decision = (typeof DECISIONS)[number];

export function ReviewTab({ page, entry }: ReviewTabProps) {
  const t = useWords('tier2');
  const date = useDate();
  const possible = DECISIONS.filter((one) => entry.may.includes(one) && (entry.level === 2 || one !== 'refer'));
  return (
    <>
      {page.around === null ? <Text mb="md">{t('review.noPlan')}</Text> : <AttendanceSince around={page.around} />}
      {possible.length > 0 && (
        <ReviewForm key={page.reviews.length} student={page.student} entry={entry} possible={possible} />
      )}
      {page.reviews.length > 0 && (
        <section className={classes.section}>
          <Title order={2} size="h3">
            {t('review.earlier')}
          </Title>
          <ol className={classes.reviews}>
            {page.reviews.map(({ on, by, decision, reason, notes, nextOn, attendance }, at) => (
              <li key={at}>
                <Text fw={600}>
                  {t('review.line', { date: date(on), person: by, decision: t(`decisions.${decision}`) })}
                </Text>
                <Text className="rc-reading">{reason}</Text>
                {notes !== '' && <Text className="rc-reading">{notes}</Text>}
                {nextOn !== null && <Text size="sm">{t('review.next', { date: date(nextOn) })}</Text>}
                {attendance !== null && <AttendanceSince around={attendance} />}
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

interface ReviewFormProps {
  readonly student: string;
  readonly entry: ReviewTabProps['entry'];
  readonly possible: readonly Decision[];
}

function ReviewForm({ student, entry, possible }: ReviewFormProps) {
  const t = useWords('tier2');
  const form = useReview(entry);
  const { decision, isMissing } = form;
  const isOver = decision === 'close' || decision === 'refer';
  return (
    <form onSubmit={form.submit} noValidate className={classes.form}>
      <Title order={2} size="h3">
        {t('review.title')}
      </Title>
      {form.error !== null && <ProblemAlert error={form.error} />}
      <Textarea
        label={t('review.notes')}
        value={form.notes}
        maxLength={4000}
        autosize
        minRows={2}
        onChange={(event) => form.setNotes(event.currentTarget.value)}
      />
      <Choice
        label={t('review.decision')}
        value={decision}
        onChange={form.setDecision}
        missing={isMissing && decision === '' ? t('review.decisionMissing') : null}
        data={possible.map((one) => ({ value: one, label: t(`decisions.${one}`) }))}
      />
      {(decision === 'continue' || decision === 'change') && (
        <div>
          <TextInput
            type="date"
            label={t('review.nextOn')}
            value={form.nextOn}
            onChange={(event) => form.setNextOn(event.currentTarget.value)}
          />
          <SchoolDayHint student={student} on={form.nextOn} />
        </div>
      )}
      {isOver && (
        <Choice
          label={t('review.view')}
          value={form.view}
          onChange={form.setView}
          missing={isMissing && form.view === '' ? t('review.viewMissing') : null}
          data={(['helped', 'partly', 'not'] as const).map((one) => ({ value: one, label: t(`views.${one}`) }))}
        />
      )}
      {decision === 'refer' && <Text size="sm">{t('review.referText')}</Text>}
      <Textarea
        label={t('review.reason')}
        value={form.reason}
        maxLength={500}
        autosize
        minRows={2}
        error={isMissing && form.reason.trim() === '' ? t('review.reasonMissing') : undefined}
        onChange={(event) => form.setReason(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" loading={form.isBusy}>
          {t('review.save')}
        </Button>
      </div>
    </form>
  );
}

/** What is typed of a review, and how it is saved. */
function useReview(entry: ReviewTabProps['entry']) {
  const t = useWords('tier2');
  const today = useToday();
  const [decision, setDecision] = useState('');
  const [notes, setNotes] = useState('');
  const [reason, setReason] = useState('');
  const [nextOn, setNextOn] = useState(plusDays(today, 14));
  const [view, setView] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { isBusy, error, send } = useTierAction();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const isOver = decision === 'close' || decision === 'refer';
    const lacks = decision === '' || reason.trim() === '' || (isOver && view === '');
    setMissing(lacks);
    if (lacks) return;
    const body = {
      notes,
      reason,
      decision: decision as Decision,
      nextOn: isOver ? null : nextOn,
      view: isOver ? (view as 'helped' | 'partly' | 'not') : null,
    };
    void send(() => api.reviewTier({ params: { tier: entry.tier }, body }), t('review.done'));
  };
  const typed = { decision, notes, reason, nextOn, view, isMissing };
  return { ...typed, setDecision, setNotes, setReason, setNextOn, setView, isBusy, error, submit };
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Said where nothing was chosen. */
  readonly missing: string | null;
  readonly data: readonly { readonly value: string; readonly label: string }[];
}

function Choice({ label, value, onChange, missing, data }: ChoiceProps) {
  return (
    <Radio.Group label={label} value={value} onChange={onChange} error={missing ?? undefined}>
      <div className={classes.answers}>
        {data.map((one) => (
          <Radio key={one.value} value={one.value} label={one.label} />
        ))}
      </div>
    </Radio.Group>
  );
}
