import { afterEach, describe, expect, it } from 'vitest';
import { formatDay } from '../engine/index.ts';
import { ProblemError, type Problem } from '../problem.ts';
import type { Bundle } from './bundle.ts';
import { readBundle } from './read-bundle.ts';
import { bundleDir, SMALL_BUNDLE, type TestBundle } from './testing.ts';

const made: TestBundle[] = [];
afterEach(() => made.splice(0).forEach((bundle) => bundle.remove()));

function read(files: Readonly<Record<string, string | Uint8Array | null>> = {}): Promise<Bundle> {
  const bundle = bundleDir(files);
  made.push(bundle);
  return readBundle(bundle.dir);
}

async function problemsOf(files: Readonly<Record<string, string | Uint8Array | null>>): Promise<readonly Problem[]> {
  try {
    await read(files);
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
  return [];
}

const ATTENDANCE = 'student_id,school_id,date,period,code,minutes\n';

describe('readBundle', () => {
  it('reads the files that are there into rows and columns', async () => {
    const bundle = await read();
    expect(bundle.students.map((row) => row.studentId)).toEqual(['ana', 'ben', 'cam']);
    expect(bundle.codes.find((row) => row.code === 'H')?.value).toBe(500);
    expect(bundle.attendance.count).toBe(3);
    expect([...bundle.attendance.minutes]).toEqual([-1, 12, -1]);
    expect([...bundle.attendance.line]).toEqual([2, 3, 4]);
    expect(formatDay(bundle.attendance.day[1] as number)).toBe('2025-09-09');
    expect(bundle.attendance.names.periods).toEqual(['', 'P1']);
    expect(bundle.present.has('events.csv')).toBe(false);
    expect(bundle.warnings).toEqual([]);
  });

  it('takes columns in any order', async () => {
    const { students } = await read({ 'students.csv': 'grade,last_name,student_id,first_name\n6,Abel,ana,Ana\n' });
    expect(students).toEqual([
      {
        studentId: 'ana',
        firstName: 'Ana',
        lastName: 'Abel',
        grade: '6',
        birthDate: undefined,
        homeLanguage: '',
        flags: [],
      },
    ]);
  });

  it('keeps ids, codes and periods as text exactly, without the blanks around them', async () => {
    const { attendance } = await read({ 'attendance.csv': `${ATTENDANCE} 007 ,OAK,2025-09-08 ,\t01,U , 30\n` });
    expect(attendance.names.students).toEqual(['007']);
    expect(attendance.names.periods).toEqual(['', '01']);
    expect([...attendance.minutes]).toEqual([30]);
  });

  it('ignores an unknown column and an unknown file with a warning', async () => {
    const { warnings } = await read({
      'schools.csv': 'school_id,name,mascot\nOAK,Oak,Owl\nELM,Elm,Elk\n',
      'roster.csv': 'a\n',
    });
    expect(warnings.map((warning) => [warning.file, warning.found])).toEqual([
      ['roster.csv', 'a file that is not part of a bundle, which is ignored'],
      ['schools.csv', 'an unknown column "mascot", which is ignored'],
    ]);
  });

  it('names every missing file and column at once, with what is allowed', async () => {
    const problems = await problemsOf({
      'codes.csv': null,
      'students.csv': 'student_id,first_name\nana,Ana\n',
      'attendance.csv': 'student_id,code\n',
    });
    expect(problems.map((problem) => `${problem.file}: ${problem.found}`)).toEqual([
      'codes.csv: no such file',
      'students.csv: no column "last_name"',
      'attendance.csv: no column "school_id"',
      'attendance.csv: no column "date"',
    ]);
    expect(problems[1]?.allowed).toContain('student_id*, first_name*, last_name*, grade');
  });

  it('refuses a column that comes twice, and a file without a header', async () => {
    expect(await problemsOf({ 'schools.csv': 'school_id,name,name\nOAK,a,b\n' })).toMatchObject([
      { found: 'the column "name" twice' },
    ]);
    expect(await problemsOf({ 'schools.csv': '' })).toMatchObject([{ file: 'schools.csv', found: 'an empty file' }]);
    expect(await problemsOf({ 'attendance.csv': '\n\n' })).toMatchObject([
      { file: 'attendance.csv', found: 'an empty file' },
    ]);
  });

  it.each([
    ['lines that end in a carriage return alone', 'student_id,first_name,last_name\rana,Ana,Abe\rben,Ben,Bly\r'],
    ['fields separated by ";"', 'student_id;first_name;last_name\nana;Ana;Abe\n'],
    ['fields separated by "\\t"', 'student_id\tfirst_name\tlast_name\nana\tAna\tAbe\n'],
  ])('refuses %s in one sentence, whatever columns that makes', async (found, text) => {
    const problems = await problemsOf({ 'students.csv': text });
    expect(problems).toEqual([{ file: 'students.csv', line: 1, found, allowed: expect.any(String) }]);
  });

  it('takes lines that end in CRLF, in the header too', async () => {
    const bundle = await read({ 'students.csv': 'student_id,first_name,last_name\r\nana,Ana,Abe\r\n' });
    expect(bundle.students.map((row) => row.lastName)).toEqual(['Abe']);
  });

  it('refuses a file with more than a thousand columns', async () => {
    const wide = (count: number): string => `student_id,school_id,date,code${',x'.repeat(count - 4)}\n`;
    expect(await problemsOf({ 'attendance.csv': wide(1001) })).toMatchObject([{ found: '1001 columns' }]);
    expect(await problemsOf({ 'attendance.csv': wide(1000) })).toEqual([]);
  });

  it('reads files that have a header alone', async () => {
    const headers = Object.fromEntries(
      Object.entries(SMALL_BUNDLE).map(([file, text]) => [file, `${text.split('\n')[0]}`]),
    );
    const bundle = await read(headers);
    expect(bundle.students).toEqual([]);
    expect(bundle.attendance.count).toBe(0);
    expect(bundle.attendanceTruncated).toBeUndefined();
  });

  it('refuses a folder that is not there', async () => {
    await expect(readBundle('/no/such/folder')).rejects.toBeInstanceOf(ProblemError);
  });

  it('names the malformed values of all files but attendance together, each with its place', async () => {
    const problems = await problemsOf({
      'students.csv':
        'student_id,first_name,last_name,birth_date,home_language\nana,Ana,Abel,2013-02-30,en_US\n,Ben,Bell,,\n',
      'codes.csv': 'code,status,excuse,value\nU,gone,unexcused,1.5\n',
      'calendar.csv': 'school_id,date,minutes\nOAK,2025-09-08,-5\nOAK,2025-09-09\n',
    });
    expect(problems.map(({ file, line, path, found }) => [file, line, path, found])).toEqual([
      ['calendar.csv', 2, 'minutes', '"-5"'],
      ['calendar.csv', 3, undefined, 'a row of 2 fields'],
      ['codes.csv', 2, 'status', '"gone"'],
      ['codes.csv', 2, 'value', '"1.5"'],
      ['students.csv', 2, 'birth_date', '"2013-02-30"'],
      ['students.csv', 2, 'home_language', '"en_US"'],
      ['students.csv', 3, 'student_id', 'a blank'],
    ]);
  });

  it('refuses an exit before the entry, and takes one on the same day', async () => {
    const rows = 'student_id,school_id,entry_date,exit_date\n';
    expect(await problemsOf({ 'enrollments.csv': `${rows}ana,OAK,2025-09-02,2025-09-01\n` })).toMatchObject([
      { line: 2, found: '"exit_date" before "entry_date"' },
    ]);
    expect(await problemsOf({ 'enrollments.csv': `${rows}ana,OAK,2025-09-02,2025-09-02\n` })).toEqual([]);
  });

  it('takes two equal rows of one key as one, and names both lines when they differ', async () => {
    const equal = await read({ 'students.csv': 'student_id,first_name,last_name\nana,Ana,Abel\n"ana",Ana, Abel\n' });
    expect(equal.students).toHaveLength(1);
    expect(
      await problemsOf({
        'students.csv': 'student_id,first_name,last_name\nana,Ana,Abel\nben,Ben,Bell\nana,Ana,Abell\n',
      }),
    ).toMatchObject([
      { file: 'students.csv', line: 4, found: 'a row with the same student_id as line 2 that differs from it' },
    ]);
  });

  it('keeps two equal events, because events have no key', async () => {
    const { events } = await read({
      'events.csv': 'student_id,date,event\nana,2025-09-08,contact-made\nana,2025-09-08,contact-made\n',
    });
    expect(events).toHaveLength(2);
  });

  it('caps the list of problems at a hundred and counts the rest', async () => {
    const rows = Array.from({ length: 150 }, (_, index) => `s${index},a,b,not a date\n`).join('');
    const problems = await problemsOf({ 'students.csv': `student_id,first_name,last_name,birth_date\n${rows}` });
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)?.found).toBe('50 more problems');
  });

  it('warns of rows that name an unknown school or student, with their number', async () => {
    const { warnings } = await read({
      'events.csv': 'student_id,date,event\nzoe,2025-09-08,contact-made\n',
      'enrollments.csv': 'student_id,school_id,entry_date\nana,ASH,2025-08-20\nben,ASH,2025-08-20\n',
    });
    expect(warnings.map(({ file, found }) => `${file}: ${found}`)).toEqual([
      'enrollments.csv: 2 rows of an unknown school',
      'events.csv: 1 row of an unknown student',
    ]);
  });
});

