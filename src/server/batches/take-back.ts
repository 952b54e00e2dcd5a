/** Taking back all of a batch, and the clock that says until when. */
import type pg from 'pg';
import { lockDistrict } from '../../calculation/index.ts';
import { withTransaction } from '../../db/index.ts';
import { batchName, withdraw } from '../../notices/index.ts';
import { Refusal } from '../../problem.ts';
import type { Context } from '../context.ts';
import { todayInDistrict } from '../../db/zone.ts';
import { problem } from '../problems.ts';
import { whoOf } from '../who.ts';
import type { Undo } from './contract.ts';
import { readBatchRow } from './read-batch.ts';
import { undoOf } from './undo.ts';

type Asking = Pick<Context, 'db' | 'districtId' | 'parts'> & { readonly actor: NonNullable<Context['actor']> };

/**
 * Takes back all of it in one step. A print file that is opened at the same moment waits for it or wins.
 * Fails: `not-found`; Refusal when the time is over or a print file was opened. A batch that was taken back stays so.
 */
export async function undo(
  asking: Asking,
  batchId: number,
): Promise<{ readonly notices: number; readonly students: readonly string[] }> {
  const { db, districtId, parts, actor } = asking;
  const now = parts.now();
  const students: string[] = [];
  const { withdrawn } = await withdraw(db, {
    districtId,
    named: { kind: 'batch', id: batchId },
    reason: 'undone',
    undo: true,
    by: actor.name,
    person: await whoOf(asking, 'undo-issue'),
    now,
    on: await todayInDistrict(parts.db.pool, { districtId, now }),
    guard: async (client) => {
      await requireUndo(client, asking, batchId);
      students.push(...(await readStudents(client, districtId, batchId)));
    },
  });
  return { notices: withdrawn.length, students };
}

async function requireUndo(client: pg.ClientBase, asking: Asking, batchId: number): Promise<void> {
  const row = await readBatchRow(client, asking, batchId);
  const { why } = undoOf(row, asking.parts.now());
  if (why === null) return;
  if (why === 'part') throw problem('not-found');
  const [name, person] = [batchName(batchId), row.openedBy ?? ''];
  throw new Refusal(REFUSALS[why](name, person), { code: `undo.${why}`, values: { name, person } });
}

const REFUSALS: Readonly<Record<Exclude<Undo['why'], null | 'part'>, (batch: string, person: string) => string>> = {
  time: (batch) =>
    `The time in which ${batch} could be undone is over. Take back single notices, or rescind with a letter.`,
  opened: (batch, person) =>
    `${batch} was opened for printing by ${person}: it cannot be undone any more. Rescind with a letter where one went out.`,
  undone: (batch) => `${batch} is undone already: its notices are due again.`,
  automatic: (batch) => `Rollcall issued ${batch} by itself after a calculation. Take back single notices.`,
  'not-from-here': (batch) => `${batch} was issued at the command line, and is taken back there.`,
};

async function readStudents(client: pg.ClientBase, districtId: number, batchId: number): Promise<readonly string[]> {
  const found = await client.query<{ student_id: string }>(
    `select distinct student_id from notices where district_id = $1 and batch_id = $2 and state = 'issued'`,
    [districtId, batchId],
  );
  return found.rows.map((row) => row.student_id);
}

/** Stops the clock, or lets it go on with the time that was left. Fails: `not-found`; Refusal when nothing can be undone. */
export async function pause(
  asking: Asking,
  { batchId, isPaused }: { readonly batchId: number; readonly isPaused: boolean },
): Promise<Undo> {
  const { db, districtId, parts } = asking;
  return withTransaction(db, async (client) => {
    await lockDistrict(client, districtId);
    await requireUndo(client, asking, batchId);
    const now = parts.now();
    await client.query(isPaused ? PAUSE_SQL : RESUME_SQL, [districtId, batchId, now]);
    return undoOf(await readBatchRow(client, asking, batchId), now);
  });
}

const PAUSE_SQL = `update batches set paused_at = coalesce(paused_at, $3) where district_id = $1 and batch_id = $2`;

const RESUME_SQL = `update batches set undo_until = undo_until + ($3::timestamptz - paused_at), paused_at = null
  where district_id = $1 and batch_id = $2 and paused_at is not null`;
