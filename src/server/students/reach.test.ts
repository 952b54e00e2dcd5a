import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reachSettings, scopedDatabase, type Reach } from '../../access/index.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
  // Left before this school year, left within it, and comes back later.
  await query(`update enrollments set exit_on = '2026-05-29' where student_id = '100003'`);
  await query(`update enrollments set exit_on = '2026-09-30' where student_id = '100004'`);
});
afterAll(() => server.close());

const query = async <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
  (await server.db.pool.query<Row>(sql, [...values])).rows;
const actor = { districtId: 1 };

async function shownByTheWall(reach: Reach): Promise<readonly string[]> {
  const { pool } = scopedDatabase(server.db, actor, reach);
  return (await pool.query<{ id: string }>('select student_id as id from students order by 1')).rows.map(
    ({ id }) => id,
  );
}

async function shownOneByOne(reach: Reach): Promise<readonly string[]> {
  const { names, values } = reachSettings(actor, reach);
  const sql = 'select student_id as id from students where wall_would_show(student_id, $1, $2) order by 1';
  return (await query<{ id: string }>(sql, [names, values])).map(({ id }) => id);
}

describe('whether one student is within reach is what the wall says of all', () => {
  const schools = (...ids: string[]): Reach => ({ kind: 'schools', schools: new Set(ids) });

  test.each<[string, Reach]>([
    ['nobody’s', { kind: 'none' }],
    ['the district', { kind: 'district' }],
    ['a school', schools('oak')],
    ['another school', schools('elm')],
    ['two schools', schools('oak', 'elm')],
    ['no school', schools()],
    ['a school that is not there', schools('nowhere')],
    ['a teacher who is not there', { kind: 'students', staffId: 'nobody' }],
  ])('%s', async (_, reach) => {
    expect(await shownOneByOne(reach)).toEqual(await shownByTheWall(reach));
  });

  test('a teacher’s own', async () => {
    const staff = await query<{ id: string }>('select distinct staff_id as id from sections order by 1 limit 5');
    expect(staff.length).toBeGreaterThan(0);
    for (const { id } of staff) {
      const reach: Reach = { kind: 'students', staffId: id };
      expect(await shownOneByOne(reach)).toEqual(await shownByTheWall(reach));
    }
  });

  test('an officer’s cases', async () => {
    await query(
      `insert into case_assignments (district_id, student_id, duty, person_id, because, from_on, made_by, made_at)
       values (1, '100002', 'officer', 'p-1', 'test', '2026-11-01', 'test', $1)`,
      [SAMPLE_NOW],
    );
    const reach: Reach = { kind: 'cases', personId: 'p-1' };
    expect(await shownOneByOne(reach)).toEqual(['100002']);
    expect(await shownByTheWall(reach)).toEqual(['100002']);
  });

  test('also before the first calculation', async () => {
    await query('update calculations set district_id = 2');
    expect(await shownOneByOne(schools('oak'))).toEqual(await shownByTheWall(schools('oak')));
    await query('update calculations set district_id = 1');
  });

  test('and nothing stays set on the connection that was asked', async () => {
    const { names, values } = reachSettings(actor, { kind: 'district' });
    const client = await server.db.pool.connect();
    try {
      await client.query('select wall_would_show($1, $2, $3)', ['100001', names, values]);
      const left = await client.query<{ scope: string | null }>('select wall_scope() as scope');
      expect(left.rows).toEqual([{ scope: null }]);
    } finally {
      client.release();
    }
  });

  test('no setting but a reach’s can be given, and the app’s role may not ask', async () => {
    const ask = `select wall_would_show('100001', array['role'], array['postgres'])`;
    await expect(query(ask)).rejects.toThrow(/no setting of a reach/);
    const { pool } = scopedDatabase(server.db, actor, { kind: 'district' });
    await expect(pool.query(ask)).rejects.toThrow(/permission denied/);
  });
});
