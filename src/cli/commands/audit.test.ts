import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordAudit, recordDisclosures } from '../../access/index.ts';
import { AS_OF, dropTestDistricts, lakeside, NOW, type TestDistrict } from '../../notices/testing/lakeside.ts';
import { COMMANDS } from '../commands.ts';
import { UNRECORDED } from '../record-command.ts';
import { runRollcall } from '../testing.ts';

let district: TestDistrict;
let maya = 0;
beforeAll(async () => {
  district = await lakeside();
  const found = await district.query<{ no: number }>(
    `select student_no as no from students where district_id = $1 and student_id = 'maya'`,
    [district.id],
  );
  maya = found[0]?.no ?? 0;
  const who = { actor: { personId: 'p1', name: 'A. Bell' }, districtId: district.id, from: '10.1.4.8', at: NOW };
  await recordAudit(district.db.pool, who, { action: 'view-student', students: ['maya'] });
  const court = { kind: 'given', on: AS_OF, party: 'County Court', interest: 'Hearing', given: 'File' } as const;
  await recordDisclosures(district.db, who, { ...court, students: [maya] });
});
afterAll(dropTestDistricts);

const rollcall = (...words: readonly string[]) =>
  runRollcall(words, { DATABASE_URL: district.db.url, ROLLCALL_USER: 'T. Brandt' });
const audit = (...words: readonly string[]) => rollcall('audit', ...words);

test('the logs are exported, with an entry of the export itself', async () => {
  const entries = await audit('export', '--student', 'maya');
  expect(entries.status).toBe(0);
  expect(entries.out.split('\r\n')[0]).toBe('entry,at,person,person_id,from,action,outcome,students,detail,sealed');
  expect(entries.out).toContain(`,A. Bell,p1,10.1.4.8,view-student,done,s${maya},{},no`);
  expect(entries.out).toContain(',T. Brandt,,command line,export-list,');
  const disclosures = await audit('export', '--log', 'disclosures', '--from', AS_OF, '--to', AS_OF);
  expect(disclosures.out).toContain('"Torres, Maya",given,2025-10-31,County Court,Hearing,File,A. Bell,');
  expect((await audit('export', '--log', 'everything')).status).toBe(2);
  expect((await audit('export', '--student', 'nobody')).err).toBe('No student with that number.\n');
});

test('a command that shows or changes students’ data leaves an entry, without what it was given', async () => {
  await rollcall('why', '--student', 'maya');
  await rollcall('decline', '--student', 'nobody', '--criterion', 'A', '--reason', 'x');
  await rollcall('pack', 'list');
  await rollcall('tasks', 'list');
  await rollcall('meetings', 'list');
  const found = await district.query(
    `select person, come_from, outcome, students, detail from audit_entries where district_id = $1 and action = 'command' order by entry_id`,
    [district.id],
  );
  const entry = { person: 'T. Brandt', come_from: 'command line', students: [] };
  expect(found).toEqual([
    { ...entry, outcome: 'done', detail: { command: 'why' } },
    { ...entry, outcome: 'refused', detail: { command: 'decline' } },
    { ...entry, outcome: 'done', detail: { command: 'tasks' } },
    { ...entry, outcome: 'done', detail: { command: 'meetings' } },
  ]);
});

test('commands that leave no entry are named one by one: a new one leaves its entry', () => {
  const names = COMMANDS.map(({ name }) => name);
  expect([...UNRECORDED].filter((name) => !names.includes(name))).toEqual([]);
});

test('a parent gets a letter', async () => {
  const letter = await audit('letter', '--student', 'maya');
  expect(letter.out).toContain('Student: Maya Torres');
  expect(letter.out).toContain('Given to County Court');
});

test('what is sealed is verified; a change is named and the command fails', async () => {
  expect((await audit('seal')).status).toBe(0);
  const well = await audit('verify', '--format', 'json');
  expect(well.status).toBe(0);
  const [entries] = well.out.split('\n').map((line) => (line === '' ? {} : JSON.parse(line)) as { head?: string });
  expect((await audit('verify', '--head', entries?.head ?? '')).err).toContain('as they were written');
  expect((await audit('verify', '--head', 'f'.repeat(64))).status).toBe(1);
  expect((await audit('verify', '--head', 'x')).status).toBe(2);
  await district.query(
    `update audit_entries set person = 'B. Cole' where district_id = $1 and action = 'view-student'`,
    [district.id],
  );
  const broken = await audit('verify');
  expect(broken.status).toBe(1);
  expect(broken.err).toMatch(/Broken: entry \d+ was changed after it was sealed \(segment 1\)/);
});
