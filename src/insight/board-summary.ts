/** The district at a look, for its board: schools, grades, months and steps, without a student. */
import type pg from 'pg';
import { readCampaigns, type Campaign } from '../cases/index.ts';
import { readGoals } from './goals.ts';
import { addGrades, gradesTogether, readGrades, type GradeFigures } from './grades.ts';
import { monthsTogether, readKeptMonths } from './kept-months.ts';
import { lastDayOf, readYear, yearEarlier, type MonthLine } from './principal-report.ts';
import { isBelow, readSchoolRates, together, type Rate, type SchoolRates } from './read-attendance.ts';
import { monthsOf, type MonthStart } from './school-months.ts';
import { readStepsTaken, type StepsCount } from './steps-taken.ts';

export interface BoardSchool {
  readonly school: string;
  readonly name: string;
  readonly goalTenths: number;
  readonly toDate: Rate;
  readonly isBelow: boolean;
  readonly month: Rate | null;
  readonly students: GradeFigures;
}

export interface BoardSummary {
  readonly month: MonthStart;
  readonly throughOn: string | null;
  readonly asOfOn: string | null;
  /** Tenths of a percent; null where schools have different ones. */
  readonly goalTenths: number | null;
  readonly toDate: Rate;
  readonly months: readonly MonthLine[];
  /** By name. */
  readonly schools: readonly BoardSchool[];
  readonly grades: readonly GradeFigures[];
  /** Of the school year up to the end of the month. */
  readonly steps: readonly StepsCount[];
  /** Judged in the school year. */
  readonly campaigns: readonly Campaign[];
}

/** Input: a client that sees every student: figures hold none of them. `month` undefined: that of the last day with data. `rates` of every school, where they are known. */
export async function readBoardSummary(
  client: pg.ClientBase | pg.Pool,
  {
    districtId,
    month: asked,
    on,
    rates: known,
  }: {
    readonly districtId: number;
    readonly month?: MonthStart | undefined;
    readonly on: string;
    readonly rates?: readonly SchoolRates[];
  },
): Promise<BoardSummary> {
  const question = { districtId, schools: undefined };
  const rates = known ?? (await readSchoolRates(client, question));
  const state = await readYear(client, districtId);
  const through = rates.reduce((last, { throughOn }) => ((throughOn ?? '') > last ? (throughOn ?? '') : last), '');
  const month = asked ?? `${(through === '' ? on : through).slice(0, 7)}-01`;
  const last = lastDayOf(month);
  const yearStart = state.yearStartOn ?? month;
  const goalOf = await readGoals(client, districtId);
  const kept = monthsTogether(
    await readKeptMonths(client, { ...question, from: yearEarlier(`${yearStart.slice(0, 7)}-01`), to: month }),
  );
  const grades = await readGrades(client, question);
  const until = rates.map((one) => ({ ...one, days: one.days.filter((day) => day.on <= last) }));
  const goals = [...new Set(rates.map(({ school }) => goalOf(school)))];
  const campaigns = await readCampaigns(client, question);
  return {
    month,
    throughOn: through === '' ? null : through,
    asOfOn: state.asOfOn,
    goalTenths: goals.length === 1 ? (goals[0] ?? null) : null,
    toDate: together(until).year,
    months: kept
      .filter((one) => one.month >= `${yearStart.slice(0, 7)}-01`)
      .map((one) => ({ ...one, yearBefore: kept.find((before) => before.month === yearEarlier(one.month)) ?? null })),
    schools: until.map((one) => {
      const toDate = together([one]).year;
      return {
        school: one.school,
        name: one.name,
        goalTenths: goalOf(one.school),
        toDate,
        isBelow: toDate.enrolledDays > 0 && isBelow(toDate, goalOf(one.school)),
        month: monthsOf(one).find((rate) => rate.month === month) ?? null,
        students: addGrades(grades.filter(({ school }) => school === one.school)),
      };
    }),
    grades: gradesTogether(grades),
    steps: await readStepsTaken(client, { ...question, from: yearStart, to: last }),
    campaigns: campaigns.filter(({ state: at, startOn }) => at !== 'not-now' && (startOn ?? '') >= yearStart),
  };
}
