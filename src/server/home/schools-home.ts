/** Home of those who work for schools: a clerk, an administrator, a team; and of the district office. */
import type { PoolClient } from 'pg';
import { coversSchool, reachOf, type Actor } from '../../access/index.ts';
import {
  addDaysSince,
  countUnverifiedAbsences,
  readBands,
  readCloseCount,
  readSchoolRates,
  readWaiting,
  isBelow,
  percentOf,
  together,
  type DueFigures,
  type SchoolRates,
} from '../../insight/index.ts';
import { countToPrint } from '../../notices/index.ts';
import { readTimeZone, todayInDistrict } from '../../db/zone.ts';
import { readProposals, type Rhythm } from '../../jobs/index.ts';
import { listUses } from '../../packs/index.ts';
import { withTransaction } from '../../db/index.ts';
import type { AppLanguage } from '../app-words.ts';
import type { Context } from '../context.ts';
import { schoolsOf } from '../context.ts';
import { letterDay } from '../issue/letter-day.ts';
import { attendanceOf } from './attendance.ts';
import { Home, type SchoolLine } from './contract.ts';
import { lastTime, readLastIssue } from './cycle.ts';
import { countMissingAddresses, readSchoolGaps, readSetAsideCount } from './data-state.ts';
import { readGoals } from '../../insight/index.ts';
import { keptAnswer, keptWhileTrue, type DataState } from './kept.ts';
import { readFailedJobs } from './runs.ts';
import type { Written } from '../written.ts';
import { dueLines, waitingOf } from './waiting.ts';

export type HomeContext = Pick<Context, 'parts' | 'db' | 'districtId' | 'reach'> & { readonly actor: Actor };

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
    compute(context, schools),
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

function homeOf(kept: Awaited<ReturnType<typeof compute>>, { moving, state, schools, language }: Asked): Home {
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

/** When the packs in use at these schools propose to calculate. */
async function readRhythms(
  client: PoolClient,
  { districtId, schools }: { readonly districtId: number; readonly schools: readonly string[] | undefined },
): Promise<readonly Rhythm[]> {
  const uses = await listUses(client, districtId);
  const isHere = ({ school }: { readonly school: string }): boolean =>
    school === '' || schools === undefined || schools.includes(school);
  const packs = new Set(uses.filter(isHere).map(({ packId }) => packId));
  return (await readProposals(client, districtId)).filter(({ pack }) => packs.has(pack));
}

/** Whether the students behind the figures of all these schools are open to the person. */
function maySee(actor: Actor, schools: readonly { readonly school: string }[]): boolean {
  const reach = reachOf(actor, 'see-student');
  return schools.every(({ school }) => coversSchool(reach, school));
}

/** Everything that changes with the revision of the data only. */
async function compute(context: HomeContext, schools: readonly string[] | undefined) {
  const { db, districtId, parts } = context;
  const figures = await withTransaction(db, async (client) => {
    await client.query('set transaction isolation level repeatable read, read only');
    const asOf = await letterDay(client, { districtId, now: parts.now() });
    const question = { districtId, asOf, schools };
    const waiting = await readWaiting(client, question);
    const today = await todayInDistrict(client, { districtId, now: parts.now() });
    const rates = await addDaysSince(client, { ...question, today }, await readSchoolRates(client, question));
    const bands = await readBands(client, question);
    const close = await readCloseCount(client, question);
    const lastIssue = await readLastIssue(client, question);
    const setAside = await readSetAsideCount(client, question);
    const toPrint = await countToPrint(client, question);
    const unverified = await countUnverifiedAbsences(client, question);
    const rhythms = await readRhythms(client, question);
    const zone = await readTimeZone(client, districtId);
    return { asOf, waiting, rates, bands, close, lastIssue, setAside, toPrint, unverified, rhythms, zone };
  });
  const missingAddresses = schools === undefined ? null : await countMissingAddresses(context, schools);
  const at = figures.rates.map(({ school, name }) => ({ school, name }));
  return {
    ...figures,
    missingAddresses,
    goalOf: await readGoals(parts.db.pool, districtId),
    gaps: await readSchoolGaps(parts.db.pool, { districtId, schools: at }),
  };
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
