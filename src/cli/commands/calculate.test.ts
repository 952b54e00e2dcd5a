import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { absent, bundleText, packText, unexcusedDates } from '../../calculation/test-bundle.ts';
import { createTestDatabase, type TestDatabase } from '../../db/testing.ts';

let db: TestDatabase;
let dir = '';

interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function rollcall(...words: readonly string[]): Ran {
  const env = { ...process.env, DATABASE_URL: db.url, ROLLCALL_HOME: dir, ROLLCALL_USER: 'A. Bell' };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/main.ts', ...words], {
    encoding: 'utf8',
    env,
  });
  return { status, out: stdout, err: stderr };
}

beforeAll(async () => {
  db = await createTestDatabase();
  dir = await mkdtemp(join(tmpdir(), 'rollcall-calculate-'));
  await write(
    'bundle',
    bundleText({ attendance: [...absent('mia', 'U', '09-22 09-23 10-06'), ...absent('leo', 'V', '10-07')] }),
  );
  await write('pack', packText([unexcusedDates('A', 3)], 'sources:\n  - { title: Test, reviewed: 2025-09-01 }'));
});

afterAll(async () => {
  await db.drop();
  await rm(dir, { recursive: true });
});

describe('calculate, adopt and ready on the command line', () => {
  test('say what is missing before there is anything to calculate', () => {
    const nothing = rollcall('calculate', '--as-of', '2025-10-10');
    expect(nothing).toMatchObject({ status: 1, out: '' });
    expect(nothing.err).toContain('./rollcall import DIR');
    expect(rollcall('import', join(dir, 'bundle')).status).toBe(0);
    expect(rollcall('calculate', '--as-of', '2025-10-10').err).toContain('./rollcall pack use');
    expect(rollcall('pack', 'use', join(dir, 'pack'))).toMatchObject({ status: 0 });
    for (const format of ['table', 'json']) {
      const issue = rollcall('issue', '--yes', '--format', format);
      expect(issue).toMatchObject({ status: 1, out: '' });
      expect(issue.err).toContain('Nothing was calculated yet: rollcall calculate --as-of DATE.');
    }
  });

  test('a dry run shows what would be and changes nothing', () => {
    const tried = rollcall('calculate', '--as-of', '2025-10-10', '--dry-run');
    expect(tried.status).toBe(0);
    expect(tried.out).toMatch(/new +mia +A +2025-07-01 +1 +2025-10-06 +issue/);
    expect(tried.err).toContain('Would be as of 2025-10-10: 1 new. Nothing was changed.');
    expect(jsonOf(rollcall('ready', '--as-of', '2025-10-10', '--format', 'json'))).toMatchObject({
      calculatedAsOf: null,
      due: 0,
    });
  });

  test('a calculation says what it found and what changed, a second that nothing did', () => {
    const first = rollcall('calculate', '--as-of', '2025-10-10');
    expect(first.out).toMatch(/test-pack +A +issue +1/);
    expect(first.err).toContain('As of 2025-10-10: 1 new.');
    const again = jsonOf(rollcall('calculate', '--format', 'json'));
    expect(again).toMatchObject({ asOf: '2025-10-10', dryRun: false, mode: 'changed', judged: 0, new: 0 });
  });

  test('a day far from every day in session is refused as a mistyped year, and nothing is changed', () => {
    for (const words of [
      ['calculate', '--as-of', '1925-10-10'],
      ['calculate', '--as-of', '2052-10-10', '--dry-run'],
      ['adopt', '--as-of', '2052-10-10', '--yes'],
      ['issue', '--as-of', '2052-10-10', '--yes'],
    ]) {
      const refused = rollcall(...words);
      expect(refused).toMatchObject({ status: 1, out: '' });
      expect(refused.err).toMatch(
        /^(1925|2052)-10-10 is more than 370 days from every day in session on file, from 2025-\d\d-\d\d to \d{4}-\d\d-\d\d\. Is the year right\? Nothing was changed\./,
      );
    }
    expect(jsonOf(rollcall('calculate', '--format', 'json'))).toMatchObject({ asOf: '2025-10-10', lapsed: 0 });
    expect(rollcall('calculate', '--as-of', '2026-10-10', '--dry-run').status).toBe(0);
  });

  test('a school’s scope is refused with who ran it last, and a date that is none with what is allowed', () => {
    const refused = rollcall('calculate', '--school', 'oak');
    expect(refused).toMatchObject({ status: 1, out: '' });
    expect(refused.err).toMatch(
      /^This is done for the whole district, not from Oak Middle School\. Last run: \d{4}-\d\d-\d\d by A\. Bell, as of 2025-10-10\./,
    );
    expect(rollcall('adopt', '--as-of', '2025-10-10', '--school', 'oak').status).toBe(1);
    expect(rollcall('calculate', '--as-of', '2025-13-01')).toMatchObject({ status: 2 });
  });

  test('ready names what to chase and what is missing', () => {
    const ready = rollcall('ready');
    expect(ready.status).toBe(0);
    expect(ready.out).toMatch(/2025-10-07 +Test, leo +7 +Oak Middle School +day +V/);
    expect(ready.err).toContain('As of 2025-10-10: 1 due');
  });

  test('adopting asks first, settles, and settles nothing more the second time', () => {
    const asked = rollcall('adopt', '--as-of', '2025-10-10');
    expect(asked).toMatchObject({ status: 1, out: '' });
    expect(asked.err).toContain('1  A of test-pack at school oak, triggered 2025-10-06');
    expect(asked.err).toContain('add --yes');
    expect(rollcall('adopt', '--as-of', '2025-10-10', '--dry-run').err).toContain(
      'Would settle 1 trigger of 1 student. Nothing was changed.',
    );
    expect(jsonOf(rollcall('adopt', '--as-of', '2025-10-10', '--yes', '--format', 'json'))).toMatchObject({
      adopted: 1,
      students: 1,
      dryRun: false,
    });
    expect(rollcall('adopt', '--as-of', '2025-10-10', '--yes').err).toContain(
      'Nothing is left to settle up to 2025-10-10.',
    );
    expect(jsonOf(rollcall('calculate', '--format', 'json'))).toMatchObject({
      byCriterion: [{ criterion: 'A', decision: 'issued', count: 1 }],
    });
  });
});

function jsonOf({ out }: Ran): unknown {
  return JSON.parse(out);
}

async function write(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, text] of files) {
    await mkdir(dirname(join(dir, folder, name)), { recursive: true });
    await writeFile(join(dir, folder, name), text);
  }
}
