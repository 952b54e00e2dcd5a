import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeTestHome } from '../src/db/testing-home.ts';

const root = resolve(import.meta.dirname, '..');
const data = resolve(root, '../shared/data/grand-bend');
const isThere = existsSync(data);
if (!isThere) console.warn('The Grand Bend sample (../shared/data/grand-bend) is absent: its test is skipped.');

/** The whole cycle as a person types it, from an empty home, on Ed-Fi's Grand Bend sample: 227 students, 1,917 attendance rows. */
describe.skipIf(!isThere)('the Grand Bend sample, from import to letters', () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'grand-bend-'));
  });
  afterAll(() => removeTestHome(home));

  const rollcall = async (...words: string[]): Promise<string> => {
    const env: NodeJS.ProcessEnv = { ...process.env, ROLLCALL_HOME: home, ROLLCALL_USER: 'A. Bell' };
    delete env['DATABASE_URL'];
    const { stdout } = await promisify(execFile)(join(root, 'rollcall'), words, { cwd: root, env, maxBuffer: 2 ** 26 });
    return stdout;
  };
  const jsonLines = (text: string): Record<string, unknown>[] =>
    text
      .trim()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it(
    'imports, calculates, issues each notice once, makes the letters and explains them',
    { timeout: 180_000 },
    async () => {
      await rollcall('import', data);
      await rollcall('pack', 'use', 'packs/california-sarb');
      await rollcall('calculate', '--as-of', '2011-05-31');

      const worklist = jsonLines(await rollcall('worklist', '--format', 'json'));
      const due = worklist.filter((line) => line['decision'] === 'issue');
      expect(due.length).toBeGreaterThan(50);
      expect(due.every((line) => line['criterion'] === 'L1')).toBe(true);
      expect(due[0]).toMatchObject({
        student: expect.any(String),
        evidence: expect.any(Array),
        name: expect.any(String),
      });

      const [issued] = jsonLines(await rollcall('issue', '--criterion', 'L1', '--yes', '--format', 'json'));
      expect(issued).toMatchObject({
        issued: due.length,
        held: expect.any(Number),
        batch: expect.stringMatching(/^B\d+$/),
      });
      const pdf = join(home, 'letters.pdf');
      await rollcall('letters', '--batch', String(issued?.['batch']), '--out', pdf);
      expect((await readFile(pdf)).subarray(0, 5).toString()).toBe('%PDF-');
      expect((await stat(pdf)).size).toBeGreaterThan(100_000);

      const [again] = jsonLines(await rollcall('issue', '--criterion', 'L1', '--yes', '--format', 'json'));
      expect(again).toMatchObject({ issued: 0 });

      const why = await rollcall('why', '--student', '604877');
      expect(why).toContain('Wed Aug 25, Thu Aug 26 and Wed Sep 15');
    },
  );

  it('sets the three rows on a Sunday aside, and counts a day with two rows once', { timeout: 60_000 }, async () => {
    const setAside = jsonLines(await rollcall('set-aside', '--format', 'json'));
    expect(setAside).toHaveLength(3);
    expect(new Set(setAside.map((row) => String(row['reason'])))).toHaveLength(1);
    const evaluated = jsonLines(
      await rollcall(
        'evaluate',
        '--data',
        data,
        '--pack',
        'packs/california-sarb',
        '--as-of',
        '2011-05-31',
        '--format',
        'json',
      ),
    );
    const first = evaluated.find((line) => line['student'] === '604877' && line['criterion'] === 'L1');
    expect(first).toMatchObject({ date: '2010-09-15', value: 3 });
  });
});
