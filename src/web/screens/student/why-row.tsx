import { Button, Text, Title } from '@mantine/core';
import { useId, useState } from 'react';
import type { AnswerOf } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { NOTICE_STATUSES, StatusChip, ToneChip, type NoticeStatus } from '../../parts/status-chip.tsx';
import { useWords } from '../../words/words.ts';
import { unitKey } from './student-figures.tsx';
import classes from './student.module.css';
import { WhyDays } from './why-days.tsx';

export type Why = AnswerOf<'readStudentWhy'>;
export type Criterion = Why['criteria'][number];

/** One criterion: state, sentence, how far, its days, what people decided, the rule in words. */
export function WhyRow({ criterion, why }: { readonly criterion: Criterion; readonly why: Why }) {
  const t = useWords('student');
  const heading = useId();
  return (
    <section aria-labelledby={heading} className={classes.why}>
      <div className={classes.whyHead}>
        <Title order={2} size="h3" id={heading}>
          {criterion.criterion} {criterion.title}
        </Title>
        <CriterionState criterion={criterion} />
      </div>
      <Text size="xs" className="rc-dimmed">
        {criterion.pack} {criterion.version}
        {criterion.school === null ? '' : ` · ${criterion.school}`}
      </Text>
      <Text className="rc-reading" mt="xs">
        {criterion.sentence}
      </Text>
      <Progress criterion={criterion} />
      <Decided criterion={criterion} />
      <Days criterion={criterion} why={why} />
      <details className={classes.rule}>
        <summary>{t('why.rule')}</summary>
        <Text size="sm" className="rc-reading">
          {criterion.rule}
        </Text>
      </details>
    </section>
  );
}

function CriterionState({ criterion: { state, actsByItself } }: { readonly criterion: Criterion }) {
  const t = useWords('student');
  if (state === 'not-met') return <ToneChip tone="closed" word={t('why.notMet')} />;
  if (state === 'issue')
    return actsByItself ? <ToneChip tone="due" word={t('why.met')} /> : <StatusChip status="due" />;
  if (state in NOTICE_STATUSES) return <StatusChip status={state as NoticeStatus} />;
  return <ToneChip tone="closed" word={state} />;
}

/** "3 of 6 days", and the same as a bar that says nothing more. */
function Progress({ criterion: { progress } }: { readonly criterion: Criterion }) {
  const t = useWords('student');
  const number = useNumber();
  return (
    <ul className={classes.bars}>
      {progress.map(({ have, need, unit, missing }, at) =>
        need === null || need <= 0 ? null : (
          <li key={at}>
            <span className={classes.bar} aria-hidden="true">
              <span style={{ inlineSize: `${Math.min(100, (have / need) * 100)}%` }} />
            </span>
            <Text size="sm" component="span">
              {t('why.of', { have: number(have), need: t(`unit.${unitKey(unit)}`, { count: need }) })}
            </Text>
            {missing !== '' && unit !== 'percent' && have < need && (
              <Text size="sm" component="span" className="rc-dimmed">
                {t('why.missing', { missing: t(`unit.${unitKey(unit)}`, { count: round(need - have) }) })}
              </Text>
            )}
          </li>
        ),
      )}
    </ul>
  );
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** What stands on the triggers: decided, by whom, what went out, what changed since. */
function Decided({ criterion: { triggers, sentence } }: { readonly criterion: Criterion }) {
  const t = useWords('student');
  const date = useDate();
  if (triggers.length === 0) return null;
  return (
    <ul className={classes.decided}>
      {triggers.map(({ trigger, date: on, why, decided, decisions, notices, occurrence }) => {
        const lines = [decided, ...decisions, ...notices.filter((line) => line !== decided)].filter(
          (line) => line !== '',
        );
        return (
          <li key={trigger}>
            <Text size="sm" fw={600}>
              {occurrence === 1
                ? t('why.metOn', { date: date(on) })
                : t('why.metAgain', { date: date(on), count: occurrence })}
            </Text>
            {why !== '' && why !== sentence && (
              <Text size="sm" className="rc-reading">
                {why}
              </Text>
            )}
            {lines.map((line) => (
              <Text size="sm" className="rc-reading" key={line}>
                {line}
              </Text>
            ))}
          </li>
        );
      })}
    </ul>
  );
}

function Days({ criterion, why }: { readonly criterion: Criterion; readonly why: Why }) {
  const t = useWords('student');
  const [isOpen, setOpen] = useState(false);
  const region = useId();
  const { counted, notCounted } = criterion;
  if (counted.length + notCounted.length === 0) return null;
  return (
    <div>
      <Button
        variant="default"
        size="compact-md"
        className={`${classes.wraps} rc-no-print`}
        aria-expanded={isOpen}
        aria-controls={region}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? t('why.hideDays') : t('why.showDays', { counted: counted.length, notCounted: notCounted.length })}
      </Button>
      <div id={region} hidden={!isOpen}>
        {isOpen && <WhyDays criterion={criterion} why={why} />}
      </div>
    </div>
  );
}
