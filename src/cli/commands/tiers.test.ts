import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSchool, type TestSchool } from '../../cases/testing-school.ts';
import { runRollcall } from '../testing.ts';

let school: TestSchool;
let home: string;
beforeAll(async () => {
  school = await openTestSchool();
  home = mkdtempSync(join(tmpdir(), 'rollcall-cli-tiers-'));
  // Maya missed 10 of 50 days; at Oak October was below the goal.
  await school.db.pool.query(`
    insert into student_attendance (district_id, student_no, source, recorded, school_id, enrolled_days, absent_thousandths, unverified_on, close)
      values (1, 1, '', '', 'oak', 50, 10000, '{}', '[]'), (1, 3, '', '', 'oak', 50, 4900, '{}', '[]');
    insert into school_attendance (district_id, school_id, through_on, rule) values (1, 'oak', '2026-11-13', '{}');
    insert into school_attendance_days (district_id, school_id, on_date, enrolled_count, absent_thousandths, recorded_count, unverified_count)
      select 1, 'oak', d::date, 100, 6000, 10, 0 from generate_series('2026-10-01'::date, '2026-10-30'::date, interval '1 day') d`);
});
afterAll(async () => {
  await school.db.drop();
  rmSync(home, { recursive: true });
});

const rollcall = (...args: readonly string[]) =>
  runRollcall(args, { DATABASE_URL: school.db.url, ROLLCALL_HOME: home });

test('the list of Tier II holds who missed as much, and the board whom somebody put on it', async () => {
  const list = await rollcall('tiers', 'list', '--school', 'oak', '--format', 'json');
  expect(list.text).toContain('"student":"maya"');
  expect(list.text).not.toContain('"student":"lee"');
  expect((await rollcall('tiers', 'enter', 'maya')).text).toContain('T1: maya is on the board, to-match.');
  expect((await rollcall('tiers', 'board')).text).toContain('to-match');
  expect((await rollcall('tiers', 'leave', 'T1', '--reason', 'moved')).text).toContain('T1 is off the board.');
  expect((await rollcall('tiers', 'list', '--percent', '12')).text).toContain('allowed: 10');
}, 120_000);

test('a campaign is proposed below the goal, put off with a reason, and started after all', async () => {
  expect((await rollcall('campaigns')).text).toContain('proposed');
  expect((await rollcall('campaigns', 'not-now', '--school', 'oak', '--reason', 'the flu')).status).toBe(0);
  expect((await rollcall('campaigns')).text).not.toContain('proposed');
  const days = ['--from', '2026-11-16', '--to', '2026-12-04'];
  const start = ['campaigns', 'start', '--school', 'oak', '--title', 'Glad you are here'];
  expect((await rollcall(...start, '--from', '2026-11-16', '--to', '2026-11-20')).text).toContain('two to three weeks');
  expect((await rollcall(...start, ...days)).text).toContain('is started');
  expect((await rollcall('campaigns', 'judge', '1', '--belonging', 'x')).text).toContain('is not over and counted yet');
}, 120_000);
