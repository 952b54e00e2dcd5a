/** How far the letters of a batch are that go by e-mail. */
import type pg from 'pg';
import { isMailOn, nextFamilyMoment, readFamilyHours } from '../../messages/index.ts';
import { noticeName, type LetterMailState } from '../../notices/index.ts';
import type { Context } from '../context.ts';
import type { BatchMail } from './contract.ts';

/** Until when a batch is held. */
interface BatchClock {
  readonly batchId: number;
  readonly undoUntil: Date | null;
  readonly pausedAt: Date | null;
  readonly openedAt: Date | null;
}

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
  row: BatchClock,
): Promise<BatchMail | null> {
  const letters = await readLetters(db.pool, districtId, row.batchId);
  if (letters.length === 0) return null;
  const count = (state: LetterMailState): number => letters.filter((letter) => letter.byEmail === state).length;
  const waiting = letters.filter((letter) => letter.byEmail === 'waiting');
  const tries = waiting.map(({ nextTry }) => nextTry.getTime());
  const held = row.openedAt === null ? (row.undoUntil?.getTime() ?? 0) : 0;
  const now = parts.now().getTime();
  const free = new Date(Math.max(now, held, tries.length === 0 ? 0 : Math.min(...tries)));
  const leaves = nextFamilyMoment(await readFamilyHours(db.pool, districtId), free).getTime();
  const stands = row.openedAt === null && row.pausedAt !== null;
  const leavesAt = waiting.length === 0 || stands || leaves <= now ? null : new Date(leaves).toISOString();
  return {
    letters: letters.length,
    waiting: waiting.length,
    sent: count('sent'),
    failed: count('failed'),
    printed: count('print'),
    leavesAt,
    waitsForHours: leavesAt !== null && leaves > free.getTime(),
    isSetUp: await isMailOn(db.pool, districtId, parts.env),
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
