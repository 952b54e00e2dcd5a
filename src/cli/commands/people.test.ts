import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing.ts';
import { runRollcall } from '../testing.ts';

let home: string;
let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  home = mkdtempSync(join(tmpdir(), 'rollcall-cli-people-'));
  await db.pool.query(`insert into districts (district_id, name) values (1, 'District')`);
  await db.pool.query(`insert into schools (district_id, school_id, name) values (1, 'oak', 'Oak Middle School')`);
});
afterAll(async () => {
  await db.drop();
  rmSync(home, { recursive: true });
});

const people = (...args: readonly string[]) =>
  runRollcall(['people', ...args], { ROLLCALL_HOME: home, DATABASE_URL: db.url, ROLLCALL_USER: 'test' });

test('the first administrator gets a link, then each person is added, listed, linked and ended', async () => {
  const first = await people('link', '--base-url', 'https://rollcall.example.org/');
  expect([first.status, first.out]).toEqual([
    0,
    expect.stringMatching(/^https:\/\/rollcall\.example\.org\/first-run#[\w-]{32}\n$/),
  ]);

  const boss = ['--name', 'Theo Brandt', '--email', 't.brandt@lakeside.example', '--role', 'system', '--no-link'];
  expect((await people('add', ...boss)).status).toBe(0);
  expect(await people('link')).toMatchObject({ status: 1, err: expect.stringContaining('an administrator already') });

  const bell = ['--name', 'Alma Bell', '--email', 'A.Bell@lakeside.example', '--role', 'clerk:oak'];
  const added = await people('add', ...bell);
  expect([added.status, added.out]).toEqual([0, expect.stringMatching(/\/set-password#[\w-]{32}\n$/)]);
  const { out } = await people('list', '--format', 'json');
  const found = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { email: string; grants: unknown });
  expect(found).toMatchObject([
    { email: 'a.bell@lakeside.example', grants: [{ role: 'clerk', school: 'oak' }] },
    { email: 't.brandt@lakeside.example', grants: [{ role: 'system', school: null }] },
  ]);

  const ended = await people('end', 'a.bell@lakeside.example', '--reason', 'left the district');
  expect([ended.status, ended.err]).toEqual([0, expect.stringContaining('The access of Alma Bell ends on ')]);
  expect(await people('link', 'a.bell@lakeside.example')).toMatchObject({
    status: 1,
    err: expect.stringContaining('has ended'),
  });
  expect((await people('list')).out).not.toContain('Alma Bell');
});

test('what is wrong is said with its place, and nothing is done', async () => {
  const wrong = await people('add', '--name', 'X', '--email', 'none', '--role', 'clerk:nowhere');
  expect([wrong.status, wrong.err]).toEqual([
    2,
    expect.stringMatching(/email: found "none"[\s\S]*school: found "nowhere"/),
  ]);
  expect((await people('add', '--name', 'X', '--email', 'x@y.example', '--role', 'boss')).status).toBe(2);
  expect(await people('end', 'nobody@lakeside.example', '--reason', 'none')).toMatchObject({ status: 1 });
});

test('a roster file is taken in after it was shown, as a whole', async () => {
  const file = join(home, 'people.csv');
  writeFileSync(file, 'name,email,role,school\nOtto Kern,o.kern@lakeside.example,team,oak\n');
  expect(await people('roster', file)).toMatchObject({ status: 1, err: expect.stringContaining('Nothing was done') });
  expect(await people('roster', file, '--yes')).toMatchObject({
    status: 0,
    err: expect.stringContaining('1 taken in'),
  });
  writeFileSync(file, 'name,email,role,school\nOtto Kern,,team,oak\n');
  expect(await people('roster', file, '--yes')).toMatchObject({
    status: 2,
    err: expect.stringContaining('people.csv:2 email'),
  });
});
