/** What is on file of a batch, within the reach of who asks. */
import type pg from 'pg';
import { parseDay } from '../../engine/index.ts';
import {
  batchName,
  countEffectsOfBatch,
  criterionOf,
  nextState,
  NOTICE_STATES,
  parseBatchOrNotice,
  readPackVersions,
} from '../../notices/index.ts';
import type { Context } from '../context.ts';
import { languagesOf } from '../issue/preview.ts';
import { readBatchMail } from './read-batch-mail.ts';
import { problem } from '../problems.ts';
import type { Batch } from './contract.ts';
import { readMaking, type LettersJob } from './making.ts';
import { countTakenBack } from './taken-back.ts';
import { undoOf } from './undo.ts';

type Queries = Pick<pg.Pool, 'query'> | Pick<pg.ClientBase, 'query'>;
type Asking = Pick<Context, 'db' | 'districtId' | 'parts'>;

/** Its row, and how much of it is seen. */
export interface BatchRow {
  readonly batchId: number;
  readonly asOf: string;
  readonly issuedBy: string;
  readonly issuedAt: Date;
  readonly undoUntil: Date | null;
  readonly pausedAt: Date | null;
  readonly openedAt: Date | null;
  readonly openedBy: string | null;
  readonly isAutomatic: boolean;
  /** Notices within reach, and those of them that were withdrawn. */
  readonly notices: number;
  readonly withdrawn: number;
  /** Nothing of it lies outside the reach. */
  readonly isWhole: boolean;
}

/** The number behind `B12`. */
export const batchIdOf = (name: string): number => parseBatchOrNotice(name).id;

/**
 * A batch that has a notice within reach. Input: `client` walled; `parts` count what is outside too.
 * Fails: `not-found`.
 */
export async function readBatchRow(
  client: Queries,
  { districtId, parts }: Pick<Asking, 'districtId' | 'parts'>,
  batchId: number,
): Promise<BatchRow> {
  const found = await (client as pg.Pool).query<Omit<BatchRow, 'isWhole'>>(
    `select b.batch_id as "batchId", b.as_of_on as "asOf", b.issued_by as "issuedBy", b.issued_at as "issuedAt",
            b.undo_until as "undoUntil", b.paused_at as "pausedAt", b.opened_at as "openedAt", b.opened_by as "openedBy", (b.is_silent or b.calculation_id is not null) as "isAutomatic",
            n.notices, n.withdrawn
       from batches b
       cross join lateral (select count(*)::integer as notices, (count(*) filter (where state = 'withdrawn'))::integer as withdrawn
                             from notices n where n.district_id = b.district_id and n.batch_id = b.batch_id) n
      where b.district_id = $1 and b.batch_id = $2`,
    [districtId, batchId],
  );
  const [row] = found.rows;
  if (row === undefined || row.notices === 0) throw problem('not-found');
  const all = await parts.db.pool.query<{ notices: number }>(
    'select count(*)::integer as notices from notices where district_id = $1 and batch_id = $2',
    [districtId, batchId],
  );
  return { ...row, isWhole: all.rows[0]?.notices === row.notices };
}

/** A batch in the words of the API. Fails: `not-found`. */
export async function readBatch(asking: Asking, batchId: number): Promise<Batch> {
  const { db, districtId, parts } = asking;
  const row = await readBatchRow(db.pool, asking, batchId);
  const rows = await readRows(db.pool, districtId, batchId);
  const effects = await countEffectsOfBatch(db.pool, { districtId, batchId });
  const states = await readStates(db.pool, districtId, batchId);
  const job = await readMaking(parts.db.pool, { districtId, batchId });
  return {
    batch: batchName(batchId),
    asOf: row.asOf,
    issuedAt: row.issuedAt.toISOString(),
    issuedBy: row.issuedBy,
    notices: row.notices,
    letters: rows.reduce((sum, one) => sum + one.letters, 0),
    eMail: await readBatchMail(asking, row),
    languages: languagesOf(rows),
    rows: [...rows],
    effects: effects.map((one) => ({ ...one, values: { ...one.values } })),
    isAutomatic: row.isAutomatic,
    states,
    toMark: await countToMark(db.pool, districtId, batchId),
    isWhole: row.isWhole,
    undo: undoOf(row, parts.now()),
    ...madeOf(job, row),
    isStale:
      job?.making.state === 'done' &&
      row.isWhole &&
      job.takenBack !== (await countTakenBack(db.pool, districtId, batchId)),
    opened: row.openedAt === null ? null : { by: row.openedBy ?? '', at: row.openedAt.toISOString() },
  };
}

