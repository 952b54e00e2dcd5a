/** Drafts: each person's own, in a table that the role of the app cannot read. */
import type { Context, Handlers } from '../context.ts';
import { problem } from '../problems.ts';
import { MOST_DRAFTS, type Draft, type draftsContract } from './contract.ts';

const KEPT_DAYS = 30;

export const draftsHandlers: Handlers<typeof draftsContract> = {
  readDrafts: async (context) => {
    const found = await context.parts.db.pool.query<DraftRow>(
      `select draft_key, value, saved_at from drafts
        where district_id = $1 and person_id = $2 and starts_with(draft_key, $3) and saved_at > ${OLDEST}
        order by saved_at desc, draft_key`,
      [...ownerOf(context), context.query.prefix, context.parts.now()],
    );
    return { items: found.rows.map(draftOf) };
  },
  readDraft: async (context) => {
    const { key } = context.params;
    const found = await context.parts.db.pool.query<DraftRow>(
      `select draft_key, value, saved_at from drafts
        where district_id = $1 and person_id = $2 and draft_key = $3 and saved_at > ${OLDEST}`,
      [...ownerOf(context), key, context.parts.now()],
    );
    const [row] = found.rows;
    return row === undefined ? { key, value: null, savedAt: null } : draftOf(row);
  },
  saveDraft: async (context) => {
    const { params, body, parts } = context;
    const { pool } = parts.db;
    const [district, person] = ownerOf(context);
    const now = parts.now();
    const saved = await pool.query<DraftRow>(
      `insert into drafts (district_id, person_id, draft_key, value, saved_at) values ($1, $2, $3, $4, $5)
       on conflict (district_id, person_id, draft_key) do update set value = excluded.value, saved_at = excluded.saved_at
       returning draft_key, value, saved_at`,
      [district, person, params.key, JSON.stringify(body.value), now],
    );
    await pool.query(`delete from drafts where district_id = $1 and saved_at <= ${OLDEST.replace('$4', '$2')}`, [
      district,
      now,
    ]);
    await pool.query(
      `delete from drafts d where d.district_id = $1 and d.person_id = $2 and d.draft_key in (
         select o.draft_key from drafts o where o.district_id = $1 and o.person_id = $2 order by o.saved_at desc offset $3)`,
      [district, person, MOST_DRAFTS],
    );
    return draftOf(saved.rows[0] as DraftRow);
  },
  removeDraft: async (context) => {
    const removed = await context.parts.db.pool.query(
      'delete from drafts where district_id = $1 and person_id = $2 and draft_key = $3',
      [...ownerOf(context), context.params.key],
    );
    return { removed: removed.rowCount === 1 };
  },
};

const OLDEST = `$4::timestamptz - make_interval(days => ${KEPT_DAYS})`;

interface DraftRow {
  readonly draft_key: string;
  readonly value: Draft['value'];
  readonly saved_at: Date;
}

function ownerOf({ districtId, actor }: Pick<Context, 'districtId' | 'actor'>): readonly [number, string] {
  if (actor === null) throw problem('sign-in-first');
  return [districtId, actor.personId];
}

function draftOf(row: DraftRow): Draft {
  return { key: row.draft_key, value: row.value, savedAt: row.saved_at.toISOString() };
}
