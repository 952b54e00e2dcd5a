import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiError } from '../client.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';
import type { SchoolChange, SchoolDetail } from './contract.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
});
afterAll(() => server.close());

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const problemOf = async (call: Promise<unknown>): Promise<ApiError['problem']> =>
  call.then(
    () => Promise.reject(new Error('it was not refused')),
    (error: unknown) => (error instanceof ApiError ? error.problem : Promise.reject(error as Error)),
  );
const asItIs = ({ own: { logo: _logo, signature: _signature, ...texts }, goal }: SchoolDetail): SchoolChange => ({
  ...texts,
  goal,
  reason: 'New principal',
});
const ownSchool = async (role: 'clerk' | 'administrator'): Promise<string> =>
  (await (await server.as(role)).readMe()).schools[0]?.school ?? '';
const otherSchool = async (school: string): Promise<string> => {
  const others = await server.db.pool.query<{ id: string }>(
    'select school_id as id from schools where school_id <> $1',
    [school],
  );
  return others.rows[0]?.id ?? '';
};

describe('schools', () => {
  test('are listed within reach, with what is missing, the packs and whom they name', async () => {
    const own = (await (await server.as('administrator')).listSchools()).items;
    const all = (await (await server.as('district')).listSchools()).items;
    expect(own.map(({ school }) => school)).toContain(await ownSchool('administrator'));
    expect(all.length).toBeGreaterThan(own.length);
    expect(own[0]?.packs.length).toBeGreaterThan(0);
    expect(own[0]?.students).toBeGreaterThan(0);
  });

  test('are changed by an administrator: goal and letterhead, with the reason on record', async () => {
    const administrator = await server.as('administrator');
    const school = await ownSchool('administrator');
    const before = await administrator.readSchool({ params: { school } });
    const change = { ...asItIs(before), signer: 'P. Lang', signerTitle: 'Principal', goal: 95.5, logo: PNG };
    const after = await administrator.changeSchool({ params: { school }, body: change, revision: before.revision });
    expect(after).toMatchObject({
      goal: 95.5,
      goalInForce: 95.5,
      own: { signer: 'P. Lang', logo: { type: 'png', base64: PNG } },
    });
    expect(after.changes[0]).toMatchObject({
      reason: 'New principal',
      parts: expect.arrayContaining(['goal', 'logo', 'signer']),
    });
    expect(after.revision).not.toBe(before.revision);
    const home = await administrator.readHome({ query: { school } });
    expect(home.attendance?.goal).toBe(95.5);
    const audit = await server.db.pool.query(`select 1 from audit_entries where action = 'change-school'`);
    expect(audit.rowCount).toBe(1);
  });

  test('the list says at once what was changed: letterhead and goal, who is named and what they are called, a pack that ended', async () => {
    const { pool } = server.db;
    const district = await server.as('district');
    const line = async () => (await district.listSchools()).items.find(({ school }) => school === 'elm');
    const before = await line();
    const elm = await district.readSchool({ params: { school: 'elm' } });
    const change = { ...asItIs(elm), signer: 'P. Quill', goal: 91.5 };
    await district.changeSchool({ params: { school: 'elm' }, body: change, revision: elm.revision });
    expect(await line()).toMatchObject({ goal: 91.5 });
    expect((await line())?.missing).not.toContain('signer');
    await pool.query(
      `insert into named_people (district_id, school_id, duty, person_id, named_by, named_at, reason)
       select 1, 'elm', 'lead', person_id, 'test', now(), 'test' from people where district_id = 1 order by person_id limit 1
       on conflict do nothing`,
    );
    expect((await line())?.named.lead).not.toBeNull();
    await pool.query(
      `update people set name = 'Quinn Quill' where person_id = (select min(person_id) from people where district_id = 1)`,
    );
    expect((await line())?.named.lead).toBe('Quinn Quill');
    await pool.query(`update schools set name = 'Elm Tree School' where school_id = 'elm'`);
    await pool.query(`update list_revisions set revision = revision + 1 where part = 'facts'`);
    expect((await line())?.name).toBe('Elm Tree School');
    await pool.query(`update pack_uses set ended_at = now() where district_id = 1`);
    expect((await line())?.packs).toEqual([]);
    await pool.query(`update pack_uses set ended_at = null where district_id = 1`);
    expect((await line())?.packs).toEqual(before?.packs);
  });

  test('what another person saved meanwhile is never overwritten', async () => {
    const administrator = await server.as('administrator');
    const district = await server.as('district');
    const school = await ownSchool('administrator');
    const seen = await administrator.readSchool({ params: { school } });
    await district.changeSchool({
      params: { school },
      body: { ...asItIs(seen), contact: 'J. Okafor' },
      revision: seen.revision,
    });
    const problem = await problemOf(
      administrator.changeSchool({
        params: { school },
        body: { ...asItIs(seen), contact: 'R. Chen' },
        revision: seen.revision,
      }),
    );
    expect(problem).toMatchObject({ status: 412, code: 'stale', present: { own: { contact: 'J. Okafor' } } });
    expect((await administrator.readSchool({ params: { school } })).own.contact).toBe('J. Okafor');
  });

  test('a goal that is taken away falls back to the district’s', async () => {
    const district = await server.as('district');
    const school = await ownSchool('administrator');
    const ofDistrict = await district.readSchool({ params: { school: '-' } });
    await district.changeSchool({
      params: { school: '-' },
      body: { ...asItIs(ofDistrict), goal: 97 },
      revision: ofDistrict.revision,
    });
    const seen = await district.readSchool({ params: { school } });
    const after = await district.changeSchool({
      params: { school },
      body: { ...asItIs(seen), goal: null },
      revision: seen.revision,
    });
    expect([after.goal, after.goalInForce]).toEqual([null, 97]);
  });

  test('a picture that no letter can hold is refused, and nothing is changed', async () => {
    const administrator = await server.as('administrator');
    const school = await ownSchool('administrator');
    const seen = await administrator.readSchool({ params: { school } });
    const body = { ...asItIs(seen), signer: 'Somebody Else', logo: Buffer.from('no picture').toString('base64') };
    expect(
      await problemOf(administrator.changeSchool({ params: { school }, body, revision: seen.revision })),
    ).toMatchObject({ status: 409 });
    expect((await administrator.readSchool({ params: { school } })).revision).toBe(seen.revision);
  });

  test('another school is not there, and a clerk looks only', async () => {
    const administrator = await server.as('administrator');
    const own = await ownSchool('administrator');
    const other = await otherSchool(own);
    const seen = await administrator.readSchool({ params: { school: own } });
    expect((await problemOf(administrator.readSchool({ params: { school: other } }))).status).toBe(404);
    expect((await problemOf(administrator.readSchool({ params: { school: '-' } }))).status).toBe(404);
    expect(
      (
        await problemOf(
          administrator.changeSchool({ params: { school: other }, body: asItIs(seen), revision: seen.revision }),
        )
      ).status,
    ).toBe(404);
    const clerk = await server.as('clerk');
    const school = await ownSchool('clerk');
    const clerks = await clerk.readSchool({ params: { school } });
    expect(
      (await problemOf(clerk.changeSchool({ params: { school }, body: asItIs(clerks), revision: clerks.revision })))
        .status,
    ).toBe(403);
  });
});
