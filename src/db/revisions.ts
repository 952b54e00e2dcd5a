/**
 * Whether what was computed from the database is still true. Who writes a part of the data raises its number in the same
 * transaction; who keeps a computed list keeps the numbers beside it.
 */
import type pg from 'pg';

/**
 * `facts`: what imports and settings say; `decided`: triggers, notices, decisions of people; `slots`: conference slots;
 * `letters`: letters that were made; `casework`: contacts and what else of casework stands in a list. One row each, so that
 * writers of two parts never wait for one another.
 */
export type RevisedPart = 'facts' | 'decided' | 'slots' | 'letters' | 'casework';

/** Raises the number of a part. Input: the transaction of the write, or nothing that fails after it. */
export async function raiseRevision(
  client: pg.ClientBase | pg.Pool,
  districtId: number,
  part: RevisedPart,
): Promise<void> {
  await client.query(
    `insert into list_revisions as r (district_id, part, revision) values ($1, $2, 1)
     on conflict (district_id, part) do update set revision = r.revision + 1`,
    [districtId, part],
  );
}

/** The numbers of all parts as one text: the same text, the same data. */
export async function readRevision(client: pg.ClientBase | pg.Pool, districtId: number): Promise<string> {
  const found = await client.query<{ revision: string | null }>(
    `select string_agg(left(part, 1) || revision, '.' order by part) as revision from list_revisions where district_id = $1`,
    [districtId],
  );
  return found.rows[0]?.revision ?? '0';
}

/** The same with the day it is in the district: what holds until a day changes without any write. One question. */
export async function readRevisionOn(
  client: pg.ClientBase | pg.Pool,
  { districtId, now }: { readonly districtId: number; readonly now: Date },
): Promise<string> {
  const found = await client.query<{ state: string }>({
    name: 'revision-on',
    text: `select to_char($2::timestamptz at time zone d.time_zone, 'YYYYMMDD') || '.' || coalesce((
             select string_agg(left(r.part, 1) || r.revision, '.' order by r.part) from list_revisions r
              where r.district_id = d.district_id), '0') as state
           from districts d where d.district_id = $1`,
    values: [districtId, now],
  });
  return found.rows[0]?.state ?? '0';
}
