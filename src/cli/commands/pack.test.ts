import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing.ts';

let db: TestDatabase;
let dir = '';

beforeAll(async () => {
  db = await createTestDatabase();
});

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rollcall-pack-'));
  await cp('packs/intervention-plan', dir, { recursive: true });
});

afterEach(() => rm(dir, { recursive: true }));

afterAll(() => db.drop());

interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function pack(...words: readonly string[]): Ran {
  const env = { ...process.env, DATABASE_URL: db.url, ROLLCALL_HOME: dir, ROLLCALL_USER: 'A. Bell' };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/main.ts', 'pack', ...words], {
    encoding: 'utf8',
    env,
  });
  return { status, out: stdout, err: stderr };
}

async function change(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(dir, path), 'utf8');
  await writeFile(join(dir, path), text.replace(from, to));
}

test('a check ends with 0 when there are only warnings, and with 2 and every place when there are problems', async () => {
  expect(pack('check', dir)).toMatchObject({ status: 0, out: '' });
  await change('criteria/supervisor.yaml', 'atLeast: 8', 'atLeast: -8');
  await change('pack.yaml', 'previous-day', 'yesterday');
  const refused = pack('check', dir);
  expect(refused.status).toBe(2);
  expect(refused.out.split('\n')).toEqual([
    expect.stringMatching(
      /^criteria\/supervisor\.yaml:11:12 when\.atLeast: found -8; allowed: atLeast: a number over 0/,
    ),
    'pack.yaml:18:15 countThrough: found "yesterday"; allowed: one of as-of, previous-day',
    '',
  ]);
  expect(JSON.parse(pack('check', dir, '--format', 'json').out)).toMatchObject({
    usable: false,
    problems: [{ line: 11 }, { line: 18 }],
  });
});

test('the worked examples end with 0 when all comes out as expected, and with 1 and the difference when not', async () => {
  expect(pack('test', dir).status).toBe(0);
  await change('cases/terms.yaml', 'decision: issued', 'decision: issue');
  const failed = pack('test', dir);
  expect(failed.status).toBe(1);
  expect(failed.out).toBe(
    'cases/terms.yaml: a notice that went out is not offered again (issued)\n' +
      '  expected P4N#1, Thu 2025-09-25, issue; found P4N#1, Thu 2025-09-25, issued, value 4, evidence Mon 2025-09-22, Tue 2025-09-23, Wed 2025-09-24, Thu 2025-09-25\n',
  );
});

test('a pack with a problem is not put in use', async () => {
  await change('pack.yaml', 'id: intervention-plan', 'id: 7');
  expect(pack('use', dir)).toMatchObject({ status: 2, out: '' });
  expect(pack('list', '--format', 'json').out).toBe('');
});

test('use says what is in use and what it replaces, list shows it, end ends it', async () => {
  expect(pack('use', dir)).toMatchObject({
    status: 0,
    err:
      'In use: intervention-plan 2026.1 at every school\n' +
      'P4, P8: done by itself at the next calculation, for all that was met since the school year began.\n' +
      'Beginning in mid-year? Say --acts-from DATE, or settle the past first: ./rollcall adopt\n',
  });
  await change('pack.yaml', 'version: "2026.1"', 'version: "2026.2"');
  expect(pack('use', dir, '--from', '2026-11-16')).toMatchObject({
    status: 0,
    err: 'Ended:  intervention-plan 2026.1 at every school\nIn use: intervention-plan 2026.2 at every school from 2026-11-16\n',
  });
  expect(JSON.parse(pack('list', '--format', 'json').out)).toMatchObject({
    pack: 'intervention-plan',
    version: '2026.2',
    school: null,
    from: '2026-11-16',
    until: null,
    actsFrom: null,
  });
  expect(pack('use', dir, '--acts-from', '2026-11-16').err).toContain(
    'at every school; acts by itself for what is met from 2026-11-16 on\n',
  );
  expect(pack('use', dir, '--school', 'nowhere')).toMatchObject({
    status: 1,
    err: 'Unknown school nowhere. The schools of the last import: none.\n',
  });
  expect(pack('use', dir, '--from', '2026-11-16', '--until', '2026-11-16').status).toBe(2);
  expect(pack('end', 'intervention-plan').status).toBe(0);
  expect(pack('list').err).toContain('No pack is in use.');
}, 120_000);

test('show tells of criteria, letters and sources; schema writes what editors need', async () => {
  expect(JSON.parse(pack('show', dir, '--format', 'json').out)).toMatchObject({
    pack: 'intervention-plan',
    letters: { 'plan-opened': ['en', 'es'] },
    criteria: [
      { code: 'P4N', then: ['letter'] },
      { code: 'P4', then: ['plan', 'alert'] },
      { code: 'P8', then: ['assignment'] },
    ],
  });
  expect(pack('schema', '--out', join(dir, 'schema')).status).toBe(0);
  const written = JSON.parse(pack('schema', '--out', join(dir, 'schema'), '--format', 'json').out) as object;
  expect(written).toMatchObject({ written: expect.arrayContaining([join(dir, 'schema', 'criterion.schema.json')]) });
  expect(JSON.parse(await readFile(join(dir, 'schema/criterion.schema.json'), 'utf8'))).toHaveProperty(
    'properties.when',
  );
});
