/** A letter that did not arrive by e-mail goes on paper: a person says so, and prints it. */
import type pg from 'pg';
import { raiseRevision } from '../../db/revisions.ts';
import { Refusal } from '../../problem.ts';
import { appendSteps, lockNotices, setState } from '../decisions/notice-rows.ts';
import type { Named } from '../decisions/notice-rows.ts';
import { lockMails } from './cancel-letters.ts';

export interface InsteadRequest {
  readonly districtId: number;
  /** A batch: what failed or came back. Notices by name: also what still waits. */
  readonly named: Named;
  readonly by: string;
  readonly now: Date;
  /** ISO. */
  readonly on: string;
}

interface Instead {
  readonly noticeId: number;
  readonly letterNo: number;
  readonly mailId: number;
  readonly student: string;
}

/**
 * From now on these letters are on paper. What still waits does not leave any more.
 * Input: a client in a transaction under the district's lock. Fails: Refusal when there is no such letter, or one is leaving.
 */
export async function printInstead(
  client: pg.ClientBase,
  request: InsteadRequest,
): Promise<{ readonly notices: readonly number[]; readonly letters: number; readonly students: readonly string[] }> {
  const { districtId, named, by, now, on } = request;
  const notices = await lockNotices(client, districtId, named);
  const letters = await readLetters(
    client,
    request,
    notices.map(({ noticeId }) => noticeId),
  );
  if (letters.length === 0)
    throw new Refusal('No letter of these waits to be printed instead of an e-mail.', { code: 'mail.none-to-print' });
  const ids = [...new Set(letters.map(({ noticeId }) => noticeId))];
  await lockMails(client, { districtId, notices: ids, now });
  await client.query(
    `update mail_outbox set state = 'cancelled', ended_at = $3
      where district_id = $1 and mail_id = any ($2) and state in ('waiting', 'paused')`,
    [districtId, letters.map(({ mailId }) => mailId), now],
  );
  await client.query(
    `update notice_letters l set by_email = 'print' from unnest($2::bigint[], $3::integer[]) as d (notice_id, letter_no)
      where l.district_id = $1 and l.notice_id = d.notice_id and l.letter_no = d.letter_no`,
    [districtId, letters.map(({ noticeId }) => noticeId), letters.map(({ letterNo }) => letterNo)],
  );
  const fresh = notices.filter(({ noticeId, state }) => state === 'issued' && ids.includes(noticeId));
  await setState(
    client,
    districtId,
    fresh.map(({ noticeId }) => noticeId),
    'produced',
  );
  await appendSteps(client, { districtId, by, now }, [
    ...ids.map((notice) => ({ notice, step: 'print-instead', on })),
    ...fresh.map(({ noticeId }) => ({ notice: noticeId, step: 'produced', on })),
  ]);
  await raiseRevision(client, districtId, 'letters');
  return { notices: ids, letters: letters.length, students: [...new Set(letters.map(({ student }) => student))] };
}

async function readLetters(
  client: pg.ClientBase,
  { districtId, named }: InsteadRequest,
  notices: readonly number[],
): Promise<readonly Instead[]> {
  const found = await client.query<Instead>(
    `select l.notice_id as "noticeId", l.letter_no as "letterNo", l.mail_id as "mailId", n.student_id as student
       from notice_letters l join notices n on n.district_id = l.district_id and n.notice_id = l.notice_id
      where l.district_id = $1 and l.notice_id = any ($2) and n.state not in ('withdrawn', 'rescinded')
        and (l.by_email = 'failed' or (l.by_email = 'sent' and n.state in ('returned', 'failed')) or ($3 and l.by_email = 'waiting'))
      order by 1, 2`,
    [districtId, notices, named.kind !== 'batch'],
  );
  return found.rows;
}
