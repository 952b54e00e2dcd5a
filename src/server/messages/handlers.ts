/** Messages of notices. */
import { z } from 'zod';
import {
  actionsOf,
  countRecipients,
  markPrinted,
  printInstead,
  readRecipients,
  RECIPIENT,
  renderPages,
  tryAgain,
  waitOf,
  type RecipientOnFile,
} from '../../cases/index.ts';
import { readChannels, readFamilyHours, recordResult, type FamilyHours } from '../../messages/index.ts';
import { batchName, MAIL_HOOKS, noticeName } from '../../notices/index.ts';
import { Refusal } from '../../problem.ts';
import { inCasework } from '../cases/place.ts';
import type { Context, Handlers } from '../context.ts';
import { cursorOf, readCursor, studentKeyOf, studentOfKey } from '../keys.ts';
import { problem } from '../problems.ts';
import { whoOf } from '../who.ts';
import type { MessageLine, messagesContract } from './contract.ts';

/** Pages of one print. */
const MOST_PAGES = 200;

export const messagesHandlers: Handlers<typeof messagesContract> = {
  readMessages: async (context) => {
    const { db, districtId, query, audit, parts } = context;
    const { school, state, limit, cursor, notification, to } = query;
    const student = query.student === '' ? {} : { student: await studentOfKey(context, query.student) };
    const before = readCursor(z.int(), cursor);
    const found = await readRecipients(db.pool, {
      districtId,
      school,
      ...student,
      ...(state === '' ? {} : { states: [state] }),
      ...(before === undefined ? {} : { before }),
      ...(notification === 0 ? {} : { notification }),
      isToFamily: to === 'family',
      limit: limit + 1,
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const counts = await countRecipients(db.pool, { districtId, school });
    const { role } = await whoOf(context, 'see-notices');
    const ways = await readChannels(parts.db.pool, districtId, parts.env);
    const clock = { hours: await readFamilyHours(parts.db.pool, districtId), now: parts.now() };
    const isOfOne = query.student !== '' || notification !== 0;
    const seen = isOfOne ? { students: keysOf(page) } : {};
    if (limit > 0) await audit({ action: 'view-list', ...seen, detail: { list: 'messages', school, state } });
    return {
      items: page.map((one) => lineOf(one, role, clock)),
      next: found.length > limit && last !== undefined ? cursorOf(last.recipientId) : null,
      total: state === '' ? Object.values(counts).reduce((sum, count) => sum + count, 0) : counts[state],
      counts,
      ways: { email: ways.email !== null, text: ways.text !== null },
    };
  },
  readMessagePages: async (context) => {
    const { db, districtId, query, audit } = context;
    const asked = query.messages === '' ? undefined : query.messages.split(',').map(Number);
    const found = await readRecipients(db.pool, {
      districtId,
      school: query.school,
      ...(asked === undefined ? { states: ['print'] } : { recipients: asked }),
      limit: MOST_PAGES,
    });
    if (asked !== undefined && found.length < new Set(asked).size) throw problem('not-found');
    if (found.length === 0) throw new Refusal('No message waits for printing.', { code: 'message.nothing-to-print' });
    const inOrder = found.toSorted(
      (one, other) => one.last.localeCompare(other.last) || one.recipientId - other.recipientId,
    );
    const body = await renderPages(
      db.pool,
      districtId,
      inOrder.map(({ recipientId }) => recipientId),
    );
    await audit({ action: 'print', students: keysOf(found), detail: { messages: found.length } });
    return { name: 'messages.pdf', type: 'application/pdf', body };
  },
  markMessagesPrinted: (context) => act(context, 'print-message', (client, who, ids) => markPrinted(client, who, ids)),
  printMessagesInstead: (context) =>
    act(context, 'print-instead', (client, who, ids) => printInstead(client, who, ids)),
  tryMessageAgain: async (context) => {
    const { params, audit } = context;
    const one = await ownMessage(context, params.message);
    await inCasework(context, 'print', (client, who) => tryAgain(client, who, one.recipientId));
    await audit({ action: 'send-again', students: keysOf([one]), detail: { message: one.recipientId } });
    return { messages: 1 };
  },
  noteMessageCameBack: async (context) => {
    const { params, body, audit, districtId } = context;
    const one = await ownMessage(context, params.message);
    if (one.mail === null || one.way !== 'email' || !CAME_BACK_FROM.has(one.mail.state))
      throw new Refusal('Only an e-mail that has left can come back.', { code: 'message.not-sent' });
    const { mailId } = one.mail;
    await inCasework(context, 'mark-notice', (client, { name, now }) =>
      recordResult(client, {
        districtId,
        mailId,
        result: { kind: 'came-back', reason: body.reason },
        by: name,
        now,
        hooks: MAIL_HOOKS,
      }),
    );
    await audit({ action: 'note-came-back', students: keysOf([one]), detail: { message: one.recipientId } });
    return { messages: 1 };
  },
};

const CAME_BACK_FROM = new Set(['sent', 'delivered']);

type Asking = Pick<Context, 'db' | 'districtId' | 'parts' | 'actor' | 'audit'> & {
  readonly actor: NonNullable<Context['actor']>;
};

async function act(
  context: Asking & { readonly body: { readonly messages: readonly number[] } },
  action: 'print-message' | 'print-instead',
  work: (
    client: Parameters<typeof markPrinted>[0],
    who: Parameters<typeof markPrinted>[1],
    ids: readonly number[],
  ) => Promise<void>,
): Promise<{ messages: number }> {
  const { db, districtId, body, audit } = context;
  const recipients = [...new Set(body.messages)];
  const found = await readRecipients(db.pool, { districtId, recipients, limit: recipients.length });
  if (found.length < recipients.length) throw problem('not-found');
  await inCasework(context, 'print', (client, who) => work(client, who, recipients));
  await audit({ action, students: keysOf(found), detail: { messages: recipients.length } });
  return { messages: recipients.length };
}

async function ownMessage({ db, districtId }: Asking, message: number): Promise<RecipientOnFile> {
  const [one] = await readRecipients(db.pool, { districtId, recipients: [message], limit: 1 });
  if (one === undefined) throw problem('not-found');
  return one;
}

function keysOf(found: readonly RecipientOnFile[]): string[] {
  return [...new Set(found.map(({ studentNo }) => studentKeyOf(studentNo)))];
}

interface Clock {
  readonly hours: FamilyHours;
  readonly now: Date;
}

function lineOf(one: RecipientOnFile, role: Parameters<typeof actionsOf>[1]['role'], clock: Clock): MessageLine {
  const { recipientId, noticeId, studentNo, first, last, mail, madeAt, stateAt, undoUntil } = one;
  const possible = actionsOf(RECIPIENT, { status: one.state, role });
  const wait = waitOf(one, clock);
  const isHeld = one.state === 'waiting' && one.batchId !== null && (undoUntil !== null || one.isPaused);
  const may = [
    ...(isHeld && possible.includes('to-print') ? (['send-now'] as const) : []),
    ...(possible.includes('to-print') ? (['print-instead'] as const) : []),
    ...(possible.includes('print') ? (['print'] as const) : []),
    ...(possible.includes('again') && one.hasWay ? (['again'] as const) : []),
    ...(possible.includes('to-print') && one.way === 'email' && CAME_BACK_FROM.has(mail?.state ?? '')
      ? (['came-back'] as const)
      : []),
  ];
  return {
    message: recipientId,
    notification: one.notificationId,
    student: studentKeyOf(studentNo),
    name: `${last}, ${first}`,
    school: one.school,
    schoolName: one.schoolName,
    criterion: one.criterion,
    notice: noticeName(noticeId),
    batch: one.batchId === null ? null : batchName(one.batchId),
    toKind: one.kind,
    to: one.name,
    language: one.language,
    way: one.way,
    state: one.state,
    why: one.why,
    reason: one.state === 'waiting' ? (mail?.reason ?? '') : one.reason,
    tries: mail?.tries ?? 0,
    madeAt: madeAt.toISOString(),
    stateAt: stateAt.toISOString(),
    stateBy: one.stateBy,
    waitsUntil: wait.until?.toISOString() ?? null,
    waitsFor: wait.for,
    isPaused: one.state === 'waiting' && one.isPaused,
    subject: one.subject,
    body: one.body,
    short: one.short,
    may,
  };
}
