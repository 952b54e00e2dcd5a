import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSchool, type TestSchool } from '../../cases/testing-school.ts';
import { NO_FIGURES } from '../../insight/did-it-help/figures.ts';
import { linesOf, runRollcall } from '../testing.ts';

let school: TestSchool;
let home: string;
beforeAll(async () => {
  school = await openTestSchool();
  home = mkdtempSync(join(tmpdir(), 'rollcall-cli-helped-'));
  const few = { ...NO_FIGURES, students: 9, responses: 9, alike: 40 };
  const enough = { ...NO_FIGURES, students: 20, responses: 20, alike: 40, before: 40_000, after: 20_000 };
  const figures = { ...enough, alikeBefore: 40_000, alikeAfter: 40_000, uu: 20e6, un: 20e3, nn: 20 };
  await school.db.pool.query(
    `insert into response_comparisons (district_id, school_id, response, figures)
     values (1, 'oak', 'letter', $1), (1, 'oak', 'contact', $2)`,
    [few, figures],
  );
});
afterAll(async () => {
  await school.db.drop();
  rmSync(home, { recursive: true });
});

const rollcall = (...args: readonly string[]) =>
  runRollcall(['did-it-help', ...args], { DATABASE_URL: school.db.url, ROLLCALL_HOME: home });

test('each response has its verdict in words, too few students none, and the limits stand below', async () => {
  const { text } = await rollcall();
  expect(text).toContain('too few: 9, and we need 10');
  expect(text).toMatch(/contact .*90 .*95 .*40 .*90 .*90 .*5 .*helped/);
  expect(text).toContain('This is no experiment');
}, 60_000);

test('a program gets one line a response, and no figure of too few students', async () => {
  const lines = linesOf(await rollcall('--school', 'oak', '--format', 'json'));
  expect(lines.map(({ response, verdict }) => [response, verdict])).toEqual([
    ['letter', 'too-few'],
    ['contact', 'helped'],
  ]);
  expect(lines[0]).not.toHaveProperty('before');
  expect((await rollcall('--school', 'nowhere')).status).not.toBe(0);
}, 60_000);
