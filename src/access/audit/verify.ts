/** Whether the logs are as they were written: every row is held against its seal, every seal against the one before. */
import type pg from 'pg';
import type { Database } from '../../db/index.ts';
import { LOGS, readHashes, type HashedRow, type Log } from './logs.ts';
import { segmentHash, type Segment } from './seal.ts';

/** The first thing that does not fit. */
export interface AuditFault {
  readonly log: Log['name'];
  /** Number of the entry; null when the seals themselves do not fit. */
  readonly id: number | null;
  readonly segmentNo: number;
  readonly what: 'changed' | 'removed' | 'added' | 'seal-changed' | 'seal-removed' | 'students-changed';
}

export interface LogState {
  readonly log: Log['name'];
  readonly segments: number;
  readonly sealed: number;
  /** Written since the last seal. */
  readonly waiting: number;
  /** Of the last segment, in hex; '' before the first. Kept elsewhere, it shows that the end was not cut off. */
  readonly head: string;
  readonly fault: AuditFault | null;
}

/**
 * Verifies both logs of a district.
 * Input: `heads`: hashes that were kept elsewhere; one that is not in the chain is the fault `seal-removed`.
 */
export async function verifyAudit(
  db: Pick<Database, 'pool'>,
  options: { readonly districtId: number; readonly heads?: readonly string[] },
): Promise<readonly LogState[]> {
  const states: LogState[] = [];
  const unseen = new Set(options.heads ?? []);
  for (const log of LOGS) states.push(await verifyLog(db.pool, options.districtId, log, unseen));
  if (unseen.size === 0 || states.some(({ fault }) => fault !== null)) return states;
  return states.map((state, at) =>
    at === 0 ? { ...state, fault: faultOf(state.log, state.segments + 1, null, 'seal-removed') } : state,
  );
}

interface SegmentRow {
  readonly segment_no: number;
  readonly ids: readonly number[];
  readonly hashes: Buffer;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
}

interface Chain {
  segments: number;
  sealed: number;
  last: number;
  head: Buffer;
}

type Queries = Pick<pg.ClientBase, 'query'>;

async function verifyLog(pool: pg.Pool, districtId: number, log: Log, unseen: Set<string>): Promise<LogState> {
  const chain: Chain = { segments: 0, sealed: 0, last: 0, head: Buffer.alloc(0) };
  let fault: AuditFault | null = null;
  for (;;) {
    const row = await segmentAfter(pool, districtId, log, chain.segments);
    if (row === undefined) break;
    fault = await faultOfSegment(pool, { districtId, log, row, chain });
    if (fault !== null) break;
    chain.segments = row.segment_no;
    chain.sealed += row.ids.length;
    chain.last = row.ids.at(-1) ?? chain.last;
    chain.head = row.hash;
    unseen.delete(row.hash.toString('hex'));
  }
  fault ??= await faultOfStudents(pool, districtId, log);
  return {
    log: log.name,
    segments: chain.segments,
    sealed: chain.sealed,
    waiting: await countAfter(pool, districtId, log, chain.last),
    head: chain.head.toString('hex'),
    fault,
  };
}

async function segmentAfter(pool: Queries, districtId: number, log: Log, no: number): Promise<SegmentRow | undefined> {
  const found = await pool.query<SegmentRow>(
    `select segment_no, ids, hashes, previous_hash, hash from audit_segments
      where district_id = $1 and log = $2 and segment_no > $3 order by segment_no limit 1`,
    [districtId, log.name, no],
  );
  return found.rows[0];
}

interface SegmentInput {
  readonly districtId: number;
  readonly log: Log;
  readonly row: SegmentRow;
  readonly chain: Readonly<Chain>;
}

async function faultOfSegment(
  pool: Queries,
  { districtId, log, row, chain }: SegmentInput,
): Promise<AuditFault | null> {
  const fault = (what: AuditFault['what'], id: number | null = null): AuditFault =>
    faultOf(log.name, chain.segments + 1, id, what);
  if (row.segment_no !== chain.segments + 1) return fault('seal-removed');
  const rows = await readHashes(pool, log, { districtId, after: chain.last, through: row.ids.at(-1) ?? chain.last });
  const bad = firstMisfit(row, rows);
  if (bad !== null) return fault(bad.what, bad.id);
  const segment: Segment = {
    log: log.name,
    segmentNo: row.segment_no,
    ids: row.ids,
    hashes: row.hashes,
    previousHash: row.previous_hash,
  };
  const isWhole = segmentHash(segment).equals(row.hash) && row.previous_hash.equals(chain.head);
  return isWhole ? null : fault('seal-changed');
}

interface Misfit {
  readonly id: number;
  readonly what: AuditFault['what'];
}

/** The first row, by number, that is not what was sealed. */
function firstMisfit({ ids, hashes }: SegmentRow, rows: readonly HashedRow[]): Misfit | null {
  const now = new Map(rows.map(({ id, hash }) => [id, hash]));
  const sealed = new Set(ids);
  const misfits: Misfit[] = rows.filter(({ id }) => !sealed.has(id)).map(({ id }) => ({ id, what: 'added' }));
  for (const [at, id] of ids.entries()) {
    const hash = now.get(id);
    if (hash === undefined) misfits.push({ id, what: 'removed' });
    else if (!hash.equals(hashes.subarray(at * 32, at * 32 + 32))) misfits.push({ id, what: 'changed' });
  }
  return misfits.toSorted((one, other) => one.id - other.id)[0] ?? null;
}

/** The table for searching must say of every entry what the entry says. */
async function faultOfStudents(pool: Queries, districtId: number, log: Log): Promise<AuditFault | null> {
  if (log.name !== 'entries') return null;
  const found = await pool.query<{ id: number }>(
    `select coalesce(e.entry_id, s.entry_id) as id
       from (select entry_id, unnest(students) as student_no from audit_entries where district_id = $1) e
       full join (select entry_id, student_no from audit_entry_students where district_id = $1) s
         on s.entry_id = e.entry_id and s.student_no = e.student_no
      where e.entry_id is null or s.entry_id is null order by 1 limit 1`,
    [districtId],
  );
  const [row] = found.rows;
  return row === undefined ? null : faultOf('entries', 0, row.id, 'students-changed');
}

async function countAfter(pool: Queries, districtId: number, log: Log, last: number): Promise<number> {
  const found = await pool.query<{ count: number }>(
    `select count(*)::integer as count from ${log.table} where district_id = $1 and ${log.id} > $2`,
    [districtId, last],
  );
  return found.rows[0]?.count ?? 0;
}

function faultOf(log: Log['name'], segmentNo: number, id: number | null, what: AuditFault['what']): AuditFault {
  return { log, segmentNo, id, what };
}
