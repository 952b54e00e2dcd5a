import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPack } from './read-pack.ts';
import { FILES, readable, told } from './testing.ts';

let dir = '';

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rollcall-pack-'));
  for (const [path, text] of Object.entries(FILES)) await put(path, text);
});

afterEach(() => rm(dir, { recursive: true }));

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(dir, path)), { recursive: true });
  await writeFile(join(dir, path), content);
}

test('a folder is read, notes and hidden files left aside', async () => {
  await put('README.md', 'notes');
  await put('.git/config', 'x');
  await put('notes/2026.txt', 'x');
  const pack = readable(await readPack(dir));
  expect([...pack.files.keys()]).toEqual(Object.keys(FILES).toSorted());
});

test('a byte order mark does not matter', async () => {
  await put('pack.yaml', Buffer.from(`\uFEFF${FILES['pack.yaml']}`));
  expect(readable(await readPack(dir)).policy.id).toBe('small');
});

test('a folder that is not there, and a file in its place', async () => {
  expect(told(await readPack(join(dir, 'nowhere')))[0]).toContain('found no such folder');
  expect(told(await readPack(join(dir, 'pack.yaml')))[0]).toContain('found not a folder');
});

test('bytes that are no UTF-8 and a NUL are named with their file, beside all other problems', async () => {
  await put('criteria/b.yaml', Buffer.from([0x63, 0x6f, 0x64, 0x65, 0x3a, 0x20, 0xff]));
  await put('criteria/c.yaml', 'code: "\0"');
  await put('criteria/d.yaml', 'code: D\n');
  const problems = told(await readPack(dir));
  expect(problems).toContain('criteria/b.yaml: found bytes that are not UTF-8; allowed: UTF-8 text');
  expect(told(await readPack(dir)).join()).toContain('criteria/d.yaml:1:1 when: found nothing');
  await rm(join(dir, 'criteria/b.yaml'));
  expect(told(await readPack(dir))).toContain('criteria/c.yaml: found a NUL character; allowed: UTF-8 text');
});

test('a file of 130 KB is refused', async () => {
  await put('criteria/b.yaml', `# ${'x'.repeat(130 * 1024)}`);
  expect(told(await readPack(dir))[0]).toContain('at most 131072 characters in a file');
});

test('five hundred files are read, one more is refused', async () => {
  for (let index = Object.keys(FILES).length; index < 500; index += 1)
    await put(`letters/l${index}/en.md`, FILES['letters/notice/en.md'] ?? '');
  expect((await readPack(dir)).ok).toBe(true);
  await put('letters/one-more/en.md', FILES['letters/notice/en.md'] ?? '');
  expect(told(await readPack(dir))[0]).toContain('at most 500 files');
});

test('a link out of the folder is refused, one inside it is followed', async () => {
  await symlink('/etc/hostname', join(dir, 'criteria/b.yaml'));
  expect(told(await readPack(dir))).toEqual([
    "criteria/b.yaml: found a link to a file outside the folder; allowed: files of the pack's own folder",
  ]);
  await rm(join(dir, 'criteria/b.yaml'));
  await symlink('en.md', join(dir, 'letters/notice/en-US.md'));
  expect((await readPack(dir)).ok).toBe(true);
  await symlink('nowhere.yaml', join(dir, 'criteria/b.yaml'));
  expect(told(await readPack(dir))[0]).toContain('found a link to nothing');
});
