/** What a principal asks for once a month: how attendance is, who needs us, what we did, what is open. */
import type pg from 'pg';
import { countCases, readCampaigns, type Campaign } from '../cases/index.ts';
import { readStudentsOfBand, type AttendanceStudent } from './bands.ts';
import { readGoals } from './goals.ts';
import { readGrades, type GradeFigures } from './grades.ts';
import { monthsTogether, readKeptMonths } from './kept-months.ts';
import { readSchoolRates, together, type Rate } from './read-attendance.ts';
import { monthsOf, type MonthRate, type MonthStart } from './school-months.ts';
import { readStepsTaken, type StepsCount } from './steps-taken.ts';
import { countUnverifiedAbsences } from './unverified.ts';

export interface MonthLine extends MonthRate {
  /** The same month a year before; null: not counted. */
  readonly yearBefore: Rate | null;
}

export interface StudentsNamed {
  readonly count: number;
  /** The most absent first, at most {@link MOST_NAMED}. */
  readonly students: readonly AttendanceStudent[];
}

export interface PrincipalReport {
  readonly school: string;
  readonly name: string;
  /** The month that the report is about; its days as far as they are counted. */
  readonly month: MonthStart;
  /** The last day with data, ISO; null: none yet. */
  readonly throughOn: string | null;
  /** The day of the calculation behind the figures, ISO. */
  readonly asOfOn: string | null;
  /** Tenths of a percent. */
  readonly goalTenths: number;
  readonly toDate: Rate;
  /** Of the school year, in order, up to the month of the report. */
  readonly months: readonly MonthLine[];
  readonly grades: readonly GradeFigures[];
  readonly newChronic: StudentsNamed;
  readonly nearChronic: StudentsNamed;
  /** Absences of the last two weeks that nobody has verified. */
  readonly unverified: number;
  readonly daysWithoutRecords: number;
  /** Of the month. */
  readonly steps: readonly StepsCount[];
  readonly cases: { readonly open: number; readonly overdue: number };
  readonly plans: PlansDue;
  readonly campaigns: readonly Campaign[];
}

export interface PlansDue {
  readonly active: number;
  /** Their review is due within two weeks. */
  readonly reviewDue: number;
  readonly reviewOverdue: number;
}

/** Students named in a report. The list behind has them all. */
export const MOST_NAMED = 40;

export interface PrincipalQuestion {
  readonly districtId: number;
  readonly school: string;
  /** First day of a month, ISO; undefined: that of the last day with data. */
  readonly month?: MonthStart | undefined;
  /** Today in the district, ISO. */
  readonly on: string;
}

/** undefined: there is no such school. A walled client counts and names those within reach. */
export async function readPrincipalReport(
  client: pg.ClientBase | pg.Pool,
  { districtId, school, month: asked, on }: PrincipalQuestion,
): Promise<PrincipalReport | undefined> {
  const question = { districtId, schools: [school] };
  const [rates] = await readSchoolRates(client, question);
  if (rates === undefined) return undefined;
  const state = await readYear(client, districtId);
  const month = asked ?? firstOf(rates.throughOn ?? on);
  const last = lastDayOf(month);
  const goalOf = await readGoals(client, districtId);
  const kept = monthsTogether(
    await readKeptMonths(client, { ...question, from: yearEarlier(firstOf(state.yearStartOn ?? month)), to: month }),
  );
  const months = monthsOf(rates).filter((one) => one.month <= month);
  const campaigns = await readCampaigns(client, question);
  return {
    school,
    name: rates.name,
    month,
    throughOn: rates.throughOn,
    asOfOn: state.asOfOn,
    goalTenths: goalOf(school),
    toDate: together([{ ...rates, days: rates.days.filter((day) => day.on <= last) }]).year,
    months: months.map((one) => ({
      ...one,
      yearBefore: kept.find((before) => before.month === yearEarlier(one.month)) ?? null,
    })),
    grades: await readGrades(client, question),
    newChronic: await readNamed(client, { ...question, chronic: 'new-chronic', since: month, until: last }),
    nearChronic: await readNamed(client, { ...question, chronic: 'near-chronic' }),
    unverified: await countUnverifiedAbsences(client, question),
    daysWithoutRecords: rates.daysWithoutRecords.length,
    steps: await readStepsTaken(client, { ...question, from: month, to: last }),
    cases: {
      open: await countCases(client, { districtId, on, filter: { schools: [school], state: 'open' } }),
      overdue: await countCases(client, {
        districtId,
        on,
        filter: { schools: [school], state: 'open', isOverdue: true },
      }),
    },
    plans: await readPlansDue(client, { ...question, on }),
    campaigns: campaigns.filter(({ startOn, endOn }) => (startOn ?? '9') <= last && (endOn ?? '') >= month),
  };
}

async function readNamed(
  client: pg.ClientBase | pg.Pool,
  question: Pick<Parameters<typeof readStudentsOfBand>[1], 'districtId' | 'schools' | 'chronic' | 'since' | 'until'>,
): Promise<StudentsNamed> {
  const { students, total } = await readStudentsOfBand(client, {
    ...question,
    band: undefined,
    isClose: false,
    offset: 0,
    limit: MOST_NAMED,
  });
  return { count: total, students };
}

/** Of all schools, or of some: plans that run, and reviews of Tier II and III that are due. Input: `on` today, ISO. */
async function readPlansDue(
  client: pg.ClientBase | pg.Pool,
  {
    districtId,
    schools,
    on,
  }: { readonly districtId: number; readonly schools: readonly string[] | undefined; readonly on: string },
): Promise<PlansDue> {
  const found = await client.query<PlansDue>(
    `select (select count(*)::int from plans p where p.district_id = $1 and p.state = 'active'
         and ($2::text[] is null or p.school_id = any ($2))) as active,
       count(*) filter (where t.review_on between $3::date and $3::date + 14)::int as "reviewDue",
       count(*) filter (where t.review_on < $3::date)::int as "reviewOverdue"
     from tier_students t
     where t.district_id = $1 and t.stage = 'running' and ($2::text[] is null or t.school_id = any ($2))`,
    [districtId, schools ?? null, on],
  );
  return found.rows[0] ?? { active: 0, reviewDue: 0, reviewOverdue: 0 };
}

/** Of the figures. */
export async function readYear(
  client: pg.ClientBase | pg.Pool,
  districtId: number,
): Promise<{ readonly asOfOn: string | null; readonly yearStartOn: string | null }> {
  const found = await client.query<{ asOfOn: string; yearStartOn: string }>(
    'select as_of_on as "asOfOn", year_start_on as "yearStartOn" from attendance_figures where district_id = $1',
    [districtId],
  );
  return found.rows[0] ?? { asOfOn: null, yearStartOn: null };
}

function firstOf(on: string): MonthStart {
  return `${on.slice(0, 7)}-01`;
}

/** Last day of a month that is given by its first, ISO. */
export function lastDayOf(month: MonthStart): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][number - 1] ?? 31;
  return `${month.slice(0, 8)}${days}`;
}

export function yearEarlier(month: MonthStart): MonthStart {
  return `${String(Number(month.slice(0, 4)) - 1)}${month.slice(4)}`;
}
