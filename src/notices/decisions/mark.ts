/** What became of letters: sent, received, returned, failed. */
import type pg from 'pg';
import { lockDistrict, rejudge } from '../../calculation/index.ts';
import type { ActingRole } from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import type { Database } from '../../db/index.ts';
import { formatDay, parseDay } from '../../engine/index.ts';
import { Refusal } from '../../problem.ts';
import { nextState, refusalOf } from '../states.ts';
import type { NoticeAction, NoticeState, Way } from '../states.ts';
import { makeAddressTasks } from './address-tasks.ts';
import { recordLetterEvents, supersedeReceived } from './letter-events.ts';
import { appendSteps, lockNotices, requireOurs, setState } from './notice-rows.ts';
import type { Named, NoticeRow } from './notice-rows.ts';

export const MARKS = ['sent', 'received', 'returned', 'failed'] as const;
export type Mark = (typeof MARKS)[number];

const ACTION_OF: Readonly<Record<Mark, NoticeAction>> = {
  sent: 'send',
  received: 'receive',
  returned: 'return',
  failed: 'fail',
};

export interface MarkRequest {
  readonly districtId: number;
  readonly named: Named;
  readonly mark: Mark;
  /** ISO. */
  readonly on: string;
  readonly way?: Way;
  /** Of certified mail. */
  readonly number?: string;
  readonly note?: string;
  readonly by: string;
  /** Who marks it, in the app; left out at the command line. */
  readonly person?: { readonly personId: string; readonly role: ActingRole };
  readonly now: Date;
  /** In the same transaction: what must stand or fall with it. */
  readonly onMarked?: (client: pg.ClientBase) => Promise<void>;
}

export interface MarkResult {
  readonly marked: readonly string[];
  readonly state: NoticeState;
  /** Of a batch: what stays as it is, by state. */
  readonly skipped: Readonly<Record<string, number>>;
}

/**
 * Marks one notice, or all of a batch or of those chosen for which the mark makes sense.
 * Fails: Refusal when the notice's state does not allow it, none of the batch's does, or the day lies before the issue
 * or more than a year after both the issue and today.
 */
export async function mark(db: Pick<Database, 'pool'>, request: MarkRequest): Promise<MarkResult> {
  requireWay(request);
  return withTransaction(db, async (client) => {
    await lockDistrict(client, request.districtId);
    const notices = await lockNotices(client, request.districtId, request.named);
    const marked = markable(await onPaper(client, notices, request), request);
    await setState(client, request.districtId, idsOf(marked), request.mark);
    const note = [request.number, request.note].filter((part) => part !== undefined && part !== '').join(' · ');
    await appendSteps(
      client,
      request,
      idsOf(marked).map((notice) => ({ notice, step: request.mark, on: request.on, way: request.way ?? '', note })),
    );
    await recordEvents(client, request, marked);
    if (request.mark === 'returned') await makeAddressTasks(client, request, marked);
    const students = [...new Set(marked.map((notice) => notice.identity.student))];
    await rejudge(client, { districtId: request.districtId, students, by: request.by, now: request.now });
    await request.onMarked?.(client);
    const skipped: Record<string, number> = {};
    for (const notice of notices)
      if (!marked.includes(notice)) skipped[notice.state] = (skipped[notice.state] ?? 0) + 1;
    return { marked: marked.map((notice) => notice.name), state: request.mark, skipped };
  });
}

/** Many at once that went by post: not those whose letters all go by e-mail, which say themselves what became of them. */
async function onPaper(
  client: pg.ClientBase,
  notices: readonly NoticeRow[],
  { districtId, named, mark: what }: MarkRequest,
): Promise<readonly NoticeRow[]> {
  if (what !== 'sent' || named.kind === 'notice') return notices;
  const found = await client.query<{ id: number }>(
    `select notice_id as id from notice_letters where district_id = $1 and notice_id = any ($2) and letter_no < 101
      group by notice_id having bool_and(by_email in ('waiting', 'sent', 'failed'))`,
    [districtId, idsOf(notices)],
  );
  const mailed = new Set(found.rows.map(({ id }) => id));
  return notices.filter(({ noticeId }) => !mailed.has(noticeId));
}

async function recordEvents(client: pg.ClientBase, request: MarkRequest, marked: readonly NoticeRow[]): Promise<void> {
  if (request.mark === 'failed') return;
  if (request.mark === 'returned') await supersedeReceived(client, request.districtId, marked);
  const letters = marked.map((notice) => ({ notice, on: request.on }));
  await recordLetterEvents(client, request, { event: `letter-${request.mark}`, letters });
}

function markable(notices: readonly NoticeRow[], request: MarkRequest): readonly NoticeRow[] {
  const action = ACTION_OF[request.mark];
  const [first] = notices;
  if (request.named.kind === 'notice' && first !== undefined) {
    requireOurs(first, `mark it ${request.mark}; you cannot change`);
    if (nextState(first.state, action) === undefined) throw refusalOf(first.state, action, first.name);
  }
  const allowed = notices.filter(
    (notice) => notice.origin === 'rollcall' && nextState(notice.state, action) !== undefined,
  );
  if (allowed.length === 0) {
    const states = [...new Set(notices.map((notice) => notice.state))];
    if (notices.length === 0)
      throw new Refusal('All letters of these go by e-mail: Rollcall says itself when they have left.', {
        code: 'mark.by-email',
      });
    throw new Refusal(
      `No notice of ${request.named.kind === 'batch' ? 'this batch' : 'those chosen'} can be marked ${request.mark}: they are ${states.join(', ')}.`,
      { code: 'mark.none', values: { action, states } },
    );
  }
  const early = allowed.find((notice) => request.on < notice.issuedOn);
  if (early !== undefined)
    throw new Refusal(`${early.name} was issued on ${early.issuedOn}; it cannot be ${request.mark} on ${request.on}.`, {
      code: 'mark.before-issue',
      values: { name: early.name, issued: early.issuedOn, date: request.on },
    });
  requireWithinAYear(allowed, request);
  return allowed;
}

/** A day so far ahead is a mistyped year. */
function requireWithinAYear(notices: readonly NoticeRow[], { on, now }: MarkRequest): void {
  const today = now.toISOString().slice(0, 10);
  for (const { name, issuedOn } of notices) {
    const latest = issuedOn > today ? issuedOn : today;
    const end = formatDay((parseDay(latest) ?? 0) + FARTHEST_AHEAD);
    if (on > end)
      throw new Refusal(
        `${on} is more than a year after ${issuedOn > today ? `${name} was issued, on ${issuedOn}` : `today, ${today}`}. Is the year right? Nothing was marked.`,
        { code: 'mark.far', values: { date: on, name, issued: issuedOn } },
      );
  }
}

/** Unit: days. */
const FARTHEST_AHEAD = 366;

function requireWay(request: MarkRequest): void {
  if (request.mark === 'sent' && request.way === undefined)
    throw new Refusal('Say how it was sent: --way mail, certified, sent-home, handed-over, e-mail, text or portal.', {
      code: 'mark.way',
    });
  if (request.number !== undefined && request.way !== 'certified')
    throw new Refusal('A number belongs to certified mail: add --way certified.', { code: 'mark.number' });
}

function idsOf(notices: readonly NoticeRow[]): readonly number[] {
  return notices.map((notice) => notice.noticeId);
}
