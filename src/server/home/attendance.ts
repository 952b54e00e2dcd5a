/** Attendance of schools in the shape of Home. */
import {
  BANDS,
  isBelow,
  percentOf,
  selectorsOf,
  together,
  type AbsenceRuleUsed,
  type BandCounts,
  type Rate,
  type SchoolRates,
} from '../../insight/index.ts';
import { selectorsInWords, type Language } from '../../notices/index.ts';
import { FEWEST_STUDENTS, type AbsenceRuleShape, type AttendanceShape } from './contract.ts';
import type { DataState } from '../data-state.ts';

export interface AttendanceInput {
  readonly state: DataState;
  readonly schools: readonly SchoolRates[];
  readonly bands: readonly BandCounts[];
  readonly close: number;
  readonly goalOf: (school: string) => number;
  /** May see the students behind the figures: then a figure of few students tells nothing new. */
  readonly maySeeStudents: boolean;
  /** Of the rules in words; left out: English. */
  readonly language?: Language;
}

export function attendanceOf(input: AttendanceInput): AttendanceShape {
  const { state, schools, bands, close, goalOf, maySeeStudents } = input;
  const figures = together(schools);
  const goals = [...new Set(schools.map(({ school }) => goalOf(school)))];
  const goal = goals.length === 1 ? (goals[0] ?? null) : null;
  const students = bands.reduce((sum, { count }) => sum + count, 0);
  const isTooFew = !maySeeStudents && students < FEWEST_STUDENTS;
  const rateOf = (rate: Rate) => ({
    percent: isTooFew ? null : percentOf(rate),
    isBelow: !isTooFew && goal !== null && rate.enrolledDays > 0 && isBelow(rate, goal),
  });
  const { latest, week, year, weeks } = figures;
  return {
    state: state.figures.isStale ? 'counting' : 'counted',
    asOf: state.figures.asOfOn,
    goal: goal === null ? null : goal / 10,
    latest: latest && { on: latest.on, schools: latest.schools, ofSchools: schools.length, ...rateOf(latest) },
    week: week && { from: week.from, to: week.to, ...rateOf(week) },
    year: year.enrolledDays === 0 ? null : rateOf(year),
    weeks: isTooFew ? [] : weeks.map((one) => ({ from: one.from, percent: percentOf(one) })),
    bands: isTooFew
      ? []
      : BANDS.map((band) => ({
          band,
          count: bands.filter((one) => one.band === band).reduce((sum, { count }) => sum + count, 0),
        })),
    students,
    close: isTooFew ? null : close,
    rules: rulesOf(schools, input.language),
    tooFew: isTooFew ? { students, needed: FEWEST_STUDENTS } : null,
  };
}

/** Each rule once, with the schools that count by it. */
function rulesOf(schools: readonly SchoolRates[], language: Language = 'en'): AttendanceShape['rules'] {
  const ruled = schools.flatMap(({ school, name, rule }) =>
    rule === null ? [] : [{ at: { school, name }, rule: ruleOf(rule, language) }],
  );
  const byRule = Map.groupBy(ruled, ({ rule }) => JSON.stringify(rule));
  return [...byRule.values()].map((same) => ({
    ...(same[0] as (typeof ruled)[number]).rule,
    schools: same.map(({ at }) => at),
  }));
}

function ruleOf(rule: AbsenceRuleUsed, language: Language): AbsenceRuleShape {
  const selectors = selectorsOf(rule);
  const isAnyReason = selectors.every(
    ({ status, ...rest }) => status?.length === 1 && status[0] === 'absent' && Object.keys(rest).length === 0,
  );
  return {
    from: rule.from === null ? null : { pack: rule.from.pack, level: rule.from.criterion },
    isAnyReason,
    words: selectorsInWords(selectors, language),
    rows: (rule.view?.parts ?? []).flatMap(({ by, rows }) =>
      rows.map(({ test, threshold, value }) => ({
        by,
        isOver: test === 'over',
        threshold: by === 'share' ? threshold / 1000 : threshold,
        days: value / 1000,
      })),
    ),
  };
}
