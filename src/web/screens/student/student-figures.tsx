import { Anchor, Text } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { useDate } from '../../parts/date-text.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useQueryText } from '../../shell/context.ts';
import { useWords, type Say } from '../../words/words.ts';
import { StandingLine } from './standing-line.tsx';
import type { Head } from './student-screen.tsx';
import classes from './student.module.css';

/** Who and where; attendance to date; the next step. Every figure opens what stands behind it. */
export function StudentFigures({ head }: { readonly head: Head }) {
  const t = useWords('student');
  return (
    <div className={classes.figures}>
      <Line parts={useWho(head)} />
      <AttendanceLine head={head} />
      <StandingLine student={head.student} />
      <NextStepLine head={head} />
      {head.flags.length > 0 && <Line parts={[t('figures.flags', { flags: head.flags.join(', ') })]} />}
    </div>
  );
}

function useWho(head: Head): readonly ReactNode[] {
  const t = useWords('student');
  const date = useDate();
  const { grade, school, enrolledSince, number, isAdult } = head;
  const where =
    school === null
      ? t('figures.noSchool')
      : enrolledSince === null
        ? school.name
        : t('figures.since', { school: school.name, date: date(enrolledSince) });
  return [
    ...(grade === '' ? [] : [t('figures.grade', { grade })]),
    where,
    t('figures.number', { number }),
    ...(isAdult ? [t('figures.adult')] : []),
  ];
}

function AttendanceLine({ head }: { readonly head: Head }) {
  const t = useWords('student');
  const date = useDate();
  const number = useNumber();
  const { attendance, dataThrough, absenceRule } = head;
  if (attendance === null) return <Line parts={[t('figures.noAttendance')]} />;
  const { attendedDays, enrolledDays, absentPercent, band } = attendance;
  const percent = number(1 - absentPercent / 100, { as: 'percent', digits: 1 });
  return (
    <Text component="div" size="md">
      <Parts
        parts={[
          <strong key="attended">
            {t('figures.attended', { attended: number(attendedDays), enrolled: number(enrolledDays), percent })}
          </strong>,
          absencesOf(attendance, t, number),
          ...(band === null ? [] : [t(`figures.band.${band}`)]),
          ...(attendance.tardies === 0 ? [] : [t('figures.tardies', { count: attendance.tardies })]),
          ...(dataThrough === null ? [] : [t('figures.through', { date: date(dataThrough) })]),
        ]}
      />{' '}
      <details className={`${classes.how} rc-no-print`}>
        <summary>{t('figures.how')}</summary>
        <Text size="sm" className="rc-reading">
          {absenceRule}
        </Text>
      </details>
    </Text>
  );
}

function absencesOf(figures: NonNullable<Head['attendance']>, t: Say, number: ReturnType<typeof useNumber>): string {
  const { absentDays, unexcusedDays, excusedDays, unverifiedDays } = figures;
  if (absentDays === 0) return t('figures.neverAbsent');
  const kinds = [
    ...(unexcusedDays > 0 ? [t('figures.unexcused', { days: number(unexcusedDays) })] : []),
    ...(unverifiedDays > 0 ? [t('figures.unverified', { days: number(unverifiedDays) })] : []),
    ...(excusedDays > 0 ? [t('figures.excused', { days: number(excusedDays) })] : []),
  ];
  return t('figures.absent', { days: number(absentDays), kinds: kinds.join(', ') });
}

function NextStepLine({ head }: { readonly head: Head }) {
  const t = useWords('student');
  const number = useNumber();
  const [, setQuery] = useQueryText();
  const [step] = head.nextSteps;
  if (step === undefined) return null;
  const { criterion, need, have, unit } = step;
  const text = t('figures.nextStep', {
    criterion,
    need: t(`unit.${unitKey(unit)}`, { count: need }),
    have: number(have),
  });
  return (
    <Text size="md" component="div">
      <Anchor component="button" type="button" onClick={() => setQuery({ tab: 'why' })} className="rc-no-print">
        {text}
      </Anchor>
      <span className="rc-print-only">{text}</span>
    </Text>
  );
}

const UNITS = ['day', 'period', 'minute', 'time', 'school day', 'percent', 'event'] as const;

/** A unit of the rules as a key of the words. */
export function unitKey(unit: string): string {
  return UNITS.some((one) => one === unit) ? unit.replace(' ', '-') : 'time';
}

/** Short facts side by side, parted by a dot that is not read out. */
function Line({ parts }: { readonly parts: readonly ReactNode[] }) {
  return (
    <Text size="md" component="div">
      <Parts parts={parts} />
    </Text>
  );
}

function Parts({ parts }: { readonly parts: readonly ReactNode[] }) {
  return parts.map((part, at) => (
    <Fragment key={at}>
      {at > 0 && <span aria-hidden="true"> · </span>}
      <span>{part}</span>
      {at < parts.length - 1 && <span className="rc-hidden">, </span>}
    </Fragment>
  ));
}
