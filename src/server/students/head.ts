/** The head of a student's page: who, attendance to date, what needs an eye, what comes next. */
import type { z } from 'zod';
import { formatDay, type Day } from '../../engine/index.ts';
import { absenceRuleOf } from '../../calculation/absence-rule.ts';
import { absenceInWords } from '../../notices/index.ts';
import { readAlerts } from './alerts.ts';
import { markedYear, totalsOf, type DayTotals } from './marked-year.ts';
import { nextSteps } from './next-steps.ts';
import { explained, type OpenStudent } from './open-student.ts';
import { enrollmentOn, isAdultOn, latestOf, schoolNamed } from './schooling.ts';
import type { AttendanceFigures, StudentHead } from './shapes.ts';

type Head = z.input<typeof StudentHead>;

/** Below this many days a percentage says nothing. */
const FEWEST_DAYS = 5;

export async function readHead(student: OpenStudent): Promise<Head> {
  const { asOf, known, today } = student;
  const explanation = await explained(student);
  const { facts } = explanation;
  const year = markedYear(known, explanation);
  const totals = totalsOf(year);
  const enrollment = enrollmentOn(facts.enrollments, asOf);
  const latest = enrollment ?? latestOf(facts.enrollments);
  const through = latest === undefined ? null : year.throughOf(latest.school);
  const alerts = await readAlerts(student, explanation);
  return {
    student: student.key,
    number: student.id,
    firstName: facts.firstName,
    lastName: facts.lastName,
    grade: facts.grade,
    school: latest === undefined ? null : schoolNamed(explanation, latest.school),
    enrolledSince: enrollment === undefined ? null : formatDay(enrollment.entry),
    flags: [...facts.flags],
    isAdult: isAdultOn(facts.birthOn, formatDay(today)),
    asOf: formatDay(asOf),
    dataThrough: through === null ? null : formatDay(through),
    years: [...new Set([year.year, ...facts.years])].toSorted((a, b) => b - a),
    attendance: totals.enrolled === 0 ? null : figuresOf(totals, through),
    absenceRule: ruleOfSchool(student, latest?.school ?? ''),
    ...alerts,
    nextSteps: enrollment === undefined ? [] : [...nextSteps(explanation, student.language)],
  };
}

function figuresOf(totals: DayTotals, through: Day | null): z.input<typeof AttendanceFigures> {
  const { enrolled, absentThousandths, byExcuse } = totals;
  const percent = (absentThousandths / (enrolled * 1000)) * 100;
  return {
    from: formatDay(totals.from ?? 0),
    through: through === null ? null : formatDay(totals.through ?? through),
    enrolledDays: enrolled,
    attendedDays: (enrolled * 1000 - absentThousandths) / 1000,
    absentDays: absentThousandths / 1000,
    excusedDays: byExcuse.excused / 1000,
    unexcusedDays: byExcuse.unexcused / 1000,
    unverifiedDays: byExcuse.unverified / 1000,
    tardies: totals.tardies,
    absentPercent: Math.round(percent * 100) / 100,
    band: enrolled < FEWEST_DAYS ? null : bandOf(percent),
  };
}

function bandOf(percent: number): 'below-5' | '5-to-10' | '10-to-20' | '20-or-more' {
  if (percent < 5) return 'below-5';
  if (percent < 10) return '5-to-10';
  return percent < 20 ? '10-to-20' : '20-or-more';
}

/** The rule by which a school values a day, as one clause. */
function ruleOfSchool({ known, asOf, language }: OpenStudent, school: string): string {
  return absenceInWords(absenceRuleOf(known.district.packs, school, asOf), language);
}
