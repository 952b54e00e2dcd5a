import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { zipOf, type ZipEntry } from './testing-zip.ts';
import { unpackBundle, UNPACK_LIMITS, type UnpackLimits } from './unpack-bundle.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rollcall-unpack-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const STUDENTS: ZipEntry = { name: 'students.csv', body: 'student_id,first_name\n1,Maya\n' };

test('the files of a zip stand in the folder, whether they were at its top or in one folder', async () => {
  expect(await unpack([STUDENTS, { name: 'seal.PNG', body: 'x' }])).toEqual(['seal.PNG', 'students.csv']);
  expect(readFileSync(join(home, 'out', 'students.csv'), 'utf8')).toContain('Maya');
  rmSync(join(home, 'out'), { recursive: true });
  await unpack([
    { ...STUDENTS, name: 'export/students.csv' },
    { name: 'export/', body: '' },
    { name: '__MACOSX/._students.csv', body: 'x' },
  ]);
  expect(readdirSync(join(home, 'out'))).toEqual(['students.csv']);
});

test.each<[string, ZipEntry, RegExp]>([
  ['a path that leaves the folder', { name: '../students.csv', body: 'x' }, /invalid relative path/],
  ['an absolute path', { name: '/etc/students.csv', body: 'x' }, /absolute path/],
  [
    'a path of Windows',
    { name: 'C:\\students.csv', body: 'x' },
    /absolute path|invalid|files of a bundle|in one folder/,
  ],
  ['a path that is two folders deep', { name: 'a/b/students.csv', body: 'x' }, /in one folder/],
  ['a symbolic link', { name: 'codes.csv', body: '/etc/passwd', mode: 0o120_777 }, /plain file/],
  ['a file with a password', { name: 'codes.csv', body: 'x', isEncrypted: true }, /without a password/],
  ['a file that is none of a bundle', { name: 'run.sh', body: 'x' }, /the files of a bundle/],
  ['a file twice', { name: 'students.csv', body: 'x' }, /each file once/],
  [
    'a file that packs too well',
    { name: 'codes.csv', body: Buffer.alloc(40 * 1024 ** 2) },
    /what a file of text packs to/,
  ],
  [
    'a file that is longer than it declares',
    { name: 'codes.csv', body: 'x'.repeat(5000), declared: 10 },
    /cannot be read as a zip/,
  ],
])('%s is refused, and nothing is left behind', async (_what, entry, reason) => {
  await expect(unpack([STUDENTS, entry])).rejects.toThrow(reason);
  expect(readdirSync(home)).toEqual(['bundle.zip']);
});

test('what comes out is counted over all files', async () => {
  const entries = [STUDENTS, { name: 'codes.csv', body: 'code,status\nU,absent\n' }];
  await expect(unpack(entries, { ...UNPACK_LIMITS, mostBytes: 40 })).rejects.toThrow(/left of the limit/);
  expect(existsSync(join(home, 'out'))).toBe(false);
  await unpack(entries, { ...UNPACK_LIMITS, mostBytes: 60 });
  expect(readdirSync(join(home, 'out'))).toHaveLength(2);
});

test('too many files, no file at all and something that is no zip are refused', async () => {
  await expect(unpack([STUDENTS, { name: 'codes.csv', body: '' }], { ...UNPACK_LIMITS, mostFiles: 1 })).rejects.toThrow(
    /at most 1/,
  );
  await expect(unpack([])).rejects.toThrow(/no file/);
  writeFileSync(join(home, 'bundle.zip'), 'student_id\n1\n');
  await expect(unpackBundle(join(home, 'bundle.zip'), join(home, 'out'))).rejects.toThrow(/zip/);
  const whole = zipOf([STUDENTS]);
  writeFileSync(join(home, 'bundle.zip'), whole.subarray(0, whole.length - 30));
  await expect(unpackBundle(join(home, 'bundle.zip'), join(home, 'out'))).rejects.toThrow(/zip/);
});

function unpack(entries: readonly ZipEntry[], limits?: UnpackLimits): Promise<readonly string[]> {
  writeFileSync(join(home, 'bundle.zip'), zipOf(entries));
  return unpackBundle(join(home, 'bundle.zip'), join(home, 'out'), limits);
}
