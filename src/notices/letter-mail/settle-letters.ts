/**
 * What became of mails with letters, written on letters and notices. Safe to repeat: it compares both and writes what differs,
 * so that nothing is lost when a sender dies after its mail has left.
 */
import type pg from 'pg';
import { lockDistrict, rejudge } from '../../calculation/index.ts';
import { withTransaction } from '../../db/index.ts';
import type { Database } from '../../db/index.ts';
import { raiseRevision } from '../../db/revisions.ts';
import { todayInDistrict } from '../../db/zone.ts';
import { recordLetterEvents, supersedeReceived } from '../decisions/letter-events.ts';
import { appendSteps, lockNotices, setState } from '../decisions/notice-rows.ts';
import type { NoticeRow, Step } from '../decisions/notice-rows.ts';
import { ROLLCALL } from '../identity.ts';
import { nextState } from '../states.ts';
import type { NoticeState } from '../states.ts';
import { LETTER } from './queue-letters.ts';
import type { LetterMailState } from './states.ts';

export interface Settling {
  readonly districtId: number;
  readonly now: Date;
}

/** Returns how many letters were found sent, failed, or waiting again. */
export async function settleLetters(db: Pick<Database, 'pool'>, at: Settling): Promise<number> {
  if ((await readDiffering(db.pool, at.districtId)).length === 0) return 0;
  return withTransaction(db, async (client) => {
    await lockDistrict(client, at.districtId);
    const letters = await readDiffering(client, at.districtId);
    if (letters.length === 0) return 0;
    await writeStates(client, at.districtId, letters);
    const ids = [...new Set(letters.map(({ noticeId }) => noticeId))];
    const notices = await lockNotices(client, at.districtId, { kind: 'notices', ids });
    const counts = await readCounts(client, at.districtId, ids);
    const changes: Change[] = [];
    for (const notice of notices) {
      const own = letters.filter(({ noticeId }) => noticeId === notice.noticeId);
      changes.push(await changeOf(client, at, { notice, own, counts: counts.get(notice.noticeId) ?? NO_LETTERS }));
    }
    await writeChanges(client, at, changes);
    return letters.length;
  });
}

/** A letter whose mail says something else than the letter. */
interface Differing {
  readonly noticeId: number;
  readonly letterNo: number;
  readonly found: Exclude<LetterMailState, '' | 'print'>;
  readonly at: Date;
  readonly reason: string;
}

async function readDiffering(client: pg.ClientBase | pg.Pool, districtId: number): Promise<readonly Differing[]> {
  const found = await client.query<Differing>(DIFFERING_SQL, [districtId, LETTER]);
  return found.rows;
}

/** A mail that somebody cancelled while its notice stands tells nobody anything: its letter failed. */
const DIFFERING_SQL = `
  select l.notice_id as "noticeId", l.letter_no as "letterNo", f.found, coalesce(m.sent_at, m.ended_at, m.queued_at) as at, m.reason
    from notice_letters l
    join mail_outbox m on m.district_id = l.district_id and m.mail_id = l.mail_id
    join notices n on n.district_id = l.district_id and n.notice_id = l.notice_id and n.state not in ('withdrawn', 'rescinded')
    cross join lateral (select case when m.state in ('waiting', 'paused') then 'waiting'
                                    when m.state in ('sent', 'delivered') then 'sent' else 'failed' end as found) f
   where l.district_id = $1 and l.by_email <> f.found
     and (l.by_email in ('waiting', 'failed')
       or (l.by_email = 'sent' and l.mail_id in (select o.mail_id from mail_outbox o
             where o.district_id = $1 and o.state in ('failed', 'cancelled', 'waiting', 'paused') and o.thing = $2)))
   order by l.notice_id, l.letter_no`;

async function writeStates(client: pg.ClientBase, districtId: number, letters: readonly Differing[]): Promise<void> {
  await client.query(
    `update notice_letters l set by_email = d.found
       from unnest($2::bigint[], $3::integer[], $4::text[]) as d (notice_id, letter_no, found)
      where l.district_id = $1 and l.notice_id = d.notice_id and l.letter_no = d.letter_no`,
    [
      districtId,
      letters.map(({ noticeId }) => noticeId),
      letters.map(({ letterNo }) => letterNo),
      letters.map(({ found }) => found),
    ],
  );
}

