import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPdf } from '../../documents/testing/read-pdf.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';
import type { ReportPage } from './contract.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ now: () => SAMPLE_NOW });
});
afterAll(() => server.close());

const OAK = { school: 'oak' } as const;

/** Column by its place, of the section whose heading has these words. */
function section(page: ReportPage, words: string): ReportPage['sections'][number] {
  const found = page.sections.find(({ heading }) => heading.includes(words));
  if (found === undefined)
    throw new Error(`no section ${words} in ${page.sections.map(({ heading }) => heading).join(', ')}`);
  return found;
}

describe('the principal’s attendance report', () => {
  test('says how attendance is to date against the goal, and month by month', async () => {
    const principal = await server.as('administrator');
    const page = await principal.readPrincipalReport({ query: OAK });
    const { year } = await principal.readInsightRates({ query: OAK });
    expect(page).toMatchObject({ through: '2026-11-12', month: '2026-11-01' });
    expect(page.lines[0]).toContain('November 2026');
    expect(page.lines[1]).toContain('Nov 12, 2026');
    const attendance = section(page, 'Attendance to date is');
    expect(attendance.heading).toContain(`${year.percent?.toFixed(1)}%`);
    expect(attendance.heading).toContain(year.isBelow ? 'below the goal of 96%' : 'the goal of 96% is reached');
    expect(attendance.rows.map(([month]) => month?.text)).toEqual(
      expect.arrayContaining(['October 2026', 'November 2026']),
    );
  });

  test('counts by grade what Insight counts, and each number opens its list', async () => {
    const principal = await server.as('administrator');
    const page = await principal.readPrincipalReport({ query: OAK });
    const { grades, chronic, all } = await principal.readInsightBands({ query: OAK });
    const bands = section(page, 'missed 10% or more');
    expect(bands.heading).toContain(`${chronic} of ${all.students} students`);
    expect(bands.rows.length).toBe(grades.length + 1);
    for (const [at, grade] of grades.entries()) {
      const row = bands.rows[at]!;
      expect(row.slice(3, 7).map(({ text }) => text)).toEqual(grade.counts.map(String));
      const linked = row.find(({ to }) => to !== undefined);
      if (linked !== undefined) expect(linked.to).toContain(`&grade=${grade.grade}`);
    }
  });

  test('names who is new at 10% and who is close to it, for people of the school', async () => {
    const principal = await server.as('administrator');
    const page = await principal.readPrincipalReport({ query: OAK });
    const { items, total } = await principal.readAttendanceList({ query: { school: 'oak', band: 'near-chronic' } });
    const near = section(page, 'Close to 10%');
    expect(near.heading).toContain(`${total} student`);
    expect(near.rows.map(([name]) => name?.text)).toEqual(items.map(({ name }) => name));
    expect(near.rows.map(([name]) => name?.to)).toEqual(items.map(({ student }) => `/students/${student}`));
  });

  test('to give to others it names nobody, and no count of one to nine is in a table of students', async () => {
    const principal = await server.as('administrator');
    const { items } = await principal.readAttendanceList({ query: { school: 'oak', limit: 200 } });
    const page = await principal.readPrincipalReport({ query: { ...OAK, audience: 'public' } });
    const text = JSON.stringify(page);
    expect(items.filter(({ name }) => text.includes(name))).toEqual([]);
    expect(text).not.toContain('"to":');
    const bands = page.sections[1]!;
    const counts = bands.rows.flatMap((row) => row.slice(3, 7).map(({ text: count }) => count));
    expect(counts.filter((count) => /^[1-9]$/.test(count))).toEqual([]);
    expect(counts).toContain('*');
  });

  test('open files and overdue ones are those of the list of cases', async () => {
    const principal = await server.as('administrator');
    const page = await principal.readPrincipalReport({ query: OAK });
    const open = await principal.listCases({ query: { school: 'oak', state: 'open' } });
    const overdue = await principal.listCases({ query: { school: 'oak', state: 'open', due: 'overdue' } });
    const work = section(page, 'Open work');
    expect(work.rows.slice(0, 2).map(([, count]) => count?.text)).toEqual([String(open.total), String(overdue.total)]);
  });

  test('an earlier month ends with it', async () => {
    const principal = await server.as('administrator');
    const page = await principal.readPrincipalReport({ query: { ...OAK, month: '2026-10-14' } });
    expect(page.month).toBe('2026-10-01');
    expect(page.sections[0]?.rows.at(-1)?.[0]?.text).toBe('October 2026');
    expect(section(page, 'Steps taken in October 2026').rows.length).toBeGreaterThanOrEqual(0);
  });

  test('is read in Spanish by who reads Spanish', async () => {
    const principal = await server.as('administrator');
    const { preferences } = await principal.readMe();
    await principal.savePreferences({ body: { ...preferences, language: 'es' } });
    const page = await principal.readPrincipalReport({ query: OAK });
    await principal.savePreferences({ body: { ...preferences, language: 'en' } });
    expect(page.title).toBe('Informe de asistencia para la dirección');
    expect(page.sections[0]?.heading).toContain('La asistencia hasta la fecha');
  });

  test('as a PDF it is tagged, and each sheet says through which day its data goes and who printed it', async () => {
    const principal = await server.as('administrator');
    const file = await principal.printPrincipalReport({ query: OAK });
    const read = await readPdf(Buffer.from(await file.arrayBuffer()));
    expect(read).toMatchObject({ isMarked: true, hasPdfUaMark: true, language: 'en' });
    expect(read.title).toContain('attendance report');
    for (const page of read.pages) {
      expect(page).toContain('data through Thu, Nov 12, 2026');
      expect(page).toContain('printed');
    }
    expect(read.tags.flat()).toEqual(expect.arrayContaining(['H1', 'H2', 'Table', 'TH', 'TD']));
  });

  test('as CSV each figure has its section, line and column', async () => {
    const principal = await server.as('administrator');
    const text = await (await principal.exportPrincipalReport({ query: OAK })).text();
    expect(text.split('\r\n')[0]).toBe('month,section,line,column,value,data_through');
    expect(text).toMatch(/2026-11,.*Attendance to date.*,October 2026,Attendance,\d+\.\d%,2026-11-12/);
  });

  test('of a school out of reach there is none, and looking leaves an entry', async () => {
    const principal = await server.as('administrator');
    const clerk = await server.as('clerk');
    await expect(clerk.readPrincipalReport({ query: { school: 'elm' } })).rejects.toMatchObject({
      problem: { status: 404 },
    });
    const count = async (): Promise<number> =>
      (
        await server.db.pool.query<{ n: number }>(
          `select count(*)::int as n from audit_entries where action = 'view-list' and detail->>'list' = 'principal-report'`,
        )
      ).rows[0]?.n ?? 0;
    const before = await count();
    await principal.readPrincipalReport({ query: OAK });
    expect(await count()).toBe(before + 1);
  });
});

