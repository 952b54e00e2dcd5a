import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleDir, SMALL_BUNDLE, type TestBundle } from '../../bundle/testing.ts';
import { createTestDatabase, type TestDatabase } from '../../db/testing.ts';
import { studentFacts } from '../../db/student-facts.ts';
import { formatDay, parseDay } from '../../engine/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { importBundle, type ImportResult } from './import-bundle.ts';

const HEADER = 'student_id,school_id,date,period,code,minutes\n';
const DAYS = [
  '2025-09-08',
  '2025-09-09',
  '2025-09-10',
  '2025-09-11',
  '2025-09-12',
  '2025-09-15',
  '2025-09-16',
  '2025-09-17',
  '2025-09-18',
  '2025-09-19',
];

let db: TestDatabase;
let districtId = 0;
let bundle: TestBundle;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  districtId += 1;
  bundle = bundleDir();
  await db.pool.query(`insert into districts (district_id, name) values ($1, 'Test')`, [districtId]);
});
afterEach(() => bundle.remove());

function runImport(options: { readonly acceptDrop?: boolean } = {}): Promise<ImportResult> {
  return importBundle(db, {
    districtId,
    dir: bundle.dir,
    by: 'A. Bell',
    now: new Date('2025-09-20T08:00:00Z'),
    ...options,
  });
}

async function rows(query: string): Promise<readonly Record<string, unknown>[]> {
  return (await db.pool.query<Record<string, unknown>>(query, [districtId])).rows;
}

async function count(query: string): Promise<number> {
  return Number((await rows(`select count(*) as n from (${query}) counted`))[0]?.['n']);
}

/** Rows `student,date,code,minutes` as the calculation reads them. */
async function readBack(): Promise<string[]> {
  const client = await db.pool.connect();
  try {
    const codes = new Map(
      (
        await client.query(`select word_no, word from fact_words where district_id = $1 and kind = 'code'`, [
          districtId,
        ])
      ).rows.map((row) => [row.word_no as number, row.word as string]),
    );
    const found: string[] = [];
    for await (const { id, records } of studentFacts(client, districtId, {
      yearStart: parseDay('2024-07-01') as number,
      asOf: parseDay('2026-06-30') as number,
    })) {
      for (let at = 0; at < records.count; at += 1) {
        found.push(
          `${id} ${formatDay(records.day[at] as number)} ${codes.get(records.code[at] as number)} ${records.minutes[at]}`,
        );
      }
    }
    return found;
  } finally {
    client.release();
  }
}

const attendance = (...lines: readonly string[]): string => `${HEADER}${lines.map((line) => `${line}\n`).join('')}`;

