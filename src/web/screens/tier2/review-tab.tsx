/** The look at a plan that runs: attendance before and since, what comes next, and the looks there were. */
import { Button, Radio, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { TierPage } from '../../../server/tiers/shapes.ts';
import { api } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useToday } from '../../parts/use-today.ts';
import { useWords } from '../../words/words.ts';
import { AttendanceSince } from './attendance-since.tsx';
import { plusDays } from './plan-draft.ts';
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
      {possible.length > 0 && <ReviewForm key={page.reviews.length} entry={entry} possible={possible} />}
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
                {attendance !== null && <AttendanceSince around={attendance} isSmall />}
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

interface ReviewFormProps {
  readonly entry: ReviewTabProps['entry'];
  readonly possible: readonly Decision[];
}

function ReviewForm({ entry, possible }: ReviewFormProps) {
  const t = useWords('tier2');
  const today = useToday();
  const [decision, setDecision] = useState<string>('');
  const [notes, setNotes] = useState('');
  const [reason, setReason] = useState('');
  const [nextOn, setNextOn] = useState(plusDays(today, 14));
  const [view, setView] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { isBusy, error, send } = useTierAction();
  const goesOn = decision === 'continue' || decision === 'change';
  const isOver = decision === 'close' || decision === 'refer';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const lacks = decision === '' || reason.trim() === '' || (isOver && view === '');
    setMissing(lacks);
    if (lacks) return;
    const body = {
      notes,
      reason,
      decision: decision as Decision,
      nextOn: goesOn ? nextOn : null,
      view: isOver ? (view as 'helped' | 'partly' | 'not') : null,
    };
    void send(() => api.reviewTier({ params: { tier: entry.tier }, body }), t('review.done'));
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <Title order={2} size="h3">
        {t('review.title')}
      </Title>
      {error !== null && <ProblemAlert error={error} />}
      <Textarea
        label={t('review.notes')}
        value={notes}
        maxLength={4000}
        autosize
        minRows={2}
        onChange={(event) => setNotes(event.currentTarget.value)}
      />
      <Radio.Group
        label={t('review.decision')}
        value={decision}
        onChange={setDecision}
        error={isMissing && decision === '' ? t('review.decisionMissing') : undefined}
      >
        <div className={classes.answers}>
          {possible.map((one) => (
            <Radio key={one} value={one} label={t(`decisions.${one}`)} />
          ))}
        </div>
      </Radio.Group>
      {goesOn && (
        <TextInput
          type="date"
          label={t('review.nextOn')}
          value={nextOn}
          onChange={(event) => setNextOn(event.currentTarget.value)}
        />
      )}
      {isOver && (
        <Radio.Group
          label={t('review.view')}
          value={view}
          onChange={setView}
          error={isMissing && view === '' ? t('review.viewMissing') : undefined}
        >
          <div className={classes.answers}>
            {(['helped', 'partly', 'not'] as const).map((one) => (
              <Radio key={one} value={one} label={t(`views.${one}`)} />
            ))}
          </div>
        </Radio.Group>
      )}
      {decision === 'refer' && <Text size="sm">{t('review.referText')}</Text>}
      <Textarea
        label={t('review.reason')}
        value={reason}
        maxLength={500}
        autosize
        minRows={2}
        error={isMissing && reason.trim() === '' ? t('review.reasonMissing') : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" loading={isBusy}>
          {t('review.save')}
        </Button>
      </div>
    </form>
  );
}
