import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { dataContract } from '../data/contract.ts';
import type { InsightSteps } from './contract.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
});
afterAll(() => server.close());

const OAK = { query: { school: 'oak' } };

describe('rates', () => {
  test('the rate of a school by day, week and month is that of Home, against its goal', async () => {
    const clerk = await server.as('clerk');
    const rates = await clerk.readInsightRates(OAK);
    const { attendance } = await clerk.readHome(OAK);
    expect(rates).toMatchObject({ state: 'counted', goal: 96, through: '2026-11-12', tooFew: null, schools: [] });
    expect(rates.year).toEqual(attendance?.year);
    expect(rates.weeks.map(({ from, percent }) => ({ from, percent }))).toEqual(attendance?.weeks);
    expect(rates.days.at(-1)).toMatchObject({ from: '2026-11-12', percent: attendance?.latest?.percent });
    expect(rates.months.map(({ from }) => from)).toEqual(expect.arrayContaining(['2026-10-01', '2026-11-01']));
    expect(rates.months.every(({ before }) => before === null)).toBe(true);
  });

  test('the months of the year before stand beside them where they were counted', async () => {
    await server.db.pool.query(`insert into school_attendance_months values (1, 'oak', '2025-10-01', 20, 1000, 50000)`);
    // What is kept on file is read anew when something was counted.
    await server.db.pool.query(`update attendance_figures set counted_at = counted_at + interval '1 second'`);
    const { months } = await (await server.as('clerk')).readInsightRates(OAK);
    expect(months.find(({ from }) => from === '2026-10-01')?.before).toBe(95);
    expect(months.find(({ from }) => from === '2026-11-01')?.before).toBeNull();
    expect(months.some(({ from }) => from < '2026-07-01')).toBe(false);
  });

  test('the district sees its schools by name, each with its month and the month before', async () => {
    const { schools } = await (await server.as('district')).readInsightRates({ query: {} });
    expect(schools.length).toBeGreaterThan(2);
    expect(schools.map(({ name }) => name)).toEqual(schools.map(({ name }) => name).toSorted());
    expect(schools.every(({ month, monthBefore }) => month !== null && monthBefore !== null)).toBe(true);
  });
});

describe('bands', () => {
  test('the bands are those of Home, and the grades add up to them', async () => {
    const clerk = await server.as('clerk');
    const bands = await clerk.readInsightBands(OAK);
    const { attendance } = await clerk.readHome(OAK);
    expect(bands.all.counts).toEqual(attendance?.bands.map(({ count }) => count));
    const sums = bands.all.counts.map((_, at) => bands.grades.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0));
    expect(sums).toEqual(bands.all.counts);
    expect(bands.chronic).toBe((bands.all.counts[2] ?? 0) + (bands.all.counts[3] ?? 0));
  });

  test('each number opens a list of as many students', async () => {
    const clerk = await server.as('clerk');
    const { chronic, nearChronic, newChronic, grades } = await clerk.readInsightBands(OAK);
    const totalOf = async (query: z.input<typeof dataContract.readAttendanceList.query>): Promise<number> =>
      (await clerk.readAttendanceList({ query: { ...query, school: 'oak' } })).total;
    expect(await totalOf({ band: 'chronic' })).toBe(chronic);
    expect(await totalOf({ band: 'near-chronic' })).toBe(nearChronic);
    expect(newChronic).toMatchObject({ from: '2026-11-01', to: '2026-11-12' });
    expect(await totalOf({ band: 'new-chronic', since: newChronic!.from, until: newChronic!.to })).toBe(
      newChronic?.count,
    );
    for (const { grade, counts } of grades) expect(await totalOf({ band: '5-10', grade })).toBe(counts[1]);
  });
});

describe('steps taken', () => {
  test('a call counts in its month, at its school, by its kind; corrected, it counts once', async () => {
    const clerk = await server.as('clerk');
    const before = callsOf(await clerk.readInsightSteps(OAK));
    const district = await server.as('district');
    const beforeEverywhere = callsOf(await district.readInsightSteps({ query: {} }));
    const [first] = (await clerk.readAttendanceList({ query: { school: 'oak' } })).items;
    const student = first?.student ?? '';
    const body = { kind: 'phone', party: 'student', outcome: 'reached', note: 'asked how we can help' } as const;
    const { contact } = await clerk.logContact({ params: { student }, body });
    const after = await clerk.readInsightSteps(OAK);
    expect(callsOf(after)).toBe(before + 1);
    // Nobody waits for a minute to be over, or for a calculation.
    const everywhere = await district.readInsightSteps({ query: {} });
    expect(callsOf(everywhere)).toBe(beforeEverywhere + 1);
    expect(everywhere.schools.map(({ school }) => school)).toContain('oak');
    expect(after.schools.map(({ school }) => school)).toEqual(['oak']);
    expect(after).toMatchObject({ from: '2026-07-01', to: '2026-11-13' });
    expect(after.months.at(-1)).toBe('2026-11-01');
    await server.db.pool.query(
      `insert into contacts (district_id, student_id, school_id, kind, with_whom, on_date, at, outcome, corrects_id, correction_reason,
         made_by_id, made_by, made_at)
       select district_id, student_id, school_id, kind, with_whom, on_date, at, 'message', contact_id, 'nobody answered', '', 'test', at
         from contacts where contact_id = $1`,
      [contact],
    );
    expect(callsOf(await clerk.readInsightSteps(OAK))).toBe(before + 1);
  });

  test('the letters of the log are the letters counted, by level', async () => {
    const clerk = await server.as('clerk');
    const { revision } = await clerk.previewIssue({ body: { school: 'oak' } });
    await clerk.issue({ body: { school: 'oak', revision }, key: 'insight' });
    const { items } = await clerk.readNoticeTotals({ query: { school: 'oak' } });
    const { lines } = await clerk.readInsightSteps(OAK);
    const letters = lines.filter(({ kind }) => kind === 'letter');
    expect(letters.length).toBeGreaterThan(1);
    expect(letters.map(({ pack, level, count }) => `${pack} ${level} ${count}`)).toEqual(
      items.map(({ pack, level, notices }) => `${pack} ${level} ${notices}`),
    );
  });
});

const callsOf = ({ lines }: z.output<typeof InsightSteps>): number =>
  lines
    .filter(({ kind, level, month }) => [kind, level, month].join(' ') === 'contact phone 2026-11-01')
    .reduce((sum, { count }) => sum + count, 0);

describe('who may see it', () => {
  test('a clerk sees the own school and no other', async () => {
    const clerk = await server.as('clerk');
    await expect(clerk.readInsightRates({ query: { school: 'elm' } })).rejects.toMatchObject({
      problem: { status: 404 },
    });
    const { schools } = await clerk.readInsightBands({ query: {} });
    expect(schools.map(({ school }) => school)).not.toContain('elm');
  });

  test('a teacher and an officer see no figures of a school', async () => {
    for (const role of ['teacher', 'officer'] as const) {
      const client = await server.as(role);
      await expect(client.readInsightRates({ query: {} })).rejects.toMatchObject({ problem: { status: 403 } });
    }
  });

  test('a file says on each line from which data it is', async () => {
    const clerk = await server.as('clerk');
    const text = await (await clerk.exportInsight({ query: { of: 'bands', school: 'oak' } })).text();
    const [head = '', ...rows] = text.trim().split('\r\n');
    expect(head.endsWith('data_through,calculated_for')).toBe(true);
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.every((row) => row.endsWith('2026-11-12,2026-11-13'))).toBe(true);
  });
});
