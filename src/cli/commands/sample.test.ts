import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rollcall-cli-sample-'));
});
afterAll(() => rm(dir, { recursive: true }));

function sample(...words: readonly string[]) {
  return spawnSync(process.execPath, ['src/cli/main.ts', 'sample', ...words], { encoding: 'utf8' });
}

test('sample says what it wrote: one object for programs, a sentence for people', async () => {
  const out = join(dir, 'one');
  const { status, stdout, stderr } = sample('--students', '100', '--out', out, '--format', 'json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ out, students: 100, schools: 8, through: '2026-11-12' });
  expect(await readdir(out)).toContain('attendance.csv');
  expect(stderr).toContain('100 students written');
  expect(sample('--students', '100', '--out', join(dir, 'two'))).toMatchObject({ status: 0, stdout: '' });
  expect(sample('--students', 'many', '--out', out, '--format', 'json')).toMatchObject({ status: 2, stdout: '' });
});
