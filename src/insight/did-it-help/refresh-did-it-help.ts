/** Counts the comparisons of a district anew where a calculation or an import came after them. */
import { setImmediate } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { lastCalculation } from '../../calculation/index.ts';
import { lockDistrictFacts } from '../../db/district-lock.ts';
import { withTransaction, type Database } from '../../db/index.ts';
import { formatDay } from '../../engine/index.ts';
import { readBasis, type FiguresBasis, type RefreshOptions } from '../refresh.ts';
import { readFiguresState } from '../state.ts';
import { compareSchool } from './compare-school.ts';
import type { ComparisonFigures } from './figures.ts';
import { readSchoolYears } from './read-school-years.ts';
import { readHelpState } from './state.ts';

const REFRESH_LOCK = 20_110_105;

/** Input: attendance figures that are not stale; from stale ones nothing is counted. Returns whether anything was to be done. */
export async function refreshDidItHelp(
  db: Pick<Database, 'pool'>,
  { districtId, now }: RefreshOptions,
): Promise<boolean> {
  if (!(await readHelpState(db.pool, districtId)).isStale) return false;
  return withTransaction(db, async (client) => {
    await client.query('select pg_advisory_xact_lock($1::int, $2::int)', [REFRESH_LOCK, districtId]);
    await lockDistrictFacts(client, districtId, 'shared');
    const [state, attendance] = [await readHelpState(client, districtId), await readFiguresState(client, districtId)];
    const calculation = await lastCalculation(client, districtId);
    if (!state.isStale || attendance.isStale || calculation === null) return false;
    const basis = await readBasis(client, districtId, { calculation, state: attendance });
    await write(client, basis, await compare(client, basis));
    await client.query(WRITE_STATE, [
      districtId,
      calculation.calculationId,
      attendance.factsRevision,
      formatDay(basis.asOf),
      formatDay(basis.yearStart),
      now,
    ]);
    return true;
  });
}

interface Row {
  readonly school: string;
  readonly response: string;
  readonly figures: ComparisonFigures;
}

async function compare(client: ClientBase, basis: FiguresBasis): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const year of await readSchoolYears(client, basis)) {
    for (const [response, figures] of compareSchool(year)) rows.push({ school: year.school, response, figures });
    await setImmediate();
  }
  return rows;
}

async function write(client: ClientBase, { districtId }: FiguresBasis, rows: readonly Row[]): Promise<void> {
  await client.query('delete from response_comparisons where district_id = $1', [districtId]);
  await client.query(
    `insert into response_comparisons (district_id, school_id, response, figures)
     select $1, * from unnest($2::text[], $3::text[], $4::jsonb[])`,
    [
      districtId,
      rows.map(({ school }) => school),
      rows.map(({ response }) => response),
      rows.map(({ figures }) => JSON.stringify(figures)),
    ],
  );
}

const WRITE_STATE = `
  insert into response_comparison_state (district_id, calculation_id, facts_revision, as_of_on, year_start_on, counted_at)
  values ($1, $2, $3, $4, $5, $6)
  on conflict (district_id) do update set calculation_id = excluded.calculation_id, facts_revision = excluded.facts_revision,
    as_of_on = excluded.as_of_on, year_start_on = excluded.year_start_on, counted_at = excluded.counted_at`;