describe('the chronic list', () => {
  test('on paper and as a file has the students of the list', async () => {
    const clerk = await server.as('clerk');
    const { items, total } = await clerk.readAttendanceList({ query: { school: 'oak', band: 'chronic', limit: 200 } });
    expect(total).toBeGreaterThan(0);
    const csv = (await (await clerk.exportChronicList({ query: OAK })).text()).trimEnd().split('\r\n');
    expect(csv.length).toBe(total + 1);
    const read = await readPdf(Buffer.from(await (await clerk.printChronicList({ query: OAK })).arrayBuffer()));
    const text = read.pages.join('\n');
    expect(items.filter(({ name }) => !text.includes(name.split(',')[0]!))).toEqual([]);
    expect(text).toContain('data through Thu, Nov 12, 2026');
  });
});

describe('letters by month', () => {
  test('as a file they are the totals of the log', async () => {
    const clerk = await server.as('clerk');
    const { revision } = await clerk.previewIssue({ body: { school: 'oak' } });
    await clerk.issue({ body: { school: 'oak', revision }, key: 'reports' });
    const { items } = await clerk.readNoticeTotals({ query: OAK });
    const csv = (await (await clerk.exportNoticeTotals({ query: OAK })).text()).trimEnd().split('\r\n');
    expect(csv.slice(1)).toEqual(
      items.map((row) =>
        [
          row.month,
          row.schoolName,
          row.pack,
          row.level,
          row.notices,
          row.letters,
          row.received,
          row.returned,
          row.rescinded,
        ].join(','),
      ),
    );
    const read = await readPdf(Buffer.from(await (await clerk.printNoticeTotals({ query: OAK })).arrayBuffer()));
    expect(read.pages[0]).toContain('Letters by month, school and level');
  });
});

describe('the summary for the board', () => {
  test('has every school by name, and no count of one to nine anywhere in its tables', async () => {
    const page = await (await server.as('district')).readBoardSummary({ query: {} });
    const schools = section(page, 'below their goal').rows.map(([name]) => name?.text ?? '');
    expect(schools).toEqual(schools.toSorted());
    expect(schools.length).toBeGreaterThan(2);
    const tables = page.sections.slice(2).flatMap(({ rows }) => rows.flatMap((row) => row.slice(1)));
    expect(tables.filter(({ text }) => /^[1-9]$/.test(text))).toEqual([]);
    expect(JSON.stringify(page)).not.toContain('"to":');
  });

  test('is for the district alone', async () => {
    for (const role of ['clerk', 'administrator', 'team', 'teacher', 'officer'] as const)
      await expect((await server.as(role)).readBoardSummary({ query: {} })).rejects.toMatchObject({
        problem: { status: 403 },
      });
  });

  test('is printed with its date', async () => {
    const district = await server.as('district');
    const read = await readPdf(Buffer.from(await (await district.printBoardSummary({ query: {} })).arrayBuffer()));
    expect(read.pages[0]).toContain('Attendance summary for the board');
    expect(read.pages.every((page) => page.includes('data through'))).toBe(true);
  });
});
