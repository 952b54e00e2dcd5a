/** The letters of a batch that go by e-mail: letting them leave, and printing those that did not arrive. */
import type pg from 'pg';
import { lockDistrict } from '../../calculation/index.ts';
import { withTransaction } from '../../db/index.ts';
import { todayInDistrict } from '../../db/zone.ts';
import { enqueue } from '../../jobs/index.ts';
import { parseNotice, printInstead } from '../../notices/index.ts';
import { Refusal } from '../../problem.ts';
import type { Context } from '../context.ts';
import { problem } from '../problems.ts';
import type { Making } from './contract.ts';
import { markOpened } from './print.ts';
import { readBatchRow } from './read-batch.ts';

type Asking = Pick<Context, 'db' | 'districtId' | 'parts'> & { readonly actor: NonNullable<Context['actor']> };

/** Its mails leave with the next turn of the job that sends; nothing of it can be undone together any more. Fails: `not-found`; Refusal. */
export async function sendNow(
  asking: Asking,
  batchId: number,
): Promise<{ readonly letters: number; readonly students: readonly string[] }> {
  const { db, districtId, parts, actor } = asking;
  const now = parts.now();
  return withTransaction(db, async (client) => {
    await lockDistrict(client, districtId);
    const row = await readBatchRow(client, asking, batchId);
    if (!row.isWhole) throw problem('not-found');
    const waiting = await client.query<{ student: string }>(
      `update mail_outbox o set next_try_at = $3
         from notice_letters l, notices n
        where o.district_id = $1 and o.state = 'waiting' and l.district_id = o.district_id and l.mail_id = o.mail_id
          and l.by_email = 'waiting' and n.district_id = l.district_id and n.notice_id = l.notice_id and n.batch_id = $2
          and n.state not in ('withdrawn', 'rescinded')
        returning n.student_id as student`,
      [districtId, batchId, now],
    );
    const messages = await client.query<{ student: string }>(
      `update mail_outbox set next_try_at = $3
        where district_id = $1 and batch_id = $2 and state = 'waiting' and thing = 'notification' returning student_id as student`,
      [districtId, batchId, now],
    );
    if (waiting.rows.length + messages.rows.length === 0)
      throw new Refusal('No e-mail of this batch waits to leave.', { code: 'mail.none-waiting' });
    await markOpened(client, { districtId, batchId, by: actor.name, now });
    await enqueue(client, 'mail', { districtId, by: actor.name, now, data: {} });
    return {
      letters: waiting.rows.length,
      students: [...new Set([...waiting.rows, ...messages.rows].map((one) => one.student))],
    };
  });
}

/** Puts letters on paper that did not arrive, and asks for their file. Input: `names` left out for all that failed. */
export async function instead(
  asking: Asking,
  batchId: number,
  names: readonly string[] | undefined,
): Promise<{ readonly making: Making; readonly letters: number; readonly students: readonly string[] }> {
  const { db, districtId, parts, actor } = asking;
  const now = parts.now();
  const on = await todayInDistrict(parts.db.pool, { districtId, now });
  return withTransaction(db, async (client) => {
    await lockDistrict(client, districtId);
    const row = await readBatchRow(client, asking, batchId);
    if (!row.isWhole) throw problem('not-found');
    const named = names === undefined ? undefined : await noticesOfBatch(client, districtId, { batchId, names });
    const { notices, letters, students } = await printInstead(client, {
      districtId,
      named: named === undefined ? { kind: 'batch', id: batchId } : { kind: 'notices', ids: named },
      by: actor.name,
      now,
      on,
    });
    await markOpened(client, { districtId, batchId, by: actor.name, now });
    const data = { batch: batchId, instead: [...notices] };
    const job = await enqueue(client, 'letters', { districtId, by: actor.name, now, data });
    return { making: { job, state: 'waiting', done: 0, total: 0, reason: null, files: [] }, letters, students };
  });
}

async function noticesOfBatch(
  client: pg.ClientBase,
  districtId: number,
  { batchId, names }: { readonly batchId: number; readonly names: readonly string[] },
): Promise<readonly number[]> {
  const found = await client.query<{ id: number }>(
    'select notice_id as id from notices where district_id = $1 and batch_id = $2 and notice_id = any ($3)',
    [districtId, batchId, names.map(parseNotice)],
  );
  if (found.rows.length < new Set(names).size) throw problem('not-found');
  return found.rows.map(({ id }) => id);
}
