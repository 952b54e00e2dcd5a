import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
  const add = (school: string, kind: string, on: string, count: number) =>
    server.db.pool.query(
      `insert into contacts (district_id, student_id, school_id, kind, with_whom, on_date, at, outcome, made_by_id, made_by, made_at)
       select 1, student_id, school_id, $2, 'guardian', $3::date, $3::date + time '20:00', 'reached', 'p', 'Alma Bell', now()
         from enrollments where district_id = 1 and school_id = $1 and exit_on is null order by student_id limit $4`,
      [school, kind, on, count],
    );
  await add('oak', 'phone', '2026-11-02', 3);
  await add('oak', 'phone', '2026-10-30', 2);
  await add('oak', 'email', '2026-11-03', 1);
  await add('laurel', 'phone', '2026-11-04', 2);
});
afterAll(() => server.close());

const PHONE = { kind: 'contact', level: 'phone', month: '2026-11-01' } as const;

describe('what is behind a number of the steps taken', () => {
  test('is as many as the number says, the latest first, of the month and level alone', async () => {
    const clerk = await server.as('clerk');
    const steps = await clerk.readInsightSteps({ query: { school: 'oak' } });
    const counted = steps.lines.find(
      ({ kind, level, month }) => kind === 'contact' && level === 'phone' && month === '2026-11-01',
    );
    const list = await clerk.listStepsTaken({ query: { school: 'oak', ...PHONE } });
    expect(counted?.count).toBe(3);
    expect(list.total).toBe(3);
    expect(list.items.every(({ on, level }) => on === '2026-11-02' && level === 'phone')).toBe(true);
    expect(list.items[0]?.to).toMatch(/^\/students\/s\d+\?tab=timeline/);
    const year = await clerk.listStepsTaken({ query: { school: 'oak', kind: 'contact' } });
    expect(year.items.map(({ on }) => on)).toEqual([
      '2026-11-03',
      ...Array<string>(3).fill('2026-11-02'),
      ...Array<string>(2).fill('2026-10-30'),
    ]);
  });

  test('comes page by page', async () => {
    const clerk = await server.as('clerk');
    const first = await clerk.listStepsTaken({ query: { school: 'oak', ...PHONE, limit: 2 } });
    const second = await clerk.listStepsTaken({
      query: { school: 'oak', ...PHONE, limit: 2, cursor: first.next ?? '' },
    });
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null]);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(3);
  });

  test('pages end within a day and stand still while others are logged; the number is right at once', async () => {
    const district = await server.as('district');
    const seen: number[] = [];
    let cursor: string | undefined;
    const { total } = await district.listStepsTaken({ query: { kind: 'contact' } });
    for (;;) {
      const page = await district.listStepsTaken({ query: { kind: 'contact', limit: 1, ...(cursor && { cursor }) } });
      seen.push(...page.items.map(({ id }) => id));
      if (seen.length === 3) {
        const body = { kind: 'phone', party: 'student', outcome: 'reached', note: '' } as const;
        await (await server.as('clerk')).logContact({ params: { student: page.items[0]?.student ?? '' }, body });
        expect((await district.listStepsTaken({ query: { kind: 'contact' } })).total).toBe(total + 1);
      }
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(seen).toHaveLength(total);
    expect(new Set(seen).size).toBe(total);
  });

  test('of a level that nobody took is empty', async () => {
    const list = await (await server.as('clerk')).listStepsTaken({ query: { kind: 'contact', level: 'pigeon' } });
    expect(list).toEqual({ items: [], next: null, total: 0 });
  });

  test('a cursor of somebody else’s making is refused', async () => {
    const clerk = await server.as('clerk');
    await expect(clerk.listStepsTaken({ query: { kind: 'contact', cursor: 'Nw' } })).rejects.toMatchObject({
      problem: { status: 422 },
    });
  });

  test('stays within reach: another school is not there, the district sees all', async () => {
    const clerk = await server.as('clerk');
    await expect(clerk.listStepsTaken({ query: { school: 'laurel', ...PHONE } })).rejects.toMatchObject({
      problem: { status: 404 },
    });
    const { items } = await (await server.as('district')).listStepsTaken({ query: PHONE });
    expect([...new Set(items.map(({ school }) => school))].toSorted()).toEqual(['laurel', 'oak']);
  });

  test('of welfare steps is for who may take them', async () => {
    await expect(
      (await server.as('clerk')).listStepsTaken({ query: { school: 'oak', kind: 'welfare' } }),
    ).rejects.toMatchObject({ problem: { status: 403 } });
    expect((await (await server.as('administrator')).listStepsTaken({ query: { kind: 'welfare' } })).total).toBe(0);
  });

  test.each(['contact', 'meeting', 'plan', 'referral', 'welfare'] as const)('is counted alike: %s', async (kind) => {
    const district = await server.as('district');
    const { lines } = await district.readInsightSteps({ query: {} });
    const sum = lines.filter((line) => line.kind === kind).reduce((all, { count }) => all + count, 0);
    expect((await district.listStepsTaken({ query: { kind, limit: 1 } })).total).toBe(sum);
  });
});
