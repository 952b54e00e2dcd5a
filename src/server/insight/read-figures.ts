/** The figures of Insight in the shape of its answers. Kept for as long as they are true. */
import { coversSchool, reachOf, type Actor } from '../../access/index.ts';
import {
  addGrades,
  BANDS,
  FEWEST_TO_SHOW,
  gradesTogether,
  isBelow,
  monthsTogether,
  percentOf,
  readGoals,
  readGrades,
  readKeptMonths,
  readNewChronic,
  readSchoolRates,
  together,
  type GradeFigures,
  type Rate,
  type SchoolRates,
} from '../../insight/index.ts';
import { schoolsOf, type Context } from '../context.ts';
import { readCountedState } from '../home/counting.ts';
import type { DataState } from '../data-state.ts';
import { keptWhileTrue } from '../kept.ts';
import type { InsightBands, InsightRates } from './contract.ts';

export type InsightContext = Pick<Context, 'parts' | 'db' | 'districtId' | 'reach'> & { readonly actor: Actor };

export async function readRates(context: InsightContext, school: string): Promise<InsightRates> {
  const { parts, reach } = context;
  const state = await readCountedState(parts);
  const schools = schoolsOf(reach, school);
  return keptWhileTrue({ parts, state, reach, of: ['insight-rates', schools ?? null, maySee(context, school)] }, () =>
    computeRates(context, { school, state }),
  );
}

interface Question {
  readonly school: string;
  readonly state: DataState;
}

async function computeRates(context: InsightContext, question: Question): Promise<InsightRates> {
  const { districtId, reach, parts } = context;
  const schools = schoolsOf(reach, question.school);
  const rates = await readSchoolRates(parts.db.pool, { districtId, schools });
  const goalOf = await readGoals(parts.db.pool, districtId);
  const { basis, isHidden } = await basisOf(context, question, rates);
  const goals = [...new Set(rates.map((one) => goalOf(one.school)))];
  const goal = goals.length === 1 ? (goals[0] ?? null) : null;
  const pointOf = (from: string, rate: Rate) => ({
    from,
    percent: percentOf(rate),
    isBelow: goal !== null && rate.enrolledDays > 0 && isBelow(rate, goal),
  });
  const all = together(rates);
  const none = { percent: null, isBelow: false };
  const { percent, isBelow: isYearBelow } = isHidden ? none : pointOf('', all.year);
  return {
    ...basis,
    goal: goal === null ? null : goal / 10,
    year: { percent, isBelow: isYearBelow },
    days: isHidden ? [] : daysTogether(rates).map(({ on, ...rate }) => pointOf(on, rate)),
    weeks: isHidden ? [] : all.weeks.map(({ from, ...rate }) => pointOf(from, rate)),
    months: isHidden
      ? []
      : await readMonths(context, { schools, yearStart: question.state.figures.yearStartOn, pointOf }),
    schools: rates.length > 1 && !isHidden ? schoolLines(rates, goalOf) : [],
  };
}

interface MonthsQuestion {
  readonly schools: readonly string[] | undefined;
  readonly yearStart: string | null;
  readonly pointOf: (from: string, rate: Rate) => InsightRates['days'][number];
}

/** The months of the year of the figures, each with the same month a year before. */
async function readMonths(
  { districtId, parts }: InsightContext,
  { schools, yearStart, pointOf }: MonthsQuestion,
): Promise<InsightRates['months']> {
  if (yearStart === null) return [];
  const from = `${yearStart.slice(0, 7)}-01`;
  const kept = await readKeptMonths(parts.db.pool, {
    districtId,
    schools,
    from: addYears(from, -1),
    to: addYears(from, 1),
  });
  const months = monthsTogether(kept);
  return months
    .filter(({ month }) => month >= from)
    .map(({ month, enrolledDays, absentThousandths }) => {
      const before = months.find((one) => one.month === addYears(month, -1));
      return {
        ...pointOf(month, { enrolledDays, absentThousandths }),
        before: before === undefined ? null : percentOf(before),
      };
    });
}

/** First day of a month, so many years on. */
function addYears(month: string, years: number): string {
  return `${Number(month.slice(0, 4)) + years}${month.slice(4)}`;
}

function daysTogether(rates: readonly SchoolRates[]): readonly (Rate & { readonly on: string })[] {
  const byDay = Map.groupBy(
    rates.flatMap(({ days }) => days),
    ({ on }) => on,
  );
  return [...byDay].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([on, some]) => ({ on, ...sumOf(some) }));
}

