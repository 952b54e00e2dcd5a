/**
 * Brings the stored attendance figures to the last calculation. Only students whose attendance or enrollment changed are read
 * again; everybody's days are added up anew, because each day in session changes every rate.
 */
import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { readDistrict, type District } from '../calculation/district.ts';
import { lastCalculation, type LastCalculation } from '../calculation/index.ts';
import { lockDistrictFacts } from '../db/district-lock.ts';
import { withTransaction, type Database } from '../db/index.ts';
import {
  createAttendanceDays,
  createNextSteps,
  parseDay,
  schoolYearStart,
  type AttendanceDays,
  type Day,
  type StudentFacts,
} from '../engine/index.ts';
import type { CloseStep } from './close.ts';
import { absenceRuleOf, type AbsenceRuleUsed } from '../calculation/absence-rule.ts';
import { countAttendance } from './count-students.ts';
import { readFiguresState, type FiguresState } from './state.ts';
import { writeReportFigures } from './write-report-figures.ts';
import { writeSchools } from './write-figures.ts';

export interface RefreshOptions {
  readonly districtId: number;
  readonly now: Date;
}

/** What the figures are counted for and from. */
export interface FiguresBasis {
  readonly districtId: number;
  readonly calculation: LastCalculation;
  readonly district: District;
  readonly days: AttendanceDays;
  readonly ruleOf: (school: string) => AbsenceRuleUsed;
  readonly closeSteps: (student: StudentFacts) => readonly CloseStep[];
  readonly asOf: Day;
  /** Of the figures before; null: there are none. */
  readonly asOfBefore: Day | null;
  readonly yearStart: Day;
  readonly yearEnd: Day;
  /** By index of school: the last day with records, or the as-of date before it; -1 without any. */
  readonly through: readonly Day[];
  /** Another one: every student is read again. */
  readonly hash: string;
}

const REFRESH_LOCK = 20_110_548;
const YEAR_START = '07-01';

/** Returns whether anything was to be done. Two at once queue, and the second finds nothing to do. */
export async function refreshAttendance(
  db: Pick<Database, 'pool'>,
  { districtId, now }: RefreshOptions,
): Promise<boolean> {
  const before = await readFiguresState(db.pool, districtId);
  if (!before.isStale) return false;
  return withTransaction(db, async (client) => {
    await client.query('select pg_advisory_xact_lock($1::int, $2::int)', [REFRESH_LOCK, districtId]);
    await lockDistrictFacts(client, districtId, 'shared');
    const state = await readFiguresState(client, districtId);
    const calculation = await lastCalculation(client, districtId);
    if (!state.isStale || calculation === null) return false;
    const basis = await readBasis(client, districtId, { calculation, state });
    const count = await countAttendance(client, basis, { isAnew: state.basis !== basis.hash });
    await writeSchools(client, basis, count);
    await writeReportFigures(client, basis);
    await writeState(client, basis, { state, now });
    return true;
  });
}

/** What the figures of a calculation are counted for and from. */
export async function readBasis(
  client: ClientBase,
  districtId: number,
  { calculation, state }: { readonly calculation: LastCalculation; readonly state: FiguresState },
): Promise<FiguresBasis> {
  const district = await readDistrict(client, districtId, calculation.uses);
  const asOf = parseDay(calculation.asOfOn) as Day;
  const start = district.packs[0]?.policy.schoolYearStart ?? YEAR_START;
  const yearStart = schoolYearStart(asOf, start);
  const yearEnd = schoolYearStart(yearStart + 370, start) - 1;
  const rules = new Map<string, AbsenceRuleUsed>();
  const ruleOf = (school: string): AbsenceRuleUsed => {
    const rule = rules.get(school) ?? absenceRuleOf(district.packs, school, asOf);
    rules.set(school, rule);
    return rule;
  };
  const { facts, names } = district;
  const days = createAttendanceDays({
    district: facts,
    names,
    from: yearStart,
    to: yearEnd,
    ruleOf: (school) => {
      const { counts, view } = ruleOf(school);
      return { ...(counts && { counts }), ...(view && { view }) };
    },
  });
  const throughOf = await readThrough(client, districtId);
  const through = days.schools.map((school) => Math.min(asOf, throughOf.get(school) ?? -1));
  const hash = createHash('sha256')
    .update(
      JSON.stringify([
        // Another number where something else is kept of each day.
        2,
        yearStart,
        facts,
        names,
        days.schools.map((school) => ruleOf(school)),
        calculation.uses,
        inEffect(district, asOf),
      ]),
    )
    .digest('hex');
  return {
    districtId,
    calculation,
    district,
    days,
    ruleOf,
    asOf,
    yearStart,
    yearEnd,
    through,
    hash,
    closeSteps: closeStepsOf(district, asOf),
    asOfBefore: parseDay(state.asOfOn ?? '') ?? null,
  };
}

/** Criteria that hold from or until some day, by what holds on this one. */
function inEffect({ packs }: District, asOf: Day): readonly string[] {
  return packs.flatMap(({ id, policy }) =>
    policy.criteria
      .filter(({ effective: { from, until } }) => (from ?? asOf) <= asOf && asOf < (until ?? asOf + 1))
      .map(({ code }) => `${id} ${code}`),
  );
}

function closeStepsOf({ facts, names, packs }: District, asOf: Day): FiguresBasis['closeSteps'] {
  const policies = packs.map(({ policy, uses }) => (uses === undefined ? { policy } : { policy, uses }));
  const nextSteps = createNextSteps({ policies, district: facts, names, asOf });
  return (student) =>
    nextSteps(student).map(({ policyIndex, criterion, have, need }) => ({
      pack: packs[policyIndex]?.id ?? '',
      criterion: criterion.code,
      title: criterion.title,
      have,
      need,
    }));
}

/** The last day with records of each school, as every list says it. */
async function readThrough(client: ClientBase, districtId: number): Promise<ReadonlyMap<string, Day>> {
  const found = await client.query<{ school: string; through: string }>(
    `select s.key as school, max(s.value->>'to') as through
       from imports i, jsonb_each(coalesce(i.figures->'schools', '{}')) s
      where i.district_id = $1 and i.state = 'done' and s.value->>'to' is not null group by s.key`,
    [districtId],
  );
  return new Map(found.rows.map(({ school, through }) => [school, parseDay(through) ?? -1]));
}

async function writeState(
  client: ClientBase,
  { districtId, calculation, asOf, yearStart, hash }: FiguresBasis,
  { state, now }: { readonly state: FiguresState; readonly now: Date },
): Promise<void> {
  await client.query(
    `insert into attendance_figures (district_id, calculation_id, as_of_on, year_start_on, facts_revision, basis, counted_at)
     values ($1, $2, date '1970-01-01' + $3::int, date '1970-01-01' + $4::int, $5, $6, $7)
     on conflict (district_id) do update set calculation_id = excluded.calculation_id, as_of_on = excluded.as_of_on,
       year_start_on = excluded.year_start_on, facts_revision = excluded.facts_revision, basis = excluded.basis,
       counted_at = excluded.counted_at`,
    [districtId, calculation.calculationId, asOf, yearStart, state.factsRevision, hash, now],
  );
}
