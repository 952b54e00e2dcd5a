/** Previews as they were shown, kept for a day: the confirmation issues what stands here, and only as it was seen. */
import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/index.ts';
import { withTransaction } from '../../db/index.ts';
import { problem } from '../problems.ts';

export interface SeenLine {
  readonly triggerId: string;
  readonly student: string;
  readonly seenHash: string;
  readonly sentence: string;
}

export interface SeenPreview {
  readonly school: string;
  readonly asOf: string;
  readonly lines: readonly SeenLine[];
}

interface Whose {
  readonly districtId: number;
  readonly personId: string;
}

const KEPT_HOURS = 24;

/** Keeps what is shown. Returns its revision. */
export async function keepPreview(
  db: Pick<Database, 'pool'>,
  { districtId, personId, now }: Whose & { readonly now: Date },
  { school, asOf, lines }: SeenPreview,
): Promise<string> {
  const revision = randomUUID();
  await withTransaction(db, async (client) => {
    await client.query(
      `delete from issue_previews where district_id = $1 and made_at < $2::timestamptz - make_interval(hours => $3)`,
      [districtId, now, KEPT_HOURS],
    );
    await client.query(
      `insert into issue_previews (district_id, preview_id, person_id, school_id, as_of_on, made_at) values ($1, $2, $3, $4, $5, $6)`,
      [districtId, revision, personId, school, asOf, now],
    );
    await client.query(
      `insert into issue_preview_lines (district_id, preview_id, trigger_id, student_id, seen_hash, sentence)
       select $1, $2, l.* from unnest($3::text[], $4::text[], $5::text[], $6::text[]) as l`,
      [
        districtId,
        revision,
        lines.map((line) => line.triggerId),
        lines.map((line) => line.student),
        lines.map((line) => line.seenHash),
        lines.map((line) => line.sentence),
      ],
    );
  });
  return revision;
}

/** What this person was shown. Fails: `changed` when it is too old to be known any more, or was another person's. */
export async function readPreview(
  db: Pick<Database, 'pool'>,
  { districtId, personId }: Whose,
  revision: string,
): Promise<SeenPreview> {
  const head = await db.pool.query<{ school_id: string; as_of_on: string }>(
    `select school_id, as_of_on from issue_previews where district_id = $1 and preview_id = $2 and person_id = $3`,
    [districtId, revision, personId],
  );
  const [found] = head.rows;
  if (found === undefined) throw problem('changed', { facts: { expired: true } });
  const lines = await db.pool.query<SeenLine>(
    `select trigger_id as "triggerId", student_id as student, seen_hash as "seenHash", sentence
       from issue_preview_lines where district_id = $1 and preview_id = $2 order by trigger_id`,
    [districtId, revision],
  );
  return { school: found.school_id, asOf: found.as_of_on, lines: lines.rows };
}
