/** Whether the stored attendance figures still speak for what is on file. */
import type pg from 'pg';

export interface FiguresState {
  /** Of the stored figures, ISO; null: nothing was counted yet. */
  readonly asOfOn: string | null;
  readonly yearStartOn: string | null;
  readonly basis: string | null;
  readonly countedAt: Date | null;
  /** The revision of the facts that hold now. */
  readonly factsRevision: number;
  /** A calculation or an import came after they were counted. */
  readonly isStale: boolean;
}

interface Row {
  readonly as_of_on: string | null;
  readonly year_start_on: string | null;
  readonly basis: string | null;
  readonly counted_at: Date | null;
  readonly calculation_id: number | null;
  readonly facts_revision: number | null;
  readonly last_calculation: number | null;
  readonly facts_now: number;
}

/** Before the first calculation nothing is stale: there is nothing to count for. */
export async function readFiguresState(client: pg.ClientBase | pg.Pool, districtId: number): Promise<FiguresState> {
  const found = await client.query<Row>(
    `select f.as_of_on, f.year_start_on, f.basis, f.counted_at, f.calculation_id, f.facts_revision,
       (select max(c.calculation_id) from calculations c where c.district_id = d.district_id) as last_calculation,
       coalesce((select r.revision from list_revisions r where r.district_id = d.district_id and r.part = 'facts'), 0) as facts_now
     from districts d left join attendance_figures f on f.district_id = d.district_id where d.district_id = $1`,
    [districtId],
  );
  const [row] = found.rows;
  if (row === undefined) throw new Error('a district without a row');
  return {
    asOfOn: row.as_of_on,
    yearStartOn: row.year_start_on,
    basis: row.basis,
    countedAt: row.counted_at,
    factsRevision: row.facts_now,
    isStale:
      row.last_calculation !== null &&
      (row.calculation_id !== row.last_calculation || row.facts_revision !== row.facts_now),
  };
}
