/** The letters of a batch that go by e-mail: how far they are, letting them leave, and printing those that did not arrive. */
import type pg from 'pg';
import { lockDistrict } from '../../calculation/index.ts';
import { withTransaction } from '../../db/index.ts';
import { todayInDistrict } from '../../db/zone.ts';
import { enqueue } from '../../jobs/index.ts';
import { mailSettingsOf } from '../../messages/index.ts';
import { noticeName, parseNotice, printInstead, type LetterMailState } from '../../notices/index.ts';
import { Refusal } from '../../problem.ts';
import type { Context } from '../context.ts';
import { problem } from '../problems.ts';
import type { BatchMail, Making } from './contract.ts';
import { markOpened } from './print.ts';
import { readBatchRow, type BatchRow } from './read-batch.ts';

type Asking = Pick<Context, 'db' | 'districtId' | 'parts'> & { readonly actor: NonNullable<Context['actor']> };

const MOST_FAILURES = 200;

interface LetterRow {
  readonly noticeId: number;
  readonly byEmail: Exclude<LetterMailState, ''>;
  readonly to: string[];
  readonly nextTry: Date;
  readonly why: string;
}

/** Null: none of its letters was to go by e-mail. */
export async function readBatchMail(
  { db, districtId, parts }: Pick<Context, 'db' | 'districtId' | 'parts'>,
  row: Pick<BatchRow, 'batchId' | 'undoUntil' | 'pausedAt' | 'openedAt'>,
): Promise<BatchMail | null> {
  const letters = await readLetters(db.pool, districtId, row.batchId);
  if (letters.length === 0) return null;
  const count = (state: LetterMailState): number => letters.filter((letter) => letter.byEmail === state).length;
  const waiting = letters.filter((letter) => letter.byEmail === 'waiting');
  const tries = waiting.map(({ nextTry }) => nextTry.getTime());
  const held = row.openedAt === null ? (row.undoUntil?.getTime() ?? 0) : 0;
  const leaves = Math.max(held, Math.min(...tries));
  const stands = row.openedAt === null && row.pausedAt !== null;
  return {
    letters: letters.length,
    waiting: waiting.length,
    sent: count('sent'),
    failed: count('failed'),
    printed: count('print'),
    leavesAt: waiting.length === 0 || stands || leaves <= parts.now().getTime() ? null : new Date(leaves).toISOString(),
    isSetUp: mailSettingsOf(parts.env) !== null,
    failures: letters
      .filter((letter) => letter.byEmail === 'failed')
      .slice(0, MOST_FAILURES)
      .map(({ noticeId, to, why }) => ({ notice: noticeName(noticeId), to, why })),
  };
}

async function readLetters(
  client: Pick<pg.ClientBase, 'query'>,
  districtId: number,
  batchId: number,
): Promise<readonly LetterRow[]> {
  const found = await client.query<LetterRow>(
    `select l.notice_id as "noticeId", l.by_email as "byEmail", l.recipients as to, m.next_try_at as "nextTry", m.why
       from notices n
       join notice_letters l on l.district_id = n.district_id and l.notice_id = n.notice_id and l.by_email <> ''
       join mail_outbox m on m.district_id = l.district_id and m.mail_id = l.mail_id
      where n.district_id = $1 and n.batch_id = $2 and n.state not in ('withdrawn', 'rescinded')
      order by l.notice_id, l.letter_no`,
    [districtId, batchId],
  );
  return found.rows;
}

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
    if (waiting.rows.length === 0)
      throw new Refusal('No e-mail of this batch waits to leave.', { code: 'mail.none-waiting' });
    await markOpened(client, { districtId, batchId, by: actor.name, now });
    await enqueue(client, 'mail', { districtId, by: actor.name, now, data: {} });
    return { letters: waiting.rows.length, students: [...new Set(waiting.rows.map((one) => one.student))] };
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
