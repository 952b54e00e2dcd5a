import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeBundle, type AttendanceRow } from '../../bundle/index.ts';
import { createTestDatabase, type TestDatabase } from '../../db/testing.ts';
import { parseDay } from '../../engine/index.ts';

const STUDENTS = 1500;
const MONDAY = parseDay('2025-09-08') as number;
const MAIN = join(import.meta.dirname, '../../cli/main.ts');

let db: TestDatabase;
const dir = mkdtempSync(join(tmpdir(), 'rollcall-killed-'));

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(async () => {
  await db.drop();
  rmSync(dir, { recursive: true, force: true });
});

/** Fifty days of a whole-day record for each student, all of the same code. */
async function write(code: string): Promise<string> {
  const folder = join(dir, code);
  function* attendance(): Generator<Partial<AttendanceRow>> {
    for (let student = 0; student < STUDENTS; student += 1) {
      for (let week = 0; week < 10; week += 1) {
        for (let weekday = 0; weekday < 5; weekday += 1)
          yield { studentId: `s${student}`, schoolId: 'OAK', date: MONDAY + week * 7 + weekday, code };
      }
    }
  }
  const students = Array.from({ length: STUDENTS }, (_, index) => `s${index}`);
  await writeBundle(folder, {
    schools: [{ schoolId: 'OAK', name: `Oak ${code}` }],
    calendar: Array.from({ length: 70 }, (_, index) => ({ schoolId: 'OAK', date: MONDAY + index })),
    codes: [
      { code: 'U', status: 'absent', excuse: 'unexcused' },
      { code: 'E', status: 'absent', excuse: 'excused' },
    ],
    students: students.map((studentId) => ({ studentId, firstName: code, lastName: 'Abel' })),
    enrollments: students.map((studentId) => ({ studentId, schoolId: 'OAK', entryDate: MONDAY })),
    attendance: attendance(),
  });
  return folder;
}

/** Imports by the command line and kills the process when standard error has the words, after some more milliseconds. */
function importAndKill(
  folder: string,
  kill?: { readonly words: string; readonly after: number },
): Promise<number | null> {
  const child = spawn(process.execPath, [MAIN, 'import', folder], {
    env: { ...process.env, DATABASE_URL: db.url },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  let isTimed = false;
  const listen = (): void => {
    if (kill === undefined || isTimed || !said.includes(kill.words)) return;
    isTimed = true;
    setTimeout(() => child.kill('SIGKILL'), kill.after);
  };
  listen();
  child.stderr.on('data', (text: Buffer) => {
    said += text.toString('utf8');
    listen();
  });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code)));
}

interface State {
  readonly codes: readonly string[];
  readonly rows: number;
  readonly packed: number;
  readonly school: string;
  readonly imports: number;
}

/** What is stored once no other connection is left. */
async function state(): Promise<State> {
  for (let busy = 1; busy > 0;) {
    const found = await db.pool.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`,
    );
    busy = found.rows[0]?.n ?? 0;
  }
  const one = async <T>(query: string): Promise<T> => (await db.pool.query<{ value: T }>(query)).rows[0]?.value as T;
  return {
    codes: await one<
      string[]
    >(`select coalesce(array_agg(distinct word order by word), '{}') as value from attendance_records r
      join fact_words w on w.district_id = r.district_id and w.kind = 'code' and w.word_no = r.code_no where r.superseded_import_id is null`),
    rows: await one<number>('select count(*)::int as value from attendance_records where superseded_import_id is null'),
    packed: await one<number>('select coalesce(sum(record_count), 0)::int as value from attendance_packs'),
    school: await one<string>('select max(name) as value from schools'),
    imports: await one<number>('select count(*)::int as value from imports'),
  };
}

const ROWS = STUDENTS * 50;
const MOMENTS = [
  { words: '', after: 250 },
  { words: 'bytes read', after: 0 },
  { words: 'bytes read', after: 60 },
  { words: 'reference files stored', after: 0 },
  { words: 'reference files stored', after: 120 },
  { words: 'reference files stored', after: 350 },
  { words: 'reference files stored', after: 700 },
];

describe('an import that is killed', () => {
  it('leaves what was there, whenever it was killed, and the next import brings everything', async () => {
    const [first, second] = [await write('U'), await write('E')];
    expect(await importAndKill(first)).toBe(0);
    const old: State = { codes: ['U'], rows: ROWS, packed: ROWS, school: 'Oak U', imports: 1 };
    expect(await state()).toEqual(old);
    const seen: string[] = [];
    for (const moment of MOMENTS) {
      const code = await importAndKill(second, moment);
      const found = await state();
      seen.push(code === 0 || found.imports > 1 ? 'done' : 'killed');
      if (seen.at(-1) === 'done') break;
      expect(found).toEqual(old);
    }
    expect(seen.filter((what) => what === 'killed').length).toBeGreaterThan(2);
    if (seen.at(-1) !== 'done') expect(await importAndKill(second)).toBe(0);
    expect(await state()).toMatchObject({ codes: ['E'], rows: ROWS, packed: ROWS, school: 'Oak E' });
  });
});