/** What the job found names notices of all schools. */
function madeOf(job: LettersJob | null, { isWhole }: BatchRow): Pick<Batch, 'making' | 'failed' | 'missing'> {
  if (job === null) return { making: null, failed: [], missing: 0 };
  if (isWhole) return { making: job.making, failed: [...job.failed], missing: job.missing };
  return { making: { ...job.making, files: [] }, failed: [], missing: 0 };
}

interface CountRow {
  readonly pack_id: string;
  readonly criterion: string;
  readonly pack_hash: string;
  readonly trigger_on: string;
  readonly notices: number;
  readonly conferences: number;
  readonly byEmail: number;
  readonly languages: Readonly<Record<string, number>> | null;
}

async function readRows(client: Queries, districtId: number, batchId: number): Promise<Batch['rows']> {
  const found = await (client as pg.Pool).query<CountRow>(ROWS_SQL, [districtId, batchId]);
  const packs = await readPackVersions(client as pg.Pool, {
    districtId,
    hashes: found.rows.map((row) => row.pack_hash),
  });
  return found.rows
    .map((row) => {
      const pack = packs.get(row.pack_hash);
      const rule = pack === undefined ? undefined : criterionOf(pack, row.criterion, parseDay(row.trigger_on) ?? 0);
      const languages = { ...row.languages };
      return {
        order: rule?.order ?? 0,
        row: {
          pack: row.pack_id,
          level: row.criterion,
          title: rule?.title ?? row.criterion,
          notices: row.notices,
          letters: Object.values(languages).reduce((sum, count) => sum + count, 0),
          byEmail: row.byEmail,
          languages,
          conferences: row.conferences,
        },
      };
    })
    .toSorted(
      (one, other) =>
        (one.row.pack < other.row.pack ? -1 : one.row.pack > other.row.pack ? 1 : 0) || one.order - other.order,
    )
    .map(({ row }) => row);
}

const ROWS_SQL = `
  with n as (select notice_id, pack_id, criterion, pack_hash, trigger_on from notices where district_id = $1 and batch_id = $2),
  l as (select n.pack_id, n.criterion, l.language, count(*)::integer as letters
          from n join notice_letters l on l.district_id = $1 and l.notice_id = n.notice_id and l.letter_no < 101
         group by 1, 2, 3),
  g as (select pack_id, criterion, jsonb_object_agg(language, letters) as languages from l group by 1, 2)
  select n.pack_id, n.criterion, max(n.pack_hash) as pack_hash, max(n.trigger_on)::text as trigger_on, count(*)::integer as notices,
         (count(*) filter (where exists (select from conference_slots c
            where c.district_id = $1 and c.notice_id = n.notice_id and c.removed_at is null)))::integer as conferences,
         (select count(*)::integer from n o join notice_letters l on l.district_id = $1 and l.notice_id = o.notice_id and l.letter_no < 101
           where o.pack_id = n.pack_id and o.criterion = n.criterion and l.by_email in ('waiting', 'sent', 'failed')) as "byEmail",
         (select g.languages from g where g.pack_id = n.pack_id and g.criterion = n.criterion) as languages
    from n group by n.pack_id, n.criterion order by n.pack_id, n.criterion`;

async function readStates(client: Queries, districtId: number, batchId: number): Promise<Record<string, number>> {
  const found = await (client as pg.Pool).query<{ state: string; count: number }>(
    'select state, count(*)::integer as count from notices where district_id = $1 and batch_id = $2 group by state order by state',
    [districtId, batchId],
  );
  return Object.fromEntries(found.rows.map((row) => [row.state, row.count]));
}

/** Those of which somebody can say that they went by post. */
async function countToMark(client: Queries, districtId: number, batchId: number): Promise<number> {
  const found = await (client as pg.Pool).query<{ count: number }>(
    `select count(*)::integer as count from notices n
      where n.district_id = $1 and n.batch_id = $2 and n.state = any ($3)
        and not coalesce((select bool_and(l.by_email in ('waiting', 'sent', 'failed')) from notice_letters l
              where l.district_id = n.district_id and l.notice_id = n.notice_id and l.letter_no < 101), false)`,
    [districtId, batchId, NOTICE_STATES.filter((state) => nextState(state, 'send') !== undefined)],
  );
  return found.rows[0]?.count ?? 0;
}
