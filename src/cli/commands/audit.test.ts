import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordAudit, recordDisclosures } from '../../access/index.ts';
import { AS_OF, dropTestDistricts, lakeside, NOW, type TestDistrict } from '../../notices/testing/lakeside.ts';

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

const rollcall = (...words: readonly string[]) => spawned('audit', ...words);

function spawned(...words: readonly string[]): Promise<{ status: number | null; out: string; err: string }> {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  const child = spawn(process.execPath, [main, ...words], {
    env: { ...process.env, DATABASE_URL: district.db.url, ROLLCALL_USER: 'T. Brandt' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, out, err })));
}

test('the logs are exported, with an entry of the export itself', async () => {
  const entries = await rollcall('export', '--student', 'maya');
  expect(entries.status).toBe(0);
  expect(entries.out.split('\r\n')[0]).toBe('entry,at,person,person_id,from,action,outcome,students,detail,sealed');
  expect(entries.out).toContain(`,A. Bell,p1,10.1.4.8,view-student,done,s${maya},{},no`);
  expect(entries.out).toContain(',T. Brandt,,command line,export-list,');
  const disclosures = await rollcall('export', '--log', 'disclosures', '--from', AS_OF, '--to', AS_OF);
  expect(disclosures.out).toContain('"Torres, Maya",given,2025-10-31,County Court,Hearing,File,A. Bell,');
  expect((await rollcall('export', '--log', 'everything')).status).toBe(2);
  expect((await rollcall('export', '--student', 'nobody')).err).toBe('No student with that number.\n');
});

test('a command that shows or changes students’ data leaves an entry, without what it was given', async () => {
  await spawned('why', '--student', 'maya');
  await spawned('decline', '--student', 'nobody', '--criterion', 'A', '--reason', 'x');
  await spawned('pack', 'list');
  const found = await district.query(
    `select person, come_from, outcome, students, detail from audit_entries where district_id = $1 and action = 'command' order by entry_id`,
    [district.id],
  );
  const entry = { person: 'T. Brandt', come_from: 'command line', students: [] };
  expect(found).toEqual([
    { ...entry, outcome: 'done', detail: { command: 'why' } },
    { ...entry, outcome: 'refused', detail: { command: 'decline' } },
  ]);
});

test('a parent gets a letter', async () => {
  const letter = await rollcall('letter', '--student', 'maya');
  expect(letter.out).toContain('Student: Maya Torres');
  expect(letter.out).toContain('Given to County Court');
});

test('what is sealed is verified; a change is named and the command fails', async () => {
  expect((await rollcall('seal')).status).toBe(0);
  const well = await rollcall('verify', '--format', 'json');
  expect(well.status).toBe(0);
  const [entries] = well.out.split('\n').map((line) => (line === '' ? {} : JSON.parse(line)) as { head?: string });
  expect((await rollcall('verify', '--head', entries?.head ?? '')).err).toContain('as they were written');
  expect((await rollcall('verify', '--head', 'f'.repeat(64))).status).toBe(1);
  expect((await rollcall('verify', '--head', 'x')).status).toBe(2);
  await district.query(
    `update audit_entries set person = 'B. Cole' where district_id = $1 and action = 'view-student'`,
    [district.id],
  );
  const broken = await rollcall('verify');
  expect(broken.status).toBe(1);
  expect(broken.err).toMatch(/Broken: entry \d+ was changed after it was sealed \(segment 1\)/);
});
