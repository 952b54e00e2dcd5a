/** Home of those who work for schools: a clerk, an administrator, a team; and of the district office. */
import { coversSchool, reachOf, type Actor } from '../../access/index.ts';
import { isBelow, percentOf, together, type DueFigures, type SchoolRates } from '../../insight/index.ts';
import type { AppLanguage } from '../app-words.ts';
import { schoolsOf } from '../context.ts';
import type { Written } from '../written.ts';
import { attendanceOf } from './attendance.ts';
import { computeHome, type HomeContext } from './compute-home.ts';
import { Home, type SchoolLine } from './contract.ts';
import { lastTime } from './cycle.ts';
import type { DataState } from '../data-state.ts';
import { keptAnswer, keptWhileTrue } from '../kept.ts';
import { readFailedJobs } from './runs.ts';
import { dueLines, waitingOf } from './waiting.ts';

export interface HomeQuestion {
  readonly state: DataState;
  /** '' is all that the reach covers. */
  readonly school: string;
}

/** Input: after the first calculation. It is written once for each state of the data, and for what stands on Home beside the data. */
export async function readSchoolsHome(context: HomeContext, question: HomeQuestion): Promise<Written> {
  const { parts, districtId, reach, actor } = context;
  const { state, school } = question;
  const schools = schoolsOf(reach, school);
  const kept = await keptWhileTrue({ parts, state, reach, of: ['home', schools ?? null] }, () =>
    computeHome(context, { state, schools }),
  );
  // Rhythms are of minutes: what was due by one is due until the next.
  const minute = Math.floor(parts.now().getTime() / 60_000);
  const last = await keptWhileTrue(
    { parts, state: { revision: `${state.revision} ${minute}` }, reach, of: ['last time', schools ?? null] },
    () => Promise.resolve(lastTime(kept.rhythms, kept.zone, parts.now())),
  );
  const moving: Moving = {
    isDue: last !== null && (kept.lastIssue === null || kept.lastIssue < last),
    failedJobs: schools === undefined ? await readFailedJobs(parts.db.pool, districtId) : null,
    maySeeStudents: maySee(actor, kept.rates),
    runs: state.runs,
    isImportNewer: state.calculation?.isImportNewer ?? false,
    figures: state.figures,
  };
  const revision = `${state.revision} ${JSON.stringify(moving)}`;
  return keptAnswer(
    { parts, state: { revision }, reach, of: ['home', schools ?? null] },
    { shape: Home, language: actor.language },
    () => Promise.resolve(homeOf(kept, { moving, state, schools, language: actor.language })),
  );
}

/** What changes without the data. */
interface Moving {
  /** A time that a pack proposes has passed since notices were issued. */
  readonly isDue: boolean;
  readonly failedJobs: number | null;
  readonly maySeeStudents: boolean;
  readonly runs: DataState['runs'];
  readonly isImportNewer: boolean;
  readonly figures: DataState['figures'];
}

interface Asked {
  readonly moving: Moving;
  readonly state: DataState;
  readonly schools: readonly string[] | undefined;
  readonly language: AppLanguage;
}

function homeOf(kept: Awaited<ReturnType<typeof computeHome>>, { moving, state, schools, language }: Asked): Home {
  const { waiting, rates, bands, close, goalOf } = kept;
  const isDistrict = schools === undefined;
  const due = dueLines(waiting.due);
  return {
    kind: isDistrict ? 'district' : 'schools',
    today: state.today,
    asOf: kept.asOf,
    beginning: null,
    cycle: { isDue: due.length > 0 && moving.isDue, lastIssuedAt: kept.lastIssue?.toISOString() ?? null },
    due,
    ...waitingOf(waiting),
    data: {
      through: latest(rates),
      isCalculationStale: moving.isImportNewer,
      daysWithoutRecords: sum(rates.map(({ daysWithoutRecords }) => daysWithoutRecords.length)),
      unverified: kept.unverified,
      missingAddresses: kept.missingAddresses,
      setAside: kept.setAside,
      lettersToPrint: kept.toPrint.letters,
      ...kept.gaps,
    },
    attendance: attendanceOf({
      state,
      schools: rates,
      bands,
      close,
      goalOf,
      maySeeStudents: moving.maySeeStudents,
      language,
    }),
    runs: moving.runs,
    schools: isDistrict ? schoolLines(rates, waiting.due, goalOf) : [],
    failedJobs: moving.failedJobs,
    students: [],
    at: rates.map(({ school, name }) => ({ school, name })),
  };
}

/** Whether the students behind the figures of all these schools are open to the person. */
function maySee(actor: Actor, schools: readonly { readonly school: string }[]): boolean {
  const reach = reachOf(actor, 'see-student');
  return schools.every(({ school }) => coversSchool(reach, school));
}

function latest(rates: readonly SchoolRates[]): string | null {
  return rates.reduce<string | null>(
    (last, { throughOn }) => ((throughOn ?? '') > (last ?? '') ? throughOn : last),
    null,
  );
}

/** Those with something overdue first, then by name. */
function schoolLines(
  rates: readonly SchoolRates[],
  due: readonly DueFigures[],
  goalOf: (school: string) => number,
): SchoolLine[] {
  return rates
    .map((rate) => {
      const own = due.filter(({ school }) => school === rate.school);
      const { year } = together([rate]);
      const goal = goalOf(rate.school);
      return {
        school: rate.school,
        name: rate.name,
        due: sum(own.map((line) => line.due)),
        overdue: sum(own.map(({ overdue }) => overdue)),
        oldestOn: own.map(({ oldestOn }) => oldestOn).sort()[0] ?? null,
        levels: own.map(({ pack, criterion, due: count }) => ({ pack, level: criterion, due: count })),
        through: rate.throughOn,
        daysWithoutRecords: rate.daysWithoutRecords.length,
        year: percentOf(year),
        goal: goal / 10,
        isBelow: year.enrolledDays > 0 && isBelow(year, goal),
      };
    })
    .toSorted((one, other) => other.overdue - one.overdue || (one.name < other.name ? -1 : 1));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
