/** `rollcall messages test` and `wish`: whether a way works, and what a family said about texts. */
import { Option, type Command } from 'commander';
import { readStudentPlace } from '../../cases/index.ts';
import { noteStop, sendTestMail, sendTestText, textNumber } from '../../messages/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { remark } from '../output.ts';
import { withSession, type Session } from '../session.ts';
import { whoOfSession } from '../who.ts';

interface TestOptions {
  readonly email?: string;
  readonly text?: string;
}

interface WishOptions {
  readonly student: string;
  readonly guardian?: string;
  readonly wants: 'no-texts' | 'texts';
}

export function registerWays(messages: Command): void {
  messages
    .command('test')
    .description('Send a test message to yourself, at once, and say what the server answered.')
    .option('--email <address>', 'to this address')
    .option('--text <number>', 'to this telephone; the number is not kept')
    .action((options: TestOptions) => withSession((session) => test(session, options)));
  messages
    .command('wish')
    .description('Note that a guardian told the school: no more texts to the number, or texts again.')
    .requiredOption('--student <id>', 'the student')
    .option('--guardian <name>', 'who said it; may be left out where one guardian is on file')
    .addOption(new Option('--wants <what>', 'what').choices(['no-texts', 'texts']).default('no-texts'))
    .action((options: WishOptions) => withSession((session) => wish(session, options)));
}

async function test({ now }: Session, { email, text }: TestOptions): Promise<void> {
  if ((email === undefined) === (text === undefined))
    throw new ProblemError([
      { path: '--email, --text', found: email === undefined ? 'neither' : 'both', allowed: 'one of them' },
    ]);
  const key = `test-rollcall-${now().getTime()}`;
  const result =
    email === undefined
      ? await sendTestText(process.env, text ?? '')
      : await sendTestMail(process.env, { to: email, key, language: 'en' });
  if (result.outcome === 'failed') throw new Refusal(`The test message did not leave: ${result.reason}`);
  remark('The server took the test message.');
}

async function wish(session: Session, { student, guardian, wants }: WishOptions): Promise<void> {
  const { db, districtId, by, now } = session;
  const { on } = await whoOfSession(session);
  await readStudentPlace(db.pool, { districtId, student, on });
  const { rows } = await db.pool.query<{ name: string; phone: string }>(
    'select name, phone from guardians where district_id = $1 and student_id = $2 order by guardian_id',
    [districtId, student],
  );
  const named =
    guardian === undefined ? rows : rows.filter(({ name }) => name.toLowerCase() === guardian.toLowerCase());
  const [found, other] = named;
  if (found === undefined || other !== undefined)
    throw new ProblemError([
      { path: '--guardian', found: `"${guardian ?? ''}"`, allowed: rows.map(({ name }) => name).join(', ') },
    ]);
  const number = textNumber(found.phone);
  if (number === null)
    throw new Refusal('That is no number that can get text messages.', { code: 'channel.no-number' });
  const kind = wants === 'no-texts' ? 'stop' : 'start';
  const isNew = await noteStop(db.pool, districtId, { number, kind, source: 'person', by, at: now() });
  const becomes = wants === 'no-texts' ? 'gets no more texts' : 'gets texts again';
  remark(isNew ? `${found.name} ${becomes}.` : `It is noted already: ${found.name} ${becomes}.`);
}
