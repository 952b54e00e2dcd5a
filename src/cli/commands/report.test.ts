import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSchool, type TestSchool } from '../../cases/testing-school.ts';
import { readPdf } from '../../documents/testing/read-pdf.ts';
import { runRollcall } from '../testing.ts';

let school: TestSchool;
let home: string;
beforeAll(async () => {
  school = await openTestSchool();
  home = mkdtempSync(join(tmpdir(), 'rollcall-cli-report-'));
  // Maya missed 10 of 50 days, since November 3; October lay below the goal.
  await school.db.pool.query(`
    insert into student_attendance (district_id, student_no, source, recorded, school_id, enrolled_days, absent_thousandths, unverified_on, close,
        chronic_since)
      values (1, 1, '', '', 'oak', 50, 10000, '{}', '[]', '2026-11-03'), (1, 3, '', '', 'oak', 50, 4900, '{}', '[]', null);
    insert into school_attendance (district_id, school_id, through_on, rule) values (1, 'oak', '2026-11-13', '{}');
    insert into school_attendance_days (district_id, school_id, on_date, enrolled_count, absent_thousandths, recorded_count, unverified_count)
      select 1, 'oak', d::date, 100, 6000, 10, 0 from generate_series('2026-10-01'::date, '2026-11-13'::date, interval '1 day') d`);
});
afterAll(async () => {
  await school.db.drop();
  rmSync(home, { recursive: true });
});

const rollcall = (...args: readonly string[]) =>
  runRollcall(args, { DATABASE_URL: school.db.url, ROLLCALL_HOME: home });

test('the principal’s report says the rate, the goal and who is new, and to others names nobody', async () => {
  const { status, text } = await rollcall('report', 'principal', '--school', 'oak');
  expect({ status, text }).toMatchObject({ status: 0 });
  expect(text).toContain('Attendance to date is 94.0%, below the goal of 96%');
  expect(text).toContain('New at 10% and more in November 2026: 1 student');
  expect(text).toContain('Nov 3');
  const toGive = await rollcall('report', 'principal', '--school', 'oak', '--to-give', '--language', 'es');
  expect(toGive.text).toContain('menos de 10');
  expect(toGive.text).not.toContain('Nov 3');
}, 120_000);

test('as a PDF and as CSV it is written to files; an unknown school is refused with what there is', async () => {
  const [pdf, csv] = [join(home, 'report.pdf'), join(home, 'report.csv')];
  const { text } = await rollcall(
    'report',
    'principal',
    '--school',
    'oak',
    '--month',
    '2026-10-09',
    '--pdf',
    pdf,
    '--csv',
    csv,
  );
  expect(text).toContain('Written:');
  expect((await readPdf(readFileSync(pdf))).isMarked).toBe(true);
  expect(readFileSync(csv, 'utf8')).toContain('2026-10,');
  const refused = await rollcall('report', 'principal', '--school', 'nowhere');
  expect(refused.status).not.toBe(0);
  expect(refused.text).toContain('oak');
}, 120_000);

test('the chronic list has the student, the summary for the board has none', async () => {
  expect((await rollcall('report', 'chronic', '--school', 'oak')).text).toContain('1 missed 10% or more');
  const board = await rollcall('report', 'board', '--format', 'json');
  expect(JSON.parse(board.text)).toMatchObject({ title: 'Attendance summary for the board' });
}, 120_000);