describe('importBundle', () => {
  it('stores every file, and the attendance in packs as well as rows', async () => {
    const { figures, hasChanges } = await runImport();
    expect(hasChanges).toBe(true);
    expect(figures.files['attendance.csv']).toEqual({ new: 3, changed: 0, gone: 0, same: 0, setAside: 0 });
    expect(figures.files['calendar.csv']?.new).toBe(20);
    expect(figures.schools['OAK']).toEqual({ rows: 2, from: '2025-09-08', to: '2025-09-09' });
    expect(await readBack()).toEqual(['ana 2025-09-08 U -1', 'ana 2025-09-09 T 12', 'cam 2025-09-10 E -1']);
    expect(
      await count('select 1 from attendance_records where district_id = $1 and superseded_import_id is null'),
    ).toBe(3);
  });

  it('the same bundle twice changes nothing, and the second import is on record', async () => {
    await runImport();
    const stored = await rows('select * from attendance_records where district_id = $1 order by line');
    const again = await runImport();
    expect(again.hasChanges).toBe(false);
    expect(again.figures.files['attendance.csv']).toEqual({ new: 0, changed: 0, gone: 0, same: 3, setAside: 0 });
    expect(await rows('select * from attendance_records where district_id = $1 order by line')).toEqual(stored);
    expect(await count('select 1 from fact_changes where district_id = $1')).toBe(0);
    expect(await rows('select state, imported_by from imports where district_id = $1')).toEqual([
      { state: 'done', imported_by: 'A. Bell' },
      { state: 'done', imported_by: 'A. Bell' },
    ]);
  });

  it('the order of rows and columns does not matter', async () => {
    await runImport();
    const [, ...lines] = (SMALL_BUNDLE['attendance.csv'] as string).trim().split('\n');
    const turned = lines.map((line) => line.split(',').toReversed().join(',')).toReversed();
    bundle.write('attendance.csv', `minutes,code,period,date,school_id,student_id\n${turned.join('\n')}`);
    expect((await runImport()).hasChanges).toBe(false);
  });

  it('a row that changed is superseded, never erased', async () => {
    await runImport();
    bundle.write(
      'attendance.csv',
      (SMALL_BUNDLE['attendance.csv'] as string).replace('2025-09-09,P1,T,12', '2025-09-09,P1,E,'),
    );
    const { figures, importId } = await runImport();
    expect(figures.files['attendance.csv']).toEqual({ new: 0, changed: 1, gone: 0, same: 2, setAside: 0 });
    expect(await readBack()).toEqual(['ana 2025-09-08 U -1', 'ana 2025-09-09 E -1', 'cam 2025-09-10 E -1']);
    expect(
      await rows(
        'select minutes_absent, superseded_import_id from attendance_records where district_id = $1 and superseded_import_id is not null',
      ),
    ).toEqual([{ minutes_absent: 12, superseded_import_id: importId }]);
  });

  it('a row that vanished inside the schools and dates of the file is superseded; outside of them it stays', async () => {
    bundle.write(
      'attendance.csv',
      attendance(
        'ana,OAK,2025-09-08,,U,',
        'ben,OAK,2025-09-08,,U,',
        'ana,OAK,2025-09-09,,U,',
        'ana,OAK,2025-09-10,,U,',
        'ben,OAK,2025-09-10,,U,',
        'ana,OAK,2025-09-12,,U,',
        'cam,ELM,2025-09-09,,U,',
      ),
    );
    await runImport();
    bundle.write(
      'attendance.csv',
      attendance(
        'ana,OAK,2025-09-08,,U,',
        'ben,OAK,2025-09-08,,U,',
        'ana,OAK,2025-09-10,,U,',
        'ben,OAK,2025-09-10,,U,',
      ),
    );
    const { figures } = await runImport({ acceptDrop: true });
    expect(figures.files['attendance.csv']).toEqual({ new: 0, changed: 0, gone: 1, same: 4, setAside: 0 });
    expect(await readBack()).toEqual([
      'ana 2025-09-08 U -1',
      'ana 2025-09-10 U -1',
      'ana 2025-09-12 U -1',
      'ben 2025-09-08 U -1',
      'ben 2025-09-10 U -1',
      'cam 2025-09-09 U -1',
    ]);
  });

  it('rows equal but for their minutes are both kept: which counts is judged when they are read', async () => {
    bundle.write(
      'attendance.csv',
      attendance('ana,OAK,2025-09-08,P1,U,10', 'ana,OAK,2025-09-08,P1,U,', 'ana,OAK,2025-09-08,P1,U,10'),
    );
    expect((await runImport()).figures.files['attendance.csv']?.new).toBe(2);
    expect(await readBack()).toEqual(['ana 2025-09-08 U -1', 'ana 2025-09-08 U 10']);
    expect((await runImport()).hasChanges).toBe(false);
  });

  it('a row whose code is unknown is set aside, and counted once a later import brings the code', async () => {
    bundle.write('attendance.csv', attendance('ana,OAK,2025-09-08,,U,', 'ana,OAK,2025-09-09,,X,'));
    expect((await runImport()).figures.files['attendance.csv']?.setAside).toBe(1);
    bundle.write('codes.csv', `${SMALL_BUNDLE['codes.csv']}X,Excursion,exempt,,\n`);
    const { figures } = await runImport();
    expect(figures.files['attendance.csv']).toEqual({ new: 0, changed: 0, gone: 0, same: 2, setAside: 0 });
    expect(figures.files['codes.csv']).toMatchObject({ new: 1, same: 4 });
  });

  it('writes down what changed in the other files, and removes what the file covers and no longer has', async () => {
    await runImport();
    bundle.write(
      'codes.csv',
      'code,description,status,excuse,value\nU,Unexcused,absent,unexcused,\nE,Excused,absent,excused,\nT,Late,tardy,unexcused,\n',
    );
    bundle.write(
      'enrollments.csv',
      'student_id,school_id,entry_date,exit_date\nana,OAK,2025-08-20,2025-09-12\nana,ELM,2025-09-15,\nben,OAK,2025-08-21,\ncam,ELM,2025-08-20,\n',
    );
    const { figures } = await runImport();
    expect(figures.files['codes.csv']).toEqual({ new: 0, changed: 1, gone: 1, same: 2, setAside: 0 });
    expect(figures.files['enrollments.csv']).toEqual({ new: 2, changed: 1, gone: 1, same: 1, setAside: 0 });
    const changes = await rows(
      `select file, fact_key, before ->> 'description' as before, after ->> 'description' as after from fact_changes where district_id = $1 and file = 'codes.csv' order by fact_key`,
    );
    expect(changes).toEqual([
      { file: 'codes.csv', fact_key: '|H', before: 'Half', after: null },
      { file: 'codes.csv', fact_key: '|T', before: 'Tardy', after: 'Late' },
    ]);
  });

  it('a student who is missing from an export is not withdrawn', async () => {
    await runImport();
    bundle.write('students.csv', 'student_id,first_name,last_name\nana,Ana,Abel\n');
    bundle.write('enrollments.csv', 'student_id,school_id,entry_date\nana,OAK,2025-08-20\n');
    const { figures } = await runImport();
    expect(figures.files['enrollments.csv']).toMatchObject({ gone: 0, same: 1 });
    expect(await count('select 1 from students where district_id = $1')).toBe(3);
    expect(await count('select 1 from enrollments where district_id = $1')).toBe(3);
  });

  it('a calendar replaces the days between its first and last, for its schools alone', async () => {
    await runImport();
    bundle.write('calendar.csv', 'school_id,date,minutes\nOAK,2025-09-10,390\nOAK,2025-09-12,200\n');
    expect((await runImport()).figures.files['calendar.csv']).toEqual({
      new: 0,
      changed: 1,
      gone: 1,
      same: 1,
      setAside: 0,
    });
    expect(await count(`select 1 from calendar_days where district_id = $1 and school_id = 'OAK'`)).toBe(9);
    expect(await count(`select 1 from calendar_days where district_id = $1 and school_id = 'ELM'`)).toBe(10);
  });

  it('events are appended; one that vanished between the first and the last of the file is superseded', async () => {
    const events = 'student_id,date,event,ref\n';
    bundle.write(
      'events.csv',
      `${events}ana,2025-09-08,contact-made,\nana,2025-09-09,issued,L1\nana,2025-09-09,issued,L1\nben,2025-09-12,contact-made,\n`,
    );
    expect((await runImport()).figures.files['events.csv']).toMatchObject({ new: 4, gone: 0, same: 0 });
    bundle.write(
      'events.csv',
      `${events}ana,2025-09-08,contact-made,\nana,2025-09-09,issued,L1\nben,2025-09-12,meeting-held,\n`,
    );
    expect((await runImport()).figures.files['events.csv']).toMatchObject({ new: 1, gone: 2, same: 2 });
    expect((await runImport()).hasChanges).toBe(false);
    expect(
      await rows(
        'select event, ref, origin from events where district_id = $1 and superseded_import_id is null order by student_id, on_date, event',
      ),
    ).toEqual([
      { event: 'contact-made', ref: '', origin: 'bundle' },
      { event: 'issued', ref: 'L1', origin: 'bundle' },
      { event: 'meeting-held', ref: '', origin: 'bundle' },
    ]);
  });

  it('malformed rows are kept word for word until a later file has them mended', async () => {
    bundle.write(
      'attendance.csv',
      attendance('ana,OAK,2025-09-08,,U,', 'ana,OAK,2025-9-9,,U,', 'ben,OAK,2025-09-09,,U,-3'),
    );
    const first = await runImport();
    expect(first.figures.files['attendance.csv']).toMatchObject({ new: 3, setAside: 2 });
    expect((await runImport()).hasChanges).toBe(false);
    bundle.write(
      'attendance.csv',
      attendance('ana,OAK,2025-09-08,,U,', 'ana,OAK,2025-09-09,,U,', 'ben,OAK,2025-09-09,,U,-3'),
    );
    expect((await runImport()).figures.files['attendance.csv']).toMatchObject({ new: 1, gone: 1, setAside: 1 });
    expect(
      await rows(
        'select import_id, line, row_text from malformed_rows where district_id = $1 and superseded_import_id is null',
      ),
    ).toEqual([{ import_id: first.importId, line: 4, row_text: 'ben,OAK,2025-09-09,,U,-3' }]);
    expect(await count('select 1 from malformed_rows where district_id = $1')).toBe(2);
  });

  it('a letterhead comes with its images, and a change of it is written down', async () => {
    const head = 'school_id,signer,signer_title,return_address,logo\n';
    bundle.write('letterheads.csv', `${head}OAK,P. Lang,Principal,1 Oak Street|Oakville CA 90000,oak.svg\n`);
    bundle.write('oak.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>');
    expect((await runImport()).figures.files['letterheads.csv']).toMatchObject({ new: 1 });
    expect((await runImport()).hasChanges).toBe(false);
    bundle.write('letterheads.csv', `${head}OAK,R. Chen,Principal,1 Oak Street|Oakville CA 90000,oak.svg\n`);
    expect((await runImport()).figures.files['letterheads.csv']).toMatchObject({ changed: 1 });
    expect(await rows('select signer, logo_type, return_address from letterheads where district_id = $1')).toEqual([
      { signer: 'R. Chen', logo_type: 'svg', return_address: ['1 Oak Street', 'Oakville CA 90000'] },
    ]);
    expect(await count('select 1 from fact_changes where district_id = $1')).toBe(1);
  });

  it('an image that is none by its content makes the bundle unusable', async () => {
    bundle.write('letterheads.csv', 'school_id,logo,signature\nOAK,oak.png,gone.svg\n');
    bundle.write('oak.png', 'not an image');
    await expect(runImport()).rejects.toMatchObject({
      problems: [{ found: '"oak.png": no image by its content' }, { found: '"gone.svg": no such file' }],
    });
    expect(await count('select 1 from imports where district_id = $1')).toBe(0);
  });

  it('a bundle that cannot be used changes nothing', async () => {
    bundle.write('codes.csv', 'code,status\nU,gone\n');
    await expect(runImport()).rejects.toBeInstanceOf(ProblemError);
    expect(await count('select 1 from students where district_id = $1')).toBe(0);
  });

  it('students whose facts or attendance changed are judged again, and only they', async () => {
    await runImport();
    const judged = (): Promise<unknown> =>
      db.pool.query(
        `insert into judged_students (district_id, pack_id, student_id, calculation_id) select $1, '', student_id, 1 from students where district_id = $1`,
        [districtId],
      );
    const left = async (): Promise<unknown[]> =>
      (await rows('select student_id from judged_students where district_id = $1 order by student_id')).map(
        (row) => row['student_id'],
      );
    await judged();
    await runImport();
    expect(await left()).toEqual(['ana', 'ben', 'cam']);
    bundle.write('attendance.csv', (SMALL_BUNDLE['attendance.csv'] as string).replace('P1,T,12', 'P1,T,13'));
    bundle.write('events.csv', 'student_id,date,event\ncam,2025-09-08,contact-made\n');
    await runImport();
    expect(await left()).toEqual(['ben']);
    bundle.write('terms.csv', 'kind,name,start,end\nquarter,Q1,2025-08-20,2025-10-31\n');
    await runImport();
    expect(await left()).toEqual([]);
  });
});

