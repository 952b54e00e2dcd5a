/** The main verbs of casework on the command line: each does what it says, and refuses what it must. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTasks } from '../cases/index.ts';
import { openTestSchool, whoIs, type TestSchool } from '../cases/testing-school.ts';
import { linesOf, runRollcall, type Ran } from './testing.ts';

const home = mkdtempSync(join(tmpdir(), 'rollcall-verbs-'));
let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
});
afterAll(async () => {
  await school.db.drop();
  rmSync(home, { recursive: true, force: true });
});

const rollcall = (...words: readonly string[]): Promise<Ran> =>
  runRollcall(words, { DATABASE_URL: school.db.url, ROLLCALL_USER: 'A. Bell', ROLLCALL_HOME: home });

/** What it says. Fails where the command does. */
async function says(...words: readonly string[]): Promise<string> {
  const said = await rollcall(...words);
  expect(said, `${words.join(' ')}: ${said.text}`).toMatchObject({ status: 0 });
  return said.text;
}

/** Why it refuses. Fails where it does not, or says it by its own insides. */
async function refuses(...words: readonly string[]): Promise<string> {
  const said = await rollcall(...words);
  expect(said.status, words.join(' ')).not.toBe(0);
  expect(said.err).not.toContain('    at ');
  return said.text;
}

async function listed(...words: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  return linesOf(await rollcall(...words, '--format', 'json'));
}

/** A day of so many days from today: the command line goes by the clock. */
const day = (days: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' }).format(
    new Date(Date.now() + days * 86_400_000),
  );

const reached = ['contacts', 'add', '--student', 'maya', '--outcome', 'reached'];

