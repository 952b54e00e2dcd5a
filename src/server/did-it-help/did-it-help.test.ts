import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
});
afterAll(() => server.close());

const OAK = { query: { school: 'oak' } };

/** A call that reached the family of every third student of a school, so many of them; counted anew with the next look. */
async function call(school: string, count: number): Promise<void> {
  await server.db.pool.query(
    `insert into contacts (district_id, student_id, kind, with_whom, on_date, at, outcome, made_by_id, made_by, made_at)
     select 1, x.student_id, 'phone', 'guardian', '2026-10-01', '2026-10-01 17:00Z', 'reached', 'p', 'P', now() from (
       select student_id, row_number() over (order by student_id) as no from enrollments
        where district_id = 1 and school_id = $1 and entry_on < '2026-09-01' and exit_on is null) x
      where x.no % 3 = 0 limit $2`,
    [school, count],
  );
  await server.db.pool.query('delete from response_comparison_state');
}

describe('whether calls helped', () => {
  test('is said with the number of students, those alike, an interval and what was left out', async () => {
    await call('oak', 40);
    const { state, asOf, windowDays, needed, responses } = await (await server.as('clerk')).readDidItHelp(OAK);
    expect({ state, asOf, windowDays, needed }).toEqual({
      state: 'counted',
      asOf: '2026-11-13',
      windowDays: 20,
      needed: 10,
    });
    const calls = responses.find(({ response }) => response === 'contact:phone');
    expect(calls).toMatchObject({
      family: 'contact',
      level: 'phone',
      title: '',
      outcome: { verdict: expect.any(String) },
    });
    expect(calls?.students).toBeGreaterThanOrEqual(10);
    expect(calls?.alike).toBeGreaterThanOrEqual(10);
    const { low, difference, high } = calls?.outcome ?? { low: 0, difference: 0, high: 0 };
    expect(low).toBeLessThan(difference);
    expect(difference).toBeLessThan(high);
    expect(responses.map(({ response }) => response)).toContain('contact');
  });

  test('is of the own schools only: the district has them all, another school is not there', async () => {
    await call('oak', 0);
    const all = await (await server.as('district')).readDidItHelp({ query: {} });
    const oak = await (await server.as('district')).readDidItHelp(OAK);
    const clerk = await server.as('clerk');
    expect((await clerk.readDidItHelp(OAK)).responses).toEqual(oak.responses);
    const letters = (answer: typeof all): number =>
      answer.responses.find(({ response }) => response === 'letter')?.leftOut.running ?? 0;
    expect(letters(all)).toBeGreaterThan(letters(oak));
    const own = (await clerk.readMe({})).schools.map(({ school }) => school);
    const others = await server.db.pool.query<{ id: string }>(
      'select school_id as id from schools where school_id <> all ($1)',
      [own],
    );
    await expect(clerk.readDidItHelp({ query: { school: others.rows[0]?.id ?? 'nowhere' } })).rejects.toMatchObject({
      problem: { code: 'not-found' },
    });
    await expect((await server.as('teacher')).readDidItHelp({ query: {} })).rejects.toMatchObject({
      problem: { code: 'not-open' },
    });
  });

  test('is not said of 9 students, in the file neither', async () => {
    const { rows } = await server.db.pool.query<{ id: string }>(
      `select school_id as id from enrollments where district_id = 1 and school_id <> 'oak' and exit_on is null
        and entry_on < '2026-09-01' group by school_id having count(*) > 18 order by school_id limit 1`,
    );
    const school = rows[0]?.id ?? '';
    await call(school, 9);
    const district = await server.as('district');
    const { responses } = await district.readDidItHelp({ query: { school } });
    expect(responses.find(({ response }) => response === 'contact:phone')).toMatchObject({ outcome: null });
    const file = await (await district.exportDidItHelp({ query: { school } })).text();
    const line = file.split('\r\n').find((one) => one.startsWith('contact,phone'));
    expect(line).toMatch(/^contact,phone,,\d,\d,\d+,,,,,,,,too-few,/);
  });

  test('names letters by the words of the pack, in the language of who asks', async () => {
    const district = await server.as('district');
    const titles = async (): Promise<readonly string[]> =>
      (await district.readDidItHelp({ query: {} })).responses
        .filter(({ response }) => response.startsWith('letter:'))
        .map(({ title }) => title);
    const english = await titles();
    expect(english.length).toBeGreaterThan(0);
    expect(english).not.toContain('');
  });
});
