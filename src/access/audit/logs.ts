/** The two logs that are sealed, and the hash of each of their rows. */
import type pg from 'pg';

export interface Log {
  readonly name: 'entries' | 'disclosures';
  readonly table: string;
  /** The column of its running number. */
  readonly id: string;
  /** Everything that a row says, in this order, in a form that no server renders otherwise. */
  readonly columns: readonly string[];
}

const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const ENTRIES: Log = {
  name: 'entries',
  table: 'audit_entries',
  id: 'entry_id',
  columns: [instant('at'), 'person_id', 'person', 'come_from', 'action', 'outcome', 'students', 'detail::text'],
};

const DISCLOSURES: Log = {
  name: 'disclosures',
  table: 'disclosures',
  id: 'disclosure_id',
  columns: [
    instant('at'),
    'person_id',
    'person',
    'come_from',
    'student_no',
    'kind',
    `to_char(on_date, 'YYYY-MM-DD')`,
    'party',
    'interest',
    'given',
    'corrects_id',
  ],
};

export const LOGS: readonly Log[] = [ENTRIES, DISCLOSURES];

export interface HashedRow {
  readonly id: number;
  readonly hash: Buffer;
}

/** The rows after one number up to another, in order, with the hash of what they say now. Ends: `through` included. */
export async function readHashes(
  client: Pick<pg.ClientBase, 'query'>,
  log: Log,
  range: { readonly districtId: number; readonly after: number; readonly through: number; readonly limit?: number },
): Promise<readonly HashedRow[]> {
  const found = await client.query<HashedRow>(
    `select ${log.id} as id,
        sha256(convert_to(jsonb_build_array(district_id, ${log.id}, ${log.columns.join(', ')})::text, 'UTF8')) as hash
       from ${log.table} where district_id = $1 and ${log.id} > $2 and ${log.id} <= $3
      order by ${log.id} limit $4`,
    [range.districtId, range.after, range.through, range.limit ?? null],
  );
  return found.rows;
}
