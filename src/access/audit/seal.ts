/** Seals what was written since the last seal. Nobody who writes or reads waits for it. */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { withTransaction, type Database } from '../../db/index.ts';
import { AUDIT_LOCK } from './audit-lock.ts';
import { LOGS, readHashes, type Log } from './logs.ts';

/** Entries of one segment at most. */
const LARGEST_SEGMENT = 5_000;
/** One sealer of a district at a time. */
const SEALER_LOCK = 7_265_012;

export interface SealFigures {
  readonly segments: number;
  readonly entries: number;
}

/** Seals both logs of every district up to the last entry that is whole. Safe to run anywhere at any time. */
export async function sealSegments(db: Pick<Database, 'pool'>, now: Date): Promise<SealFigures> {
  const districts = await db.pool.query<{ id: number }>('select district_id as id from districts order by 1');
  const figures = { segments: 0, entries: 0 };
  for (const { id } of districts.rows) {
    for (const log of LOGS) {
      const through = await lastWhole(db, id, log);
      for (;;) {
        const sealed = await withTransaction(db, (client) => sealNext(client, { districtId: id, log, through, now }));
        if (sealed === 0) break;
        figures.segments += 1;
        figures.entries += sealed;
      }
    }
  }
  return figures;
}

export interface Segment {
  readonly log: Log['name'];
  readonly segmentNo: number;
  readonly ids: readonly number[];
  /** 32 bytes each. */
  readonly hashes: Buffer;
  readonly previousHash: Buffer;
}

/** The hash over a segment and, by `previousHash`, all before it. */
export function segmentHash({ log, segmentNo, ids, hashes, previousHash }: Segment): Buffer {
  return createHash('sha256')
    .update(previousHash)
    .update(JSON.stringify([log, segmentNo, ids]))
    .update(hashes)
    .digest();
}

const TRIES = 20;
const BETWEEN_TRIES_MS = 25;

/** The last number below which nothing is still being written; 0 when writers never paused. The next sealing finds more. */
async function lastWhole(db: Pick<Database, 'pool'>, districtId: number, log: Log): Promise<number> {
  for (let tried = 1; tried <= TRIES; tried += 1) {
    const last = await withTransaction(db, async (client) => {
      const lock = await client.query<{ free: boolean }>('select pg_try_advisory_xact_lock($1::int, $2::int) as free', [
        AUDIT_LOCK,
        districtId,
      ]);
      if (lock.rows[0]?.free !== true) return undefined;
      const found = await client.query<{ last: number }>(
        `select coalesce(max(${log.id}), 0) as last from ${log.table} where district_id = $1`,
        [districtId],
      );
      return found.rows[0]?.last ?? 0;
    });
    if (last !== undefined) return last;
    await pause(BETWEEN_TRIES_MS);
  }
  return 0;
}

interface Work {
  readonly districtId: number;
  readonly log: Log;
  readonly through: number;
  readonly now: Date;
}

interface LastSegment {
  readonly segment_no: number;
  readonly hash: Buffer;
  readonly last: number;
}

/** Returns how many entries were sealed; 0 when none is left, or another sealer is at it. */
async function sealNext(client: pg.ClientBase, { districtId, log, through, now }: Work): Promise<number> {
  const lock = await client.query<{ free: boolean }>('select pg_try_advisory_xact_lock($1::int, $2::int) as free', [
    SEALER_LOCK,
    districtId,
  ]);
  if (lock.rows[0]?.free !== true) return 0;
  const found = await client.query<LastSegment>(
    `select segment_no, hash, ids[cardinality(ids)] as last from audit_segments
      where district_id = $1 and log = $2 order by segment_no desc limit 1`,
    [districtId, log.name],
  );
  const last = found.rows[0] ?? { segment_no: 0, hash: Buffer.alloc(0), last: 0 };
  const rows = await readHashes(client, log, { districtId, after: last.last, through, limit: LARGEST_SEGMENT });
  if (rows.length === 0) return 0;
  const segment = {
    log: log.name,
    segmentNo: last.segment_no + 1,
    ids: rows.map(({ id }) => id),
    hashes: Buffer.concat(rows.map(({ hash }) => hash)),
    previousHash: last.hash,
  };
  await client.query(
    `insert into audit_segments (district_id, log, segment_no, ids, hashes, previous_hash, hash, sealed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      districtId,
      segment.log,
      segment.segmentNo,
      segment.ids,
      segment.hashes,
      segment.previousHash,
      segmentHash(segment),
      now,
    ],
  );
  return rows.length;
}
