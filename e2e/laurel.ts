/** Laurel, a high school that takes attendance by period, with students of a story's own and days that are known. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDay } from '../src/engine/index.ts';
import { importBundle } from '../src/imports/index.ts';
import { calculateAndRelease } from '../src/notices/index.ts';
import { generateDistrict, writeDistrict } from '../src/sample/index.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, type TestServer } from '../src/server/testing.ts';

/** Name, then lines as `2026-11-02 C in P1 P3` or `2026-11-02 T in P1 for 45`: a record for each period. */
export type Story = Readonly<Record<string, readonly string[]>>;

/** Brings the students of a story in, each with no other absence than is told; those who play play basketball. Calculates. */
export async function tellStory(server: TestServer, story: Story, players: readonly string[] = []): Promise<void> {
  const { db } = server;
  const dir = await mkdtemp(join(tmpdir(), 'rollcall-laurel-'));
  await writeDistrict(dir, generateDistrict({ students: 200 }));
  const add = (file: string, rows: readonly Row[]): Promise<void> => append(join(dir, file), rows);
  const students = Object.entries(story).map(([name, lines], at) => ({ name, lines, id: String(900_001 + at) }));
  await add(
    'students.csv',
    students.map(({ id, name }) => {
      const [first = '', last = ''] = name.split(' ');
      return { student_id: id, first_name: first, last_name: last, grade: '11', home_language: 'en' };
    }),
  );
  await add(
    'enrollments.csv',
    students.map(({ id }) => ({ student_id: id, school_id: 'laurel', entry_date: '2026-08-24' })),
  );
  await add(
    'attendance.csv',
    students.flatMap(({ id, lines }) => lines.flatMap((line) => recordsOf(id, line))),
  );
  await add(
    'guardians.csv',
    students.map(({ id, name }) => ({
      student_id: id,
      guardian_id: `G${id}`,
      name: `Pat ${name.split(' ')[1] ?? ''}`,
      relation: 'Parent',
      language: 'en',
      address_1: `${id} Main Street`,
      city: 'Alderwater',
      state: 'CA',
      postal_code: '90901',
      receives_mail: '1',
      custodial: '1',
      no_contact: '0',
    })),
  );
  await add(
    'activities.csv',
    students
      .filter(({ name }) => players.includes(name))
      .map(({ id }) => ({ student_id: id, activity: 'Basketball', start: '2026-09-01' })),
  );
  await importBundle(db, { districtId: 1, dir, by: 'test', now: SAMPLE_NOW, acceptDrop: true, reason: 'test' });
  await rm(dir, { recursive: true });
  await calculateNow(server);
}

/** With everything that happens by itself. */
export async function calculateNow({ db }: TestServer): Promise<void> {
  await calculateAndRelease(db, { districtId: 1, asOf: parseDay(SAMPLE_AS_OF) ?? 0, by: 'test', now: SAMPLE_NOW });
}

/** The page that says why and why not; or another of the student's. */
export async function whyOf({ db }: TestServer, name: string, tab = 'why'): Promise<string> {
  const [first, last] = name.split(' ');
  const found = await db.pool.query<{ no: number }>(
    'select student_no as no from students where first_name = $1 and last_name = $2',
    [first, last],
  );
  return `/students/s${found.rows[0]?.no ?? 0}?tab=${tab}`;
}

type Row = Readonly<Record<string, string>>;

function recordsOf(student: string, line: string): readonly Row[] {
  const [, date = '', code = '', periods = '', minutes = '', course = ''] =
    /^(\S+) (\S+) in ([P\d ]+?)(?: for (\d+))?(?: of (\S+))?$/.exec(line) ?? [];
  return periods.split(' ').map((period) => {
    const course_id = course === '' ? `${period}-CLASS` : course;
    return { student_id: student, school_id: 'laurel', date, period, course_id, code, minutes };
  });
}

async function append(file: string, rows: readonly Row[]): Promise<void> {
  const text = await readFile(file, 'utf8');
  const head = text.split('\n', 1)[0]?.trim().split(',') ?? [];
  const lines = rows.map((row) => head.map((column) => row[column] ?? '').join(','));
  await writeFile(file, `${text.trimEnd()}\n${lines.join('\n')}\n`);
}