function sumOf(rates: readonly Rate[]): Rate {
  return {
    enrolledDays: rates.reduce((sum, { enrolledDays }) => sum + enrolledDays, 0),
    absentThousandths: rates.reduce((sum, { absentThousandths }) => sum + absentThousandths, 0),
  };
}

function schoolLines(rates: readonly SchoolRates[], goalOf: (school: string) => number): InsightRates['schools'] {
  return rates.map((one) => {
    const { year } = together([one]);
    const goal = goalOf(one.school);
    const months = [...Map.groupBy(one.days, ({ on }) => on.slice(0, 7)).values()].map(sumOf);
    const [month, before] = [months.at(-1), months.at(-2)];
    return {
      school: one.school,
      name: one.name,
      goal: goal / 10,
      percent: percentOf(year),
      isBelow: year.enrolledDays > 0 && isBelow(year, goal),
      month: month === undefined ? null : percentOf(month),
      monthBefore: before === undefined ? null : percentOf(before),
    };
  });
}

export async function readInsightBands(context: InsightContext, school: string): Promise<InsightBands> {
  const { parts, reach } = context;
  const state = await readCountedState(parts);
  const schools = schoolsOf(reach, school);
  return keptWhileTrue({ parts, state, reach, of: ['insight-bands', schools ?? null, maySee(context, school)] }, () =>
    computeBands(context, { school, state }),
  );
}

async function computeBands(context: InsightContext, question: Question): Promise<InsightBands> {
  const { db, districtId, reach, parts } = context;
  const schools = schoolsOf(reach, question.school);
  const rates = await readSchoolRates(parts.db.pool, { districtId, schools });
  const { basis, isHidden } = await basisOf(context, question, rates);
  const grades = isHidden ? [] : await readGrades(parts.db.pool, { districtId, schools });
  const all = addGrades(grades);
  const names = new Map(rates.map(({ school: id, name }) => [id, name]));
  const bySchool = [...Map.groupBy(grades, (one) => one.school)].map(([id, own]) => ({
    school: id,
    name: names.get(id) ?? id,
    ...lineOf(addGrades(own)),
  }));
  const month = basis.through === null ? null : { from: `${basis.through.slice(0, 7)}-01`, to: basis.through };
  return {
    ...basis,
    bands: [...BANDS],
    all: lineOf(all),
    chronic: all.bands[2] + all.bands[3],
    nearChronic: all.nearChronic,
    newChronic:
      month === null || isHidden
        ? null
        : { ...month, count: await readNewChronic(db.pool, { districtId, schools, ...month }) },
    grades: gradesTogether(grades).map((one) => ({ grade: one.grade, ...lineOf(one) })),
    schools: bySchool.length > 1 ? bySchool.toSorted((one, other) => (one.name < other.name ? -1 : 1)) : [],
  };
}

function lineOf({ students, bands, ...rate }: GradeFigures): InsightBands['all'] {
  return { students, counts: [...bands], percent: percentOf(rate) };
}

/** What an answer says of itself; whether its figures would speak of each student to somebody who may not see them. */
async function basisOf(
  context: InsightContext,
  { school, state }: Question,
  rates: readonly SchoolRates[],
): Promise<{
  readonly basis: Pick<InsightBands, 'state' | 'asOf' | 'through' | 'tooFew'>;
  readonly isHidden: boolean;
}> {
  const { districtId, reach, parts } = context;
  const grades = await readGrades(parts.db.pool, { districtId, schools: schoolsOf(reach, school) });
  const { students } = addGrades(grades);
  const isHidden = !maySee(context, school) && students < FEWEST_TO_SHOW;
  const through = rates.reduce((last, { throughOn }) => ((throughOn ?? '') > last ? (throughOn ?? '') : last), '');
  return {
    isHidden,
    basis: {
      state: state.figures.isStale ? 'counting' : 'counted',
      asOf: state.figures.asOfOn,
      through: through === '' ? null : through,
      tooFew: isHidden ? { students, needed: FEWEST_TO_SHOW } : null,
    },
  };
}

/** Whether the students behind the figures are open to the person: then a small figure tells nothing new. */
function maySee({ actor, reach }: InsightContext, school: string): boolean {
  const own = reachOf(actor, 'see-student');
  return (schoolsOf(reach, school) ?? ['']).every((one) =>
    one === '' ? own.kind === 'district' : coversSchool(own, one),
  );
}