describe('a suspiciously short file', () => {
  const someRows = (length: number): string[] =>
    Array.from({ length }, (_, index) => `ana,OAK,${DAYS[index % 10]},,U,${Math.floor(index / 10)}`);

  it('with 20% fewer records of a school is accepted', async () => {
    bundle.write('attendance.csv', attendance(...someRows(100)));
    await runImport();
    bundle.write('attendance.csv', attendance(...someRows(80)));
    expect((await runImport()).figures.files['attendance.csv']?.gone).toBe(20);
  });

  it('with more than 20% fewer is refused with the figures, changes nothing, and is on record', async () => {
    bundle.write('attendance.csv', attendance(...someRows(100)));
    await runImport();
    bundle.write('attendance.csv', attendance(...someRows(79)));
    bundle.write('students.csv', 'student_id,first_name,last_name\nana,Anna,Abel\n');
    await expect(runImport()).rejects.toThrow(
      'This file has 21% fewer records for Oak Middle (OAK) than the last one (79 instead of 100).',
    );
    expect(await readBack()).toHaveLength(100);
    expect(await rows(`select first_name from students where district_id = $1 and student_id = 'ana'`)).toEqual([
      { first_name: 'Ana' },
    ]);
    expect(await rows('select state from imports where district_id = $1 order by import_id')).toEqual([
      { state: 'done' },
      { state: 'refused' },
    ]);
    expect((await runImport({ acceptDrop: true })).figures.files['attendance.csv']?.gone).toBe(21);
    expect(await rows('select accepted_drop from imports where district_id = $1 order by import_id')).toMatchObject([
      {},
      {},
      { accepted_drop: true },
    ]);
  });

  it('cut off in the middle of its days is found by comparing with the last file', async () => {
    bundle.write('attendance.csv', attendance(...someRows(100).toSorted()));
    await runImport();
    bundle.write(
      'attendance.csv',
      attendance(
        ...someRows(100)
          .toSorted()
          .filter((line) => line < 'ana,OAK,2025-09-17'),
      ),
    );
    await expect(runImport()).rejects.toThrow(
      '30% fewer records for Oak Middle (OAK) than the last one (70 instead of 100)',
    );
  });

  it('names every school at once, also one that has no record any more', async () => {
    const elm = DAYS.map((day) => `cam,ELM,${day},,U,`);
    bundle.write('attendance.csv', attendance(...someRows(100), ...elm));
    await runImport();
    bundle.write('attendance.csv', attendance(...someRows(50)));
    await expect(runImport()).rejects.toThrow(
      /50% fewer records for Oak Middle[^\n]*\nThis file has 100% fewer records for Elm Middle \(ELM\) than the last one \(0 instead of 10\)/,
    );
  });

  it('without any row is refused', async () => {
    await runImport();
    bundle.write('attendance.csv', HEADER);
    await expect(runImport()).rejects.toThrow('100% fewer');
  });

  it('of some later days is taken as it is', async () => {
    bundle.write('attendance.csv', attendance(...someRows(90)));
    await runImport();
    bundle.write('attendance.csv', attendance(...someRows(100).filter((line) => line.includes('2025-09-19'))));
    expect((await runImport()).figures.files['attendance.csv']).toMatchObject({ new: 1, same: 9, gone: 0 });
  });

  it('whose last line is cut off is refused unless that is accepted', async () => {
    bundle.write('attendance.csv', `${attendance(...someRows(10))}ana,OAK,2025-0`);
    await expect(runImport()).rejects.toThrow('attendance.csv:12: the last line is cut off');
    await expect(runImport()).rejects.toBeInstanceOf(Refusal);
    expect((await runImport({ acceptDrop: true })).figures.files['attendance.csv']).toMatchObject({
      new: 11,
      setAside: 1,
    });
  });
});

describe('imports at the same time', () => {
  it('queue: one stores the rows, the others find them stored', async () => {
    const results = await Promise.all(Array.from({ length: 4 }, () => runImport()));
    expect(results.filter((result) => result.hasChanges)).toHaveLength(1);
    expect(await count('select 1 from attendance_records where district_id = $1')).toBe(3);
    expect(await count('select 1 from attendance_packs where district_id = $1')).toBe(2);
  });
});