describe('rows of attendance.csv that cannot be read', () => {
  it('are set aside with line, reason, what is allowed and the row as it stands', async () => {
    const rows = [
      'ana,OAK,2025-9-8,,U,',
      'ana,OAK,2025-09-08,,U,-5',
      'ana,OAK,2025-09-08,,,',
      ',OAK,2025-09-08,,U,',
      'ana,,2025-09-08,,U,',
      'ana,OAK,2025-09-08,,U',
      'ana,OAK,2025-09-08,,U,,',
      '"ana,OAK,2025-09-08,,U,1',
    ];
    const bundle = await read({
      'attendance.csv': `${ATTENDANCE}ana,OAK,2025-09-08,,U,12\n${rows.join('\n')}\nben,OAK,2025-09-09,,U,\n`,
    });
    expect(bundle.attendance.count).toBe(2);
    expect(bundle.malformed.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '3 a malformed date "2025-9-8"',
      '4 a malformed minutes "-5"',
      '5 a blank code',
      '6 a blank student_id',
      '7 a blank school_id',
      '8 a row of 5 fields',
      '9 a row of 7 fields',
      '10 quotes that cannot be read',
    ]);
    expect(bundle.malformed.map(({ row }) => row)).toEqual(rows);
    expect(bundle.malformed[1]?.allowed).toContain('without a sign');
    expect(bundle.malformed.map(({ schoolId }) => schoolId)).toEqual([
      'OAK',
      'OAK',
      'OAK',
      'OAK',
      '',
      'OAK',
      'OAK',
      '',
    ]);
  });

  it.each(['1e2', '30.5', '+30', '30 min', '99999999999', '½'])(
    'minutes %s are malformed, never defaulted',
    async (minutes) => {
      const bundle = await read({ 'attendance.csv': `${ATTENDANCE}ana,OAK,2025-09-08,,U,${minutes}\n` });
      expect(bundle.attendance.count).toBe(0);
      expect(bundle.malformed).toHaveLength(1);
    },
  );

  it.each(['2025-02-29', '2025-00-10', '2025-09-31', '0025-09-01', '20250908', '2025-09-08T00:00', '٢٠٢٥-09-08'])(
    'the date %s is malformed',
    async (date) => {
      const bundle = await read({ 'attendance.csv': `${ATTENDANCE}ana,OAK,${date},,U,\n` });
      expect(bundle.malformed.map(({ reason }) => reason)).toEqual([`a malformed date ${JSON.stringify(date)}`]);
    },
  );

  it('a short last line without a break means that the file was cut off', async () => {
    expect(
      (await read({ 'attendance.csv': `${ATTENDANCE}ana,OAK,2025-09-08,,U,\nben,OAK,2025` })).attendanceTruncated,
    ).toEqual({ line: 3, row: 'ben,OAK,2025' });
    expect(
      (await read({ 'attendance.csv': `${ATTENDANCE}ana,OAK,2025-09-08,,U,\nben,OAK,2025\n` })).attendanceTruncated,
    ).toBeUndefined();
    expect(
      (await read({ 'attendance.csv': `${ATTENDANCE}ana,OAK,2025\nben,OAK,2025-09-08,,U,` })).attendanceTruncated,
    ).toBeUndefined();
    expect(
      (await read({ 'attendance.csv': `${ATTENDANCE}ana,OAK,2025-09-08,,U,\n"ben,OA` })).attendanceTruncated?.line,
    ).toBe(3);
  });

  it('quoted and plain rows give the same columns', async () => {
    const plain = await read({ 'attendance.csv': `${ATTENDANCE}ana,OAK,2025-09-08,P1,U,5\nben,OAK,2025-09-09,,E,\n` });
    const quoted = await read({
      'attendance.csv': `${ATTENDANCE}"ana","OAK","2025-09-08","P1","U","5"\n"ben",OAK,"2025-09-09","","E",""\n`,
    });
    expect(quoted.attendance).toEqual(plain.attendance);
  });

  it('twenty thousand different students are told apart', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `é${index},OAK,2025-09-08,,U,${index}\n`);
    const { attendance } = await read({ 'attendance.csv': `${ATTENDANCE}${rows.join('')}${rows.join('')}` });
    expect(attendance.names.students).toHaveLength(20_000);
    expect(attendance.names.students[12_345]).toBe('é12345');
    expect(attendance.student[32_345]).toBe(12_345);
  });
});
