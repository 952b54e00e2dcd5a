import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveReasons, giveStatuses, makeIncidents, type Who } from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { createTestDatabase, type TestDatabase } from '../../db/testing.ts';
import { linesOf, runRollcall } from '../testing.ts';

const WHO: Who = {
  districtId: 1,
  personId: '',
  name: 'Rollcall',
  role: 'rollcall',
  now: new Date('2026-11-16T18:00:00Z'),
  on: '2026-11-16',
};

let home: string;
let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  home = mkdtempSync(join(tmpdir(), 'rollcall-cli-incidents-'));
  await db.pool.query(`insert into districts (district_id, name) values (1, 'District')`);
  await db.pool.query(`insert into schools (district_id, school_id, name) values (1, 'oak', 'Oak Middle School')`);
  await db.pool.query(
    `insert into students (district_id, student_id, student_no, first_name, last_name) values (1, '100', 1, 'Maya', 'Torres')`,
  );
  await db.pool.query(
    `insert into enrollments (district_id, student_id, school_id, entry_on) values (1, '100', 'oak', '2026-08-24')`,
  );
  await db.pool.query(
    `insert into staff (district_id, staff_id, name, kind) values (1, 'S1', 'Dana Marsh', 'teacher')`,
  );
  const since = {
    student: '100',
    school: 'oak',
    from: '2026-11-16',
    until: '2999-01-22',
    because: 'X',
    noticeId: null,
  };
  await withTransaction(db, async (client) => {
    const reporter = { kind: 'staff', id: 'S1', name: 'Dana Marsh' } as const;
    const incident = { ...since, on: '2026-11-12', reporter, code: 'TARDY', action: 'DETENTION', fines: [] };
    await makeIncidents(client, WHO, [incident]);
    await giveStatuses(client, WHO, [{ ...since, status: 'probation', before: 'eligible' }]);
    await giveReasons(client, WHO, [{ ...since, reason: 'ATTENDANCE', factors: ['ATTENDANCE'] }]);
  });
});
afterAll(async () => {
  await db.drop();
  rmSync(home, { recursive: true });
});

const rollcall = (...args: readonly string[]) =>
  runRollcall(args, { ROLLCALL_HOME: home, DATABASE_URL: db.url, ROLLCALL_USER: 'test' });

test('an incident is listed, dated, exported once and again after it was changed', async () => {
  expect(linesOf(await rollcall('incidents', 'list', '--state', 'open', '--format', 'json'))).toMatchObject([
    { incident: 1, student: '100', code: 'TARDY', state: 'open', reporterName: 'Dana Marsh' },
  ]);
  const date = ['incidents', 'date', '1', '--from', '2026-11-18', '--place', 'Room 4'];
  expect(await rollcall(...date)).toMatchObject({ status: 0 });
  expect(await rollcall(...date, '--to', '2026-11-17')).toMatchObject({ status: 2 });
  const file = join(home, 'incidents.csv');
  expect(await rollcall('incidents', 'export', '--out', file)).toMatchObject({
    err: expect.stringContaining('1 exported'),
  });
  expect(readFileSync(file, 'utf8')).toContain(
    '1,2,100,oak,2026-11-12,TARDY,staff,S1,Dana Marsh,DETENTION,2026-11-18,2026-11-18,Room 4,dated',
  );
  expect(await rollcall('incidents', 'export')).toMatchObject({ err: expect.stringContaining('0 exported') });
  expect(await rollcall('incidents', 'serve', '1')).toMatchObject({ status: 0 });
  expect(await rollcall('incidents', 'cancel', '1', '--reason', 'a mistake')).toMatchObject({ status: 1 });
  expect(await rollcall('incidents', 'export')).toMatchObject({
    err: expect.stringContaining('1 exported, 1 of them again'),
  });
});

test('eligibility and at-risk reasons of a student are shown, added and ended', async () => {
  const add = ['standing', 'add-at-risk', '100', '--factors', 'HOUSING', '--until', '2999-06-01'];
  expect(await rollcall(...add)).toMatchObject({ status: 0 });
  expect(await rollcall(...add, '--reason', 'NOPE')).toMatchObject({ status: 2 });
  const [shown] = linesOf(await rollcall('standing', 'show', '100', '--format', 'json'));
  expect(shown).toMatchObject({
    overall: { status: 'probation', until: '2999-01-22' },
    atRisk: [{ factors: ['HOUSING'] }, { reason: 'ATTENDANCE' }],
  });
  expect(linesOf(await rollcall('standing', 'at-risk', '--factor', 'ATTENDANCE', '--format', 'json'))).toMatchObject([
    { student: '100', reason: 'ATTENDANCE' },
  ]);
  expect(await rollcall('standing', 'end-eligibility', '1', '--reason', 'excused since')).toMatchObject({ status: 0 });
  const [after] = linesOf(await rollcall('standing', 'show', '100', '--format', 'json'));
  expect(after).toMatchObject({ overall: { status: 'eligible' } });
});

test('a code of a catalog is added, changed, listed and ended, and people are found by a part of the last name', async () => {
  const fine = ['LATE', '--name-en', 'Late fee', '--name-es', 'Multa', '--reason', 'board of 3 November'];
  expect(await rollcall('catalog', 'add', 'fines', ...fine, '--set', 'amountCents=500')).toMatchObject({ status: 0 });
  expect(await rollcall('catalog', 'add', 'fines', ...fine, '--set', 'amountCents=500')).toMatchObject({ status: 1 });
  expect(await rollcall('catalog', 'change', 'fines', ...fine, '--set', 'amountCents=five')).toMatchObject({
    status: 2,
  });
  expect(
    await rollcall('catalog', 'change', 'fines', ...fine, '--set', 'amountCents=600', '--from', '2999-01-01'),
  ).toMatchObject({ status: 0 });
  expect(linesOf(await rollcall('catalog', 'list', 'fines', '--format', 'json'))).toMatchObject([
    { code: 'LATE', extra: { amountCents: 500 } },
  ]);
  expect(linesOf(await rollcall('catalog', 'list', 'fines', '--on', '2999-01-01', '--format', 'json'))).toMatchObject([
    { extra: { amountCents: 600 } },
  ]);
  expect(await rollcall('catalog', 'end', 'fines', 'LATE', '--on', '2999-02-01', '--reason', 'board')).toMatchObject({
    status: 0,
  });
  expect(linesOf(await rollcall('catalog', 'who', 'staff', 'ars', '--format', 'json'))).toMatchObject([
    { id: 'S1', name: 'Dana Marsh' },
  ]);
});