/** The letters of a notice by how they go. */
interface Counts {
  readonly paper: number;
  readonly waiting: number;
  readonly sent: number;
}
const NO_LETTERS: Counts = { paper: 0, waiting: 0, sent: 0 };

async function readCounts(
  client: pg.ClientBase,
  districtId: number,
  notices: readonly number[],
): Promise<ReadonlyMap<number, Counts>> {
  const found = await client.query<Counts & { readonly noticeId: number }>(
    `select notice_id as "noticeId", (count(*) filter (where by_email in ('', 'print')))::integer as paper,
            (count(*) filter (where by_email = 'waiting'))::integer as waiting, (count(*) filter (where by_email = 'sent'))::integer as sent
       from notice_letters where district_id = $1 and notice_id = any ($2) and letter_no < 101 group by 1`,
    [districtId, notices],
  );
  return new Map(found.rows.map((row) => [row.noticeId, row]));
}

interface Change {
  readonly notice: NoticeRow;
  readonly state: NoticeState;
  /** ISO. */
  readonly on: string;
  readonly steps: readonly Step[];
}

async function changeOf(
  client: pg.ClientBase,
  { districtId }: Settling,
  { notice, own, counts }: { readonly notice: NoticeRow; readonly own: readonly Differing[]; readonly counts: Counts },
): Promise<Change> {
  const latest = own.reduce((last, letter) => (letter.at > last ? letter.at : last), new Date(0));
  const day = await todayInDistrict(client, { districtId, now: latest });
  const on = day < notice.issuedOn ? notice.issuedOn : day;
  const state = stateAfter(notice.state, counts);
  const name = notice.noticeId;
  // The step of the notice says it of its letters.
  const said = state === notice.state ? undefined : state === 'sent' ? 'sent' : 'failed';
  const steps: Step[] = own.flatMap((letter): readonly Step[] => {
    if (letter.found === said) return [];
    if (letter.found === 'waiting') return [{ notice: name, step: 'email-again', on, way: 'e-mail' }];
    const note = letter.found === 'failed' ? letter.reason : '';
    return [{ notice: name, step: letter.found === 'sent' ? 'emailed' : 'email-failed', on, way: 'e-mail', note }];
  });
  if (state !== notice.state)
    steps.push({ notice: name, step: state, on, way: 'e-mail', note: own.at(-1)?.reason ?? '' });
  return { notice, state, on, steps };
}

/**
 * The notice goes by its letters on paper, where it has any. All of its letters by e-mail: sent when one has left and none waits,
 * failed when none has left.
 */
function stateAfter(state: NoticeState, { paper, waiting, sent }: Counts): NoticeState {
  if (paper > 0 || waiting > 0) return state;
  if (sent > 0) return nextState(state, 'send') ?? state;
  if (state === 'received') return 'returned';
  // Its PDF was made, or there would have been nothing to send.
  const made = state === 'issued' ? 'produced' : state;
  return nextState(made, 'fail') ?? state;
}

async function writeChanges(client: pg.ClientBase, at: Settling, changes: readonly Change[]): Promise<void> {
  const by = { ...at, by: ROLLCALL };
  await appendSteps(
    client,
    by,
    changes.flatMap(({ steps }) => steps),
  );
  const changed = changes.filter(({ notice, state }) => notice.state !== state);
  for (const [state, of] of Map.groupBy(changed, (change) => change.state))
    await setState(
      client,
      at.districtId,
      of.map(({ notice }) => notice.noticeId),
      state,
    );
  const sent = changed.filter(({ state }) => state === 'sent');
  const returned = changed.filter(({ state }) => state === 'returned');
  await supersedeReceived(
    client,
    at.districtId,
    returned.map(({ notice }) => notice),
  );
  await recordLetterEvents(client, by, { event: 'letter-sent', letters: sent });
  await recordLetterEvents(client, by, { event: 'letter-returned', letters: returned });
  await raiseRevision(client, at.districtId, 'letters');
  const students = [...new Set([...sent, ...returned].map(({ notice }) => notice.identity.student))];
  await rejudge(client, { ...by, students });
}
