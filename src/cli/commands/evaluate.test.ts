import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleDir, SMALL_BUNDLE, type TestBundle } from '../../bundle/testing.ts';

const MAIN = join(import.meta.dirname, '../main.ts');
const GRAND_BEND = join(import.meta.dirname, '../../../../shared/data/grand-bend');
const dir = mkdtempSync(join(tmpdir(), 'rollcall-evaluate-'));
const made: TestBundle[] = [];
afterAll(() => {
  made.forEach((bundle) => bundle.remove());
  rmSync(dir, { recursive: true, force: true });
});

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function evaluate(...words: readonly string[]): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, 'evaluate', ...words], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

function packDir(
  criteria: Readonly<Record<string, string>> = { l1: criterion('L1', 2), l2: criterion('L2', 3) },
): string {
  const folder = mkdtempSync(join(dir, 'pack-'));
  mkdirSync(join(folder, 'criteria'));
  writeFileSync(
    join(folder, 'pack.yaml'),
    'id: trial\ntitle: Trial\nversion: "1"\nsources: [{ title: "A code", reviewed: 2025-09-01 }]\n',
  );
  for (const [name, text] of Object.entries(criteria)) writeFileSync(join(folder, 'criteria', `${name}.yaml`), text);
  return folder;
}

function criterion(code: string, atLeast: number): string {
  return `code: ${code}\ntitle: ${code}\ndescription: ${atLeast} days\nsource: "A code"\nwhen:\n  type: total\n  counts: [{ status: [absent], excuse: [unexcused] }]\n  atLeast: ${atLeast}\n`;
}

function dataDir(attendance: string): string {
  const bundle = bundleDir({ 'attendance.csv': attendance });
  made.push(bundle);
  return bundle.dir;
}

const HEADER = 'student_id,school_id,date,period,code,minutes\n';
const ATTENDANCE = `${HEADER}ben,OAK,2025-09-08,P1,U,\nben,OAK,2025-09-09,,U,\nben,OAK,2025-09-09,P2,U,7\nana,OAK,2025-09-10,,U,\nana,OAK,2025-09-11,,U,\nana,OAK,2025-09-12,,U,\n`;

