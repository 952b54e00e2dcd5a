/** Whether the stored comparisons still speak for what is on file. */
import type pg from 'pg';

export interface HelpState {
  /** Of the stored comparisons, ISO; null: nothing was counted yet. */
  readonly asOfOn: string | null;
  readonly yearStartOn: string | null;
  /** A calculation or an import came after they were counted. Before the first calculation nothing is stale. */
  readonly isStale: boolean;
  /** Another text: other comparisons. */
  readonly revision: string;
}

export async function readHelpState(client: pg.ClientBase | pg.Pool, districtId: number): Promise<HelpState> {
  const found = await client.query<HelpState>(
    `select h.as_of_on as "asOfOn", h.year_start_on as "yearStartOn",
       c.last is not null and (h.calculation_id is distinct from c.last or h.facts_revision is distinct from c.facts) as "isStale",
       concat_ws(' ', h.calculation_id, h.facts_revision, h.counted_at) as revision
     from (select max(x.calculation_id) as last, coalesce((select r.revision from list_revisions r
             where r.district_id = $1 and r.part = 'facts'), 0) as facts from calculations x where x.district_id = $1) c
     left join response_comparison_state h on h.district_id = $1`,
    [districtId],
  );
  return found.rows[0] ?? { asOfOn: null, yearStartOn: null, isStale: false, revision: '' };
}
