/** One calculation: read, judge, reconcile, store; all of it or nothing. */
import type { ClientBase } from 'pg';
import type { Database } from '../db/index.ts';
import { inTransactionOrDry } from './dry-run.ts';
import { lockDistrictFacts } from '../db/district-lock.ts';
import { formatDay, parseDay, type Day } from '../engine/index.ts';
import { Refusal } from '../problem.ts';
import { automaticReleases, type AutomaticRelease } from './automatic-release.ts';
import { readDistrict, type District } from './district.ts';
import { readFigures, type CalculationFigures } from './figures.ts';
import { lastCalculation, type LastCalculation } from './last-calculation.ts';
import { lockDistrict } from './lock.ts';
import { judgeStudents, type StudentToJudge } from './run.ts';
import { forgetTouches, readTouches } from './touched.ts';
import type { ChangeExample } from './tally.ts';

export interface CalculateOptions {
  readonly districtId: number;
  readonly asOf: Day;
  readonly by: string;
  readonly now: Date;
  /** Does everything and undoes it. */
  readonly dryRun?: boolean;
  /** Judges every student, also those who cannot have changed. */
  readonly full?: boolean;
  /** Runs in the transaction after the locks, before anything is read: what must be on file first. */
  readonly prepare?: (client: ClientBase) => Promise<unknown>;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface CalculationReport {
  readonly calculationId: number;
  readonly asOfOn: string;
  readonly isDryRun: boolean;
  readonly figures: CalculationFigures;
  /** A few of each kind of change. */
  readonly examples: readonly ChangeExample[];
  /** What packs release without a person. */
  readonly automatic: readonly AutomaticRelease[];
  readonly warnings: readonly string[];
}

/**
 * Calculates a district as of a day. Any number of times: the second finds nothing to change; two at once queue.
 * Fails: Refusal when nothing was imported or no pack is in use.
 */
export async function calculate(db: Database, options: CalculateOptions): Promise<CalculationReport> {
  return inTransactionOrDry(db, options.dryRun === true, (client) => calculateIn(client, options));
}

/** The same in the caller's transaction, which it takes the locks of. */
export async function calculateIn(client: ClientBase, options: CalculateOptions): Promise<CalculationReport> {
  const { districtId, asOf, by, now } = options;
  await lockDistrict(client, districtId);
  await lockDistrictFacts(client, districtId, 'shared');
  await options.prepare?.(client);
  await client.query(`set local work_mem = '64MB'`);
  const district = await readDistrict(client, districtId);
  const importId = await requireImport(client, districtId);
  requirePacks(district);
  const last = await lastCalculation(client, districtId);
  const isFull = options.full === true || last === null || mustStartAnew(last, district, asOf);
  const touches = await readTouches(client, districtId);
  const { students, total } = await studentsToJudge(client, { districtId, asOf, isFull });
  const calculationId = await openCalculation(client, { ...options, importId, district });
  const scope = { isWholeDistrict: isFull };
  const run = { client, districtId, district, asOf, calculationId, by, now, onProgress: options.onProgress };
  const tally = await judgeStudents(run, students, scope);
  await forgetTouches(client, districtId, touches);
  const mode = isFull ? 'full' : 'changed';
  const before = isFull || last.figures.isOutdated === true ? null : last.figures.byCriterion;
  const figures = await readFigures(client, { districtId, mode, students: total, tally, before });
  if (figures.new >= MANY_ROWS) await client.query('analyze triggers, judged_students');
  await client.query(`update calculations set figures = $3 where district_id = $1 and calculation_id = $2`, [
    districtId,
    calculationId,
    JSON.stringify(figures),
  ]);
  return {
    calculationId,
    asOfOn: formatDay(asOf),
    isDryRun: options.dryRun === true,
    figures,
    examples: tally.examples,
    automatic: automaticReleases(figures, district.packs),
    warnings: warningsOf(figures),
  };
}

/** From here on what the planner knew of the tables is no longer true. */
const MANY_ROWS = 5_000;

async function requireImport(client: ClientBase, districtId: number): Promise<number> {
  const found = await client.query<{ id: number | null }>(
    `select max(import_id) as id from imports where district_id = $1 and state = 'done'`,
    [districtId],
  );
  const id = found.rows[0]?.id ?? null;
  if (id === null)
    throw new Refusal(
      'Nothing was imported yet, so there is nothing to calculate. Bring in a bundle first: ./rollcall import DIR',
      { code: 'calculate.no-import' },
    );
  return id;
}

function requirePacks({ packs }: District): void {
  if (packs.length > 0) return;
  throw new Refusal(
    'No policy pack is in use, so there is nothing to judge by. Choose one first: ./rollcall pack use packs/california-sarb',
    { code: 'calculate.no-pack' },
  );
}

/** Whether what was judged before says nothing about this calculation: other packs, or an earlier day. */
function mustStartAnew(last: LastCalculation, district: District, asOf: Day): boolean {
  return asOf < (parseDay(last.asOfOn) as Day) || !isSameUses(last.uses, district.uses);
}

function isSameUses(before: LastCalculation['uses'], now: District['uses']): boolean {
  const keys = (uses: District['uses']): string =>
    JSON.stringify(uses.map(({ id, hash, school, from, until }) => [id, hash, school, from, until]));
  return keys(before) === keys(now);
}

interface ToJudge {
  readonly districtId: number;
  readonly asOf: Day;
  readonly isFull: boolean;
}

/** In the order of student_no, and how many students there are. */
async function studentsToJudge(
  client: ClientBase,
  { districtId, asOf, isFull }: ToJudge,
): Promise<{ readonly students: readonly StudentToJudge[]; readonly total: number }> {
  const found = await client.query<StudentToJudge>(
    isFull
      ? 'select student_id as id, student_no as no from students where district_id = $1 and $2::date is not null order by student_no'
      : // `not in`, not `not exists`: without statistics yet, the latter becomes a loop over both tables
        `select student_id as id, student_no as no from students
         where district_id = $1 and student_id not in (
           select student_id from judged_students where district_id = $1 and pack_id = '' and quiet_until_on >= $2)
           or district_id = $1 and student_id in (select student_id from touched_students where district_id = $1)
         order by student_no`,
    [districtId, formatDay(asOf)],
  );
  if (isFull) return { students: found.rows, total: found.rows.length };
  const counted = await client.query<{ count: number }>(
    'select count(*)::int as count from students where district_id = $1',
    [districtId],
  );
  return { students: found.rows, total: counted.rows[0]?.count ?? 0 };
}

/** Writes the calculation's row first, so that what it changes can carry its number. Figures follow. */
async function openCalculation(
  client: ClientBase,
  { districtId, asOf, by, now, importId, district }: CalculateOptions & { importId: number; district: District },
): Promise<number> {
  const written = await client.query<{ id: number }>(
    `insert into calculations (district_id, as_of_on, import_id, packs, figures, calculated_by, started_at, finished_at)
     values ($1, $2, $3, $4, '{}', $5, $6, $6) returning calculation_id as id`,
    [districtId, formatDay(asOf), importId, JSON.stringify(district.uses), by, now],
  );
  return (written.rows[0] as { id: number }).id;
}

function warningsOf({ waiting, setAside }: CalculationFigures): string[] {
  const warnings = waiting.map(
    ({ code, count }) =>
      `${count} issued ${count === 1 ? 'event' : 'events'} of ${code} wait: no pack in use has this criterion.`,
  );
  if (setAside > 0)
    warnings.push(
      `${setAside} attendance ${setAside === 1 ? 'row' : 'rows'} of students on file cannot be counted: ./rollcall set-aside lists every row that is set aside`,
    );
  return warnings;
}
