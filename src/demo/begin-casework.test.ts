import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureSampleSignIns } from '../access/index.ts';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { beginCasework, runDemo } from './index.ts';

let db: TestDatabase;
let home: string;
let movers: readonly string[] = [];
const now = new Date('2026-11-18T18:00:00Z');
beforeAll(async () => {
  db = await createTestDatabase();
  await db.pool.query(`insert into districts (district_id, name) values (1, 'District')`);
  home = mkdtempSync(join(tmpdir(), 'rollcall-casework-'));
  await runDemo(db, {
    districtId: 1,
    home,
    packs: join(import.meta.dirname, '../../packs'),
    students: 1000,
    by: 'test',
    now: () => now,
    onProgress: () => undefined,
  });
}, 180_000);
afterAll(async () => {
  await db.drop();
  rmSync(home, { recursive: true });
});

const countOf = async (sql: string): Promise<number> =>
  (await db.pool.query<{ n: number }>(`select count(*)::int as n from ${sql}`)).rows[0]?.n ?? 0;

test('without people nobody works: nothing is begun', async () => {
  expect(await beginCasework(db, { districtId: 1, home, now })).toBe(false);
});

test('of a student who came from another school in fall nothing is told at this one', async () => {
  const moved = await db.pool.query<{ id: string }>(
    `with top as (
       select t.student_id from triggers t join enrollments e using (district_id, student_id)
        where t.state = 'active' and e.school_id = 'oak' and e.exit_on is null and e.entry_on < '2026-09-01'
        group by t.student_id order by count(*) desc, t.student_id limit 3),
     came as (update enrollments e set entry_on = '2026-11-12' from top where e.student_id = top.student_id returning e.*)
     insert into enrollments (district_id, student_id, school_id, entry_on, exit_on)
     select district_id, student_id, 'elm', '2026-08-24', '2026-11-10' from came returning student_id as id`,
  );
  movers = moved.rows.map(({ id }) => id);
  expect(movers).toHaveLength(3);
});

test('every screen of casework has something to show at the school of the cast, and a second start adds nothing', async () => {
  await ensureSampleSignIns(db, { districtId: 1, home, now });
  expect(await beginCasework(db, { districtId: 1, home, now })).toBe(true);
  const things = {
    files: `cases where school_id = 'oak' and state = 'open'`,
    contacts: 'contacts',
    calledInFall: `contacts where outcome = 'reached' and on_date < '2026-10-14'`,
    entries: 'journals',
    documents: 'documents',
    excusals: `excusal_proposals where state = 'proposed'`,
    held: `meetings where school_id = 'oak' and state = 'held'`,
    planned: `meetings where school_id = 'oak' and state = 'planned'`,
    signed: `contracts where state = 'signed'`,
    offered: `contracts where state = 'offered'`,
    plans: `plans where school_id = 'oak' and kind = 'intervention' and state = 'active'`,
    welfare: 'welfare_steps',
    disclosures: 'disclosures',
    incidents: 'incidents',
    withOfficer: `referrals where state = 'in-review'`,
    atOfficer: `referrals where state = 'new'`,
    alerts: `alerts where because = 'by hand'`,
    overdue: `tasks where state = 'open' and due_on < '2026-11-18' and school_id = 'oak'`,
    waiting: `tasks where state = 'open' and waiting_on <> ''`,
    campaigns: `campaigns where state = 'running'`,
    withStudents: 'support_activities where student_id is not null',
  };
  const counts = Object.fromEntries(
    await Promise.all(Object.entries(things).map(async ([name, sql]) => [name, await countOf(sql)] as const)),
  );
  for (const [name, count] of Object.entries(counts)) expect([name, count > 0]).toEqual([name, true]);
  expect(await countOf(`journals where student_id = any ('{${movers.join(',')}}')`)).toBe(0);
  expect(await beginCasework(db, { districtId: 1, home, now })).toBe(false);
  expect(await countOf('contacts')).toBe(counts['contacts']);
});