describe('casework on the command line', { timeout: 900_000 }, () => {
  it('a contact does the task that asks for it; taken back, the task is open again', async () => {
    await school.as('rollcall', (client) =>
      createTasks(client, { ...whoIs('rollcall'), now: new Date(), on: day(0) }, [
        {
          student: 'maya',
          school: 'oak',
          what: 'Call home',
          role: 'clerk',
          dueOn: null,
          about: { thing: 'contact', id: 1 },
        },
      ]),
    );
    await says('contacts', 'add', '--student', 'maya', '--outcome', 'no-answer');
    expect(await says('tasks', 'list')).toContain('last try: phone, no-answer');
    const [logged] = await listed(...reached);
    expect(await says('tasks', 'list', '--queue', 'ended')).toContain('Reached the family (phone, reached');
    const contact = String(logged?.['contact']);
    expect(await refuses('contacts', 'correct', contact, '--undo')).toContain('--reason');
    expect(await refuses('contacts', 'correct', '999', '--undo', '--reason', 'x')).toContain('no contact 999');
    expect(await says('contacts', 'correct', contact, '--undo', '--reason', 'the aunt')).toContain('is taken back by');
    expect(await says('tasks', 'list')).toContain('Call home');
    expect(await refuses('contacts', 'correct', contact, '--outcome', 'message', '--reason', 'y')).toContain('already');
  });

  it('a referral is made by hand, refused while something is missing, sent sealed with its disclosure, and decided', async () => {
    const elsewhere = ['--student', 'kwame', '--to', 'truancy-officer', '--reason', 'Nothing helped'];
    expect(await says('referrals', 'make', ...elsewhere)).toContain('R1 is prepared');
    expect(await refuses('referrals', 'send', 'R1')).toContain('1 of 2 requirements');
    const make = [
      'referrals',
      'make',
      '--student',
      'maya',
      '--to',
      'truancy-officer',
      '--reason',
      'Nothing else helped',
    ];
    expect(await says(...make)).toContain('R2 is prepared');
    expect(await refuses(...make)).toContain('runs already: R2');
    await says(...reached);
    expect(await refuses('referrals', 'send', 'R2')).toContain('people name E-MAIL --school oak --duty officer');
    const name = ['people', 'name', 'officer@lakeside.example', '--school', 'oak', '--duty', 'officer'];
    expect(await says(...name)).toContain('The officer is the officer of oak.');
    expect(
      await refuses('people', 'name', 'nobody@lakeside.example', '--school', 'oak', '--duty', 'officer'),
    ).toContain('e-mail');
    const sent = await says('referrals', 'send', 'R2', '--outside', '--interest', 'compel attendance');
    expect(sent).toMatch(/F\d+, \d+ pages, is sent to The officer\./);
    const file = /F\d+/.exec(sent)?.[0] ?? '';
    expect(sent).toContain('Written down as disclosure');
    expect(await refuses('referrals', 'send', 'R2')).toContain('This referral is new');
    const out = join(home, 'file.pdf');
    expect(await says('case-file', 'list', 'C2')).toContain(file);
    await says('case-file', 'save', file, '--out', out);
    expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await refuses('case-file', 'save', 'F99', '--out', out)).toContain('no sealed file F99');
    const give = ['case-file', 'give', file, '--party', 'County court', '--interest', 'hearing'];
    expect(await says(...give)).toContain('Written down as disclosure');
    await says('referrals', 'accept', 'R2');
    const back = ['referrals', 'return', 'R2', '--reason', 'The shoes', '--missing'];
    expect(await refuses(...back, 'shoes')).toMatch(/missing: found "shoes"; allowed: .*contacts.*meeting/);
    await says('referrals', 'next-step', 'R2', '--step', 'Home visit');
    expect(await refuses('referrals', 'accept', 'R2')).toContain('This referral is in-review');
    expect(await says('referrals', 'list', '--state', 'in-review')).toContain('Nothing else helped');
  });

  it('a contract is reviewed and ended once it is signed, and not before', async () => {
    const [drafted] = await listed('contracts', 'draft', '--student', 'lee');
    const contract = String(drafted?.['contract']);
    expect(await refuses('contracts', 'review', contract, '--note', 'well')).toContain('is offered');
    expect(await refuses('contracts', 'sign', contract, '--name', 'Nobody')).toContain('--name');
    const signers = drafted?.['signers'] as readonly { readonly name: string }[];
    for (const { name } of signers) await says('contracts', 'sign', contract, '--name', name);
    expect(await refuses('contracts', 'review', contract, '--note', 'well', '--next', day(-3))).toContain(
      'a day after today',
    );
    expect(await says('contracts', 'review', contract, '--note', 'Comes most days')).toContain('reviewed');
    expect(await says('contracts', 'end', contract, '--reason', 'moved away')).toBe(`Contract ${contract}: ended.\n`);
    expect(await refuses('contracts', 'violated', contract, '--reason', 'x')).toContain('is ended');
  });

  it('a student of the board: causes, plan, carried out, reviewed, referred', async () => {
    await says('tiers', 'enter', 'lee');
    const [entry] = await listed('tiers', 'board');
    const tier = String(entry?.['entry']);
    expect(await refuses('tiers', 'plan', tier, '--review', day(21), '--line', 'helper=Aunt')).toContain('to-match');
    expect(await refuses('tiers', 'causes', tier, '--cause', 'NOPE=much')).toContain('allowed: HEALTH');
    expect(await refuses('tiers', 'causes', tier, '--cause', 'HEALTH=very')).toContain('much');
    expect(await says('tiers', 'causes', tier, '--cause', 'HEALTH=much', 'CARE=some')).toContain('2 causes');
    const plan = ['tiers', 'plan', tier, '--line', 'school-does=Greet him at the door'];
    expect(await refuses(...plan, '--review', day(3))).toContain('two to four weeks');
    expect(await says(...plan, '--review', day(21))).toMatch(/plan P\d+ runs/);
    expect(await says('tiers', 'carry-out', tier)).toContain('is carried out from');
    const review = ['tiers', 'review', tier, '--reason', 'Comes most days'];
    expect(await refuses(...review, '--decision', 'continue')).toContain('--next');
    expect(await refuses(...review, '--decision', 'close')).toContain('--view');
    expect(await says(...review, '--decision', 'continue', '--next', day(30))).toContain('The next look is on');
    expect(await listed('tiers', 'reviews', tier)).toMatchObject([{ decision: 'continue', reason: 'Comes most days' }]);
    expect(await refuses(...review, '--decision', 'refer', '--view', 'not')).toContain('specialist');
    await says(...review, '--decision', 'close', '--view', 'helped');
    expect(await refuses('tiers', 'leave', tier, '--reason', 'x')).toContain('decided');
    expect(await refuses('tiers', 'reviews', 'T99')).toContain('no T99');
  });

  it('a welfare step knows its student by the task', async () => {
    const [task] = await school.as('rollcall', (client) =>
      createTasks(client, whoIs('rollcall'), [
        {
          student: 'lee',
          school: 'oak',
          what: 'Consider it',
          role: 'administrator',
          dueOn: null,
          about: { thing: 'welfare', id: 1 },
        },
      ]),
    );
    expect(await refuses('welfare', 'record', '--reason', 'Seen at home')).toContain('--student');
    expect(await refuses('welfare', 'record', '--task', 'T999', '--reason', 'Seen at home')).toContain('no task T999');
    expect(await says('welfare', 'record', '--task', `T${task}`, '--reason', 'Seen at home')).toContain('not needed');
    expect(await says('tasks', 'list', '--student', 'lee', '--queue', 'ended')).toContain('Contact was not needed');
  });
});
