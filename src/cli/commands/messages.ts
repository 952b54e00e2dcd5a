/** `rollcall messages`: what notices told families and staff by e-mail and text, what is to be printed instead. */
import { writeFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import {
  countRecipients,
  markPrinted,
  printInstead,
  readRecipients,
  RECIPIENT_STATES,
  renderPages,
  tryAgain,
  waitOf,
  type RecipientOnFile,
  type RecipientState,
} from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { readFamilyHours, recordResult } from '../../messages/index.ts';
import { MAIL_HOOKS, noticeName } from '../../notices/index.ts';
import { Refusal } from '../../problem.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatCount, formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { withSession, type Session } from '../session.ts';
import { requireReason } from '../trigger-options.ts';
import { momentIn } from '../time-of-day.ts';
import { whoOfSession } from '../who.ts';
import { registerWays } from './messages-ways.ts';

interface ListOptions {
  readonly school?: string;
  readonly student?: string;
  readonly state?: RecipientState;
  readonly format: Format;
}

export function register(program: Command): void {
  const messages = program
    .command('messages')
    .description('Messages of notices by e-mail and text: on their way, arrived, to be printed instead.');
  const list = messages
    .command('list', { isDefault: true })
    .description('The newest first.')
    .option('--school <id>', 'one school only')
    .option('--student <id>', 'about one student only')
    .addOption(new Option('--state <state>', 'one state only').choices([...RECIPIENT_STATES]));
  formatOption(list).action((options: ListOptions) => withSession((session) => show(session, options)));
  messages
    .command('print')
    .description('Write the pages of what no way reached as one PDF; --done marks them as printed.')
    .requiredOption('--out <file>', 'the PDF')
    .option('--school <id>', 'one school only')
    .option('--done', 'they are printed')
    .action((options: PrintOptions) => withSession((session) => print(session, options)));
  messages
    .command('print-instead <message>')
    .description('Put a message on the print list; what has not left is taken back.')
    .action((message: string) => withSession((session) => step(session, message, printInstead)));
  messages
    .command('again <message>')
    .description('Try a message that is to be printed once more.')
    .action((message: string) =>
      withSession((session) => step(session, message, (client, who, [one]) => tryAgain(client, who, one ?? 0))),
    );
  messages
    .command('came-back <message>')
    .description('Say that an e-mail came back: the next way is tried, or it is printed.')
    .option('--reason <text>', 'what the answer said; kept')
    .action((message: string, options: { readonly reason?: string }) =>
      withSession((session) => cameBack(session, message, requireReason(options.reason))),
    );
  registerWays(messages);
}

async function show(session: Session, options: ListOptions): Promise<void> {
  const { db, districtId } = session;
  const { school, student, state, format } = options;
  await requireKnownNames(session, {
    ...(school === undefined ? {} : { school }),
    ...(student === undefined ? {} : { student: [student] }),
  });
  const found = await readRecipients(db.pool, {
    districtId,
    ...(school === undefined ? {} : { school }),
    ...(student === undefined ? {} : { student }),
    ...(state === undefined ? {} : { states: [state] }),
    limit: 1000,
  });
  const clock = { hours: await readFamilyHours(db.pool, districtId), now: session.now() };
  if (format === 'json') {
    for (const one of found)
      printJsonLine({ ...jsonOf(one), waitsUntil: waitOf(one, clock).until?.toISOString() ?? null });
    return;
  }
  printTable(
    ['Message', 'Student', 'Notice', 'To', 'Way', 'State', 'Why'],
    found.map((one) => [
      String(one.recipientId),
      `${one.last}, ${one.first}`,
      `${noticeName(one.noticeId)} ${one.criterion}`,
      one.name,
      one.way ?? 'paper',
      one.state,
      one.why,
    ]),
  );
  const night = found.map((one) => waitOf(one, clock)).filter((wait) => wait.for === 'hours');
  const [first] = night.flatMap(({ until }) => until ?? []).toSorted((one, other) => Number(one) - Number(other));
  if (first !== undefined)
    remark(
      `${formatCount(night.length)} to families ${night.length === 1 ? 'waits' : 'wait'} for the hours of the district (rollcall settings): until ${momentIn(clock.hours.timeZone, first)} at the earliest.`,
    );
  const counts = await countRecipients(db.pool, { districtId, school: school ?? '' });
  if (counts.print > 0) remark(`${formatCount(counts.print)} to print: rollcall messages print --out messages.pdf`);
}

function jsonOf(one: RecipientOnFile): Readonly<Record<string, unknown>> {
  const { recipientId, student, noticeId, criterion, school, kind, name, language, way, state, why, stateAt } = one;
  return {
    message: recipientId,
    student,
    notice: noticeName(noticeId),
    criterion,
    school,
    kind,
    to: name,
    language,
    way: way ?? 'paper',
    state,
    why,
    at: stateAt.toISOString(),
  };
}

interface PrintOptions {
  readonly out: string;
  readonly school?: string;
  readonly done?: boolean;
}

async function print(session: Session, { out, school, done }: PrintOptions): Promise<void> {
  const { db, districtId } = session;
  await requireKnownNames(session, school === undefined ? {} : { school });
  const found = await readRecipients(db.pool, {
    districtId,
    states: ['print'],
    ...(school === undefined ? {} : { school }),
    limit: 1000,
  });
  if (found.length === 0) throw new Refusal('No message waits for printing.');
  const recipients = found.map(({ recipientId }) => recipientId);
  await writeFile(out, await renderPages(db.pool, districtId, recipients));
  if (done === true) {
    const who = await whoOfSession(session);
    await withTransaction(db, (client) => markPrinted(client, who, recipients));
  }
  remark(`${formatCount(recipients.length)} ${recipients.length === 1 ? 'page' : 'pages'} in ${out}.`);
}

async function step(
  session: Session,
  message: string,
  work: (...given: Parameters<typeof printInstead>) => Promise<void>,
): Promise<void> {
  const who = await whoOfSession(session);
  await withTransaction(session.db, (client) => work(client, who, [numberOf(message)]));
  remark(`Message ${message}: done.`);
}

async function cameBack(session: Session, message: string, reason: string): Promise<void> {
  const { db, districtId } = session;
  const who = await whoOfSession(session);
  const [one] = await readRecipients(db.pool, { districtId, recipients: [numberOf(message)], limit: 1 });
  const mailId = one?.way === 'email' ? one.mail?.mailId : undefined;
  const result = { kind: 'came-back', reason } as const;
  const written =
    mailId === undefined
      ? null
      : await withTransaction(db, (client) =>
          recordResult(client, { districtId, mailId, result, by: who.name, now: who.now, hooks: MAIL_HOOKS }),
        );
  if (written === null) throw new Refusal('Only an e-mail that has left can come back.');
  remark(`Message ${message}: came back.`);
}

function numberOf(message: string): number {
  if (!/^[1-9]\d{0,14}$/.test(message)) throw new Refusal(`"${message}" is no number of a message.`);
  return Number(message);
}
