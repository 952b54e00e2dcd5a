import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiError } from '../client.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
  await server.db.pool.query(
    `insert into documents (district_id, student_id, school_id, year, kind, file_name, type, size_bytes, sha256, received_on, made_by_id, made_by, made_at)
     select 1, student_id, 'oak', y, 'other', 'a.pdf', 'pdf', 2000000, repeat('b', 63) || (y % 10), make_date(y, 10, 1), '', 'test', now()
       from (select student_id from students where district_id = 1 order by student_no limit 3) s, unnest(array[2019, 2020, 2021]) y`,
  );
});
afterAll(() => server.close());

test('what is older than the district keeps is shown by year, proposed, purged with a reason, and stays in a log', async () => {
  const district = await server.as('district');
  const before = await district.readRetention({});
  expect(before).toMatchObject({ documentsYears: 5, throughYear: 2020, setAt: null, proposals: [] });
  expect(before.older).toEqual([
    { year: 2019, documents: 3, students: 3, size: 6_000_000 },
    { year: 2020, documents: 3, students: 3, size: 6_000_000 },
  ]);
  const longer = await district.setRetention({ body: { documentsYears: 6, reason: 'The board’s schedule' } });
  expect(longer.older.map(({ year }) => year)).toEqual([2019]);
  expect(await district.proposeRetention({})).toEqual({ documents: 3 });
  const [proposal] = (await district.readRetention({})).proposals;
  expect(proposal).toMatchObject({ documents: 3, throughYear: 2019, state: 'open' });
  const params = { proposal: String(proposal?.proposal) };
  expect(await district.purgeRetention({ params, body: { reason: 'Their time is over' } })).toEqual({
    documents: 3,
    files: 1,
  });
  const after = await district.readRetention({});
  expect(after.older).toEqual([]);
  expect(after.proposals).toMatchObject([{ state: 'purged', reason: 'Their time is over' }]);
  const rows = await server.db.pool.query(
    `select count(*)::int as n from documents where district_id = 1 and state = 'purged'`,
  );
  expect(rows.rows).toEqual([{ n: 3 }]);
});

test('what was decided is not decided again, and nobody of a school decides it', async () => {
  const district = await server.as('district');
  const [proposal] = (await district.readRetention({})).proposals;
  const params = { proposal: String(proposal?.proposal) };
  const again = district.keepRetention({ params, body: { reason: 'No, keep them' } });
  await expect(again).rejects.toSatisfy((error) => error instanceof ApiError && error.problem.code === 'refused');
  const administrator = await server.as('administrator');
  await expect(administrator.readRetention({})).rejects.toSatisfy(
    (error) => error instanceof ApiError && error.problem.code === 'not-open',
  );
});
