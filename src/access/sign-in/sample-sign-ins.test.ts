import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../server/testing.ts';
import { ROLES } from '../roles.ts';
import { ensureSampleSignIns, readSampleSignIns } from './sample-sign-ins.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('the sample district has one sign-in for each role, with its own password, in a file that only its owner reads', async () => {
  const place = { districtId: 1, home: server.home, now: new Date() };
  const signIns = await readSampleSignIns(server.db, place);
  expect(signIns.map(({ role }) => role)).toEqual([...ROLES]);
  expect(new Set(signIns.map(({ password }) => password)).size).toBe(ROLES.length);
  expect((await stat(join(server.home, 'sample-sign-ins.json'))).mode & 0o777).toBe(0o600);
  expect(await ensureSampleSignIns(server.db, place)).toEqual(signIns);
});

test('each of them can sign in', async () => {
  for (const role of ROLES) expect(await server.cookieOf(role)).toContain('rollcall.session_token=');
});

test('the teacher of the sample has students', async () => {
  const found = await server.db.pool.query(
    `select count(distinct r.student_id) as students from people p join sections s using (district_id, staff_id)
     join rosters r using (district_id, section_id) join grants g using (district_id, person_id) where g.role = 'teacher'`,
  );
  expect(found.rows[0]?.students).toBeGreaterThan(10);
});