describe('rollcall evaluate', () => {
  it('prints one object a line, by student and criterion, with the keys in their order', () => {
    const { status, stdout } = evaluate(
      '--data',
      dataDir(ATTENDANCE),
      '--pack',
      packDir(),
      '--as-of',
      '2025-09-19',
      '--format',
      'json',
    );
    expect(status).toBe(0);
    expect(stdout.split('\n')).toEqual([
      '{"student":"ana","criterion":"L1","cycle":"2025-07-01","occurrence":1,"school":null,"date":"2025-09-11","value":2,"decision":"issue","reason":null,"evidence":[{"date":"2025-09-10","period":null,"course":null,"code":"U","minutes":390},{"date":"2025-09-11","period":null,"course":null,"code":"U","minutes":390}]}',
      '{"student":"ana","criterion":"L2","cycle":"2025-07-01","occurrence":1,"school":null,"date":"2025-09-12","value":3,"decision":"issue","reason":null,"evidence":[{"date":"2025-09-10","period":null,"course":null,"code":"U","minutes":390},{"date":"2025-09-11","period":null,"course":null,"code":"U","minutes":390},{"date":"2025-09-12","period":null,"course":null,"code":"U","minutes":390}]}',
      '{"student":"ben","criterion":"L1","cycle":"2025-07-01","occurrence":1,"school":null,"date":"2025-09-09","value":2,"decision":"issue","reason":null,"evidence":[{"date":"2025-09-08","period":"P1","course":null,"code":"U","minutes":50},{"date":"2025-09-09","period":null,"course":null,"code":"U","minutes":390},{"date":"2025-09-09","period":"P2","course":null,"code":"U","minutes":7}]}',
      '',
    ]);
  });

  it('writes nothing when nobody met a criterion, and exits with 0', () => {
    expect(
      evaluate('--data', dataDir(HEADER), '--pack', packDir(), '--as-of', '2025-09-19', '--format', 'json'),
    ).toMatchObject({ status: 0, stdout: '' });
  });

  it('days after the as-of date do not exist', () => {
    const { stdout } = evaluate(
      '--data',
      dataDir(ATTENDANCE),
      '--pack',
      packDir(),
      '--as-of',
      '2025-09-11',
      '--format',
      'json',
    );
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { criterion: string }).criterion),
    ).toEqual(['L1', 'L1']);
  });

  it('sets aside what cannot be counted: a summary on standard error, each row in the file', () => {
    const rows = [
      'zoe,OAK,2025-09-08,,U,',
      'ana,ASH,2025-09-08,,U,',
      'ana,OAK,2025-09-08,,X,',
      'ana,OAK,2025-09-08,P9,U,',
      'ana,OAK,2025-09-13,,U,',
      'ana,ELM,2025-09-08,,U,',
      'ana,OAK,2025-9-8,,U,',
      '"ana",OAK,2025-09-09,,"Q, q",',
    ];
    const file = join(dir, 'set-aside.csv');
    const { status, stderr } = evaluate(
      '--data',
      dataDir(`${HEADER}${rows.join('\n')}\nana,OAK,2025-09-10,,U,\n`),
      '--pack',
      packDir(),
      '--as-of',
      '2025-09-19',
      '--format',
      'json',
      '--set-aside',
      file,
    );
    expect(status).toBe(0);
    expect(stderr).toContain('8 rows set aside');
    expect(readFileSync(file, 'utf8').split('\n')).toEqual([
      'file,line,reason,row',
      'attendance.csv,2,an unknown student; allowed: a student_id of students.csv,"zoe,OAK,2025-09-08,,U,"',
      'attendance.csv,3,an unknown school; allowed: a school_id of schools.csv,"ana,ASH,2025-09-08,,U,"',
      'attendance.csv,4,"an unknown code ""X""; allowed: a code of codes.csv, of the school or of all schools","ana,OAK,2025-09-08,,X,"',
      'attendance.csv,5,"an unknown period ""P9""; allowed: a period that periods.csv lists for the school, or blank","ana,OAK,2025-09-08,P9,U,"',
      'attendance.csv,6,2025-09-13 is not in session at the school; allowed: a date that calendar.csv has for the school,"ana,OAK,2025-09-13,,U,"',
      'attendance.csv,7,"the student is not enrolled at the school on 2025-09-08; allowed: a date from entry_date to exit_date of an enrollment at the school, both included","ana,ELM,2025-09-08,,U,"',
      'attendance.csv,8,"a malformed date ""2025-9-8""; allowed: a date as 2026-03-09","ana,OAK,2025-9-8,,U,"',
      'attendance.csv,9,"an unknown code ""Q, q""; allowed: a code of codes.csv, of the school or of all schools","""ana"",OAK,2025-09-09,,""Q, q"","',
      '',
    ]);
  });

  it('counts unknown minutes and conflicts on standard error', () => {
    const { stderr } = evaluate(
      '--data',
      dataDir(`${HEADER}ana,OAK,2025-09-08,P1,T,\nana,OAK,2025-09-08,P1,U,\n`),
      '--pack',
      packDir(),
      '--as-of',
      '2025-09-19',
      '--format',
      'json',
    );
    expect(stderr).toContain('1 counted record has unknown minutes');
    expect(stderr).toContain('1 conflict: different codes for one student, date and period; all stand');
  });

  it('prints a table and a summary by criterion for people', () => {
    const { status, stdout } = evaluate('--data', dataDir(ATTENDANCE), '--pack', packDir(), '--as-of', '2025-09-19');
    expect(status).toBe(0);
    expect(stdout).toMatch(/student\s+criterion\s+cycle/);
    expect(stdout).toMatch(/\n L1\s+L1\s+2\s+0/);
  });

  it.each([
    ['a bundle', ['--data', '/no/such', '--pack', 'PACK', '--as-of', '2025-09-19'], 'no folder that can be read'],
    ['a pack', ['--data', 'DATA', '--pack', '/no/such', '--as-of', '2025-09-19'], 'no such folder'],
    ['a date', ['--data', 'DATA', '--pack', 'PACK', '--as-of', '2025-09-31'], 'a date as 2026-03-09'],
    ['a format', ['--data', 'DATA', '--pack', 'PACK', '--as-of', '2025-09-19', '--format', 'xml'], 'json'],
    ['an option', ['--data', 'DATA', '--pack', 'PACK'], '--as-of'],
    [
      'a file to write',
      ['--data', 'DATA', '--pack', 'PACK', '--as-of', '2025-09-19', '--set-aside', '/no/such/file.csv'],
      'cannot be written',
    ],
  ])('exits with 2 and nothing on standard output for %s that cannot be used', (_, words, said) => {
    const given = words.map((word) => (word === 'PACK' ? packDir() : word === 'DATA' ? dataDir(ATTENDANCE) : word));
    const { status, stdout, stderr } = evaluate(...given);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(said);
    expect(stderr).not.toContain('    at ');
  });

  it('names the problems of the pack and of the bundle together', () => {
    const bundle = bundleDir({ 'codes.csv': 'code,status\nU,gone\n' });
    made.push(bundle);
    const { status, stderr } = evaluate(
      '--data',
      bundle.dir,
      '--pack',
      packDir({ l1: criterion('L1', -1) }),
      '--as-of',
      '2025-09-19',
    );
    expect(status).toBe(2);
    expect(stderr).toContain('codes.csv:2 status: found "gone"');
    expect(stderr).toContain('criteria/l1.yaml');
  });

  it('the order of the rows never matters', () => {
    const [header, ...lines] = ATTENDANCE.trim().split('\n');
    const pack = packDir();
    const straight = evaluate(
      '--data',
      dataDir(ATTENDANCE),
      '--pack',
      pack,
      '--as-of',
      '2025-09-19',
      '--format',
      'json',
    );
    const turned = evaluate(
      '--data',
      dataDir(`${[header, ...lines.toReversed()].join('\n')}\n`),
      '--pack',
      pack,
      '--as-of',
      '2025-09-19',
      '--format',
      'json',
    );
    expect(turned.stdout).toBe(straight.stdout);
    expect(SMALL_BUNDLE['attendance.csv']).toContain(header);
  });

  it.skipIf(!existsSync(GRAND_BEND))(
    'judges the Grand Bend sample: three Sundays set aside (skipped where ../shared/data/grand-bend is absent)',
    () => {
      const { status, stdout, stderr } = evaluate(
        '--data',
        GRAND_BEND,
        '--pack',
        packDir(),
        '--as-of',
        '2011-05-31',
        '--format',
        'json',
      );
      expect(status).toBe(0);
      expect(stderr).toContain('3 rows set aside');
      expect(stderr).toContain('2011-05-15 is not in session at the school');
      const students = stdout
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { student: string }).student);
      expect(students).toEqual(students.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0)));
      expect(students.length).toBeGreaterThan(100);
    },
  );
});
