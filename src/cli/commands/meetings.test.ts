import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTasks } from '../../cases/index.ts';
import { openTestSchool, whoIs, type TestSchool } from '../../cases/testing-school.ts';
import { linesOf, runRollcall } from '../testing.ts';

let school: TestSchool;
let home: string;
beforeAll(async () => {
  school = await openTestSchool();
  home = mkdtempSync(join(tmpdir(), 'rollcall-cli-meetings-'));
});
afterAll(async () => {
  await school.db.drop();
  rmSync(home, { recursive: true });
});

const rollcall = (...args: readonly string[]) =>
  runRollcall(args, { DATABASE_URL: school.db.url, ROLLCALL_HOME: home });

/** The lines that it prints for a program. */
const json = async (...args: readonly string[]) => linesOf(await rollcall(...args, '--format', 'json'));

test('a meeting is planned with the family, what clashes is said, and it is held without them', async () => {
  const add = ['meetings', 'add', '--student', 'maya', '--kind', 'contract', '--date', '2020-11-16', '--time', '15:30'];
  const made = await json(...add, '--place', 'Room 4', '--agency', 'Rosa Diaz <diaz@county.example> (County)');
  expect(made[0]).toMatchObject({ student: 'maya', state: 'planned', time: '15:30', place: 'Room 4' });
  const people = made[0]?.['invitees'] as readonly { readonly name: string; readonly part: string }[];
  expect(people.map(({ part }) => part)).toEqual(['guardian', 'student', 'agency']);
  const again = await rollcall(...add, '--place', 'room 4');
  expect(again.text).toContain('At that time: Room 4, a meeting at 15:30.');
  const meeting = String(made[0]?.['meeting']);
  const held = await json('meetings', 'held', meeting, '--came', 'Rosa Diaz', '--family', 'did-not-take-part');
  expect(held[0]).toMatchObject({ state: 'held', family: 'did-not-take-part' });
  expect((await rollcall('meetings', 'list', '--student', 'maya')).text).toContain('held, family did not take part');
  const wrong = await rollcall('meetings', 'held', meeting, '--came', 'Nobody');
  expect(wrong).toMatchObject({ status: 2 });
}, 120_000);

test('a contract is drafted, signed by all, marked as violated, and the mark is taken back', async () => {
  const drafted = await json('contracts', 'draft', '--student', 'maya');
  const contract = String(drafted[0]?.['contract']);
  const signers = drafted[0]?.['signers'] as readonly { readonly name: string }[];
  let last: Awaited<ReturnType<typeof json>> = [];
  for (const { name } of signers) last = await json('contracts', 'sign', contract, '--name', name);
  expect(last[0]).toMatchObject({ state: 'signed' });
  expect((await json('contracts', 'violated', contract, '--reason', 'Absent'))[0]).toMatchObject({
    state: 'violated',
  });
  const back = await json('contracts', 'violated', contract, '--undo', '--reason', 'Mistake');
  expect(back[0]).toMatchObject({ state: 'signed', violated: null });
  expect((await rollcall('contracts', 'violated', contract)).status).not.toBe(0);
}, 120_000);

test('a welfare step that is asked for is listed, and closed by a contact that stands in the log of disclosures', async () => {
  const who = whoIs('rollcall');
  const [task] = await school.as('rollcall', (client) =>
    createTasks(client, who, [
      {
        student: 'lee',
        school: 'oak',
        what: 'Welfare',
        role: 'administrator',
        dueOn: '2020-01-01',
        about: { thing: 'welfare', id: 5 },
      },
    ]),
  );
  expect((await rollcall('welfare')).text).toContain('overdue');
  const contact = ['--agency', 'social-services', '--organization', 'County', '--given', 'The days absent'];
  const done = await json(
    'welfare',
    'record',
    '--student',
    'lee',
    '--task',
    `T${task}`,
    '--reason',
    'No answer',
    ...contact,
  );
  expect(done[0]).toMatchObject({ decision: 'made', organisation: 'County' });
  expect((await rollcall('welfare')).text).toContain('Nothing is asked for.');
}, 120_000);

test('blank forms are listed, and written as PDF in each language', async () => {
  const out = join(home, 'forms');
  expect((await json('forms')).map(({ form }) => form)).toEqual([
    'contract',
    'contact-log',
    'plan',
    'matching',
    'minutes',
  ]);
  await rollcall('forms', 'contact-log', '--school', 'oak', '--out', out);
  expect(readdirSync(out).toSorted()).toEqual(['contact-log.en.pdf', 'contact-log.es.pdf']);
}, 120_000);
