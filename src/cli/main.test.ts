import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { COMMANDS } from './commands.ts';
import { describe as describeFailure } from './failure.ts';
import { CHECKOUT } from './home.ts';

const ROLLCALL = join(CHECKOUT, 'rollcall');
let home: string;
let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  home = mkdtempSync(join(tmpdir(), 'rollcall-cli-'));
});
afterAll(async () => {
  await db.drop();
  rmSync(home, { recursive: true });
});

interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

function rollcall(args: readonly string[], env: NodeJS.ProcessEnv = {}, program = ROLLCALL): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { cwd: home, env: { ...process.env, ROLLCALL_HOME: home, DATABASE_URL: db.url, ...env } };
    execFile(program, args, options, (error, out, err) =>
      resolve({ status: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

describe('help', () => {
  test('lists every command with its summary, from any folder and through a link', async () => {
    const link = join(home, 'a-link');
    symlinkSync(ROLLCALL, link);
    for (const program of [ROLLCALL, link]) {
      const { status, out, err } = await rollcall(['--help'], {}, program);
      expect(status).toBe(0);
      expect(err).toBe('');
      for (const { name } of COMMANDS) expect(out).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    }
  });

  test.each(COMMANDS.map(({ name }) => name))('%s --help says what it does and what it takes', async (name) => {
    const { status, out, err } = await rollcall([name, '--help']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(new RegExp(`^Usage: rollcall ${name}`));
  });

  test('help COMMAND says the same as COMMAND --help', async () => {
    expect(await rollcall(['help', 'worklist'])).toEqual(await rollcall(['worklist', '--help']));
  });
});

describe('exit status', () => {
  test('a command that is not known, an option that is not known, and a missing argument end with 2 and nothing on standard output', async () => {
    for (const args of [['wrklist'], ['worklist', '--colour'], ['backup'], ['worklist', '--format', 'xml']]) {
      const { status, out, err } = await rollcall(args);
      expect({ args, status, out }).toEqual({ args, status: 2, out: '' });
      expect(err).toMatch(/^error: /);
    }
  });

  test('what is refused ends with 1 and one sentence', async () => {
    const { status, out, err } = await rollcall(['restore', '/nonexistent/file']);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toBe('"/nonexistent/file" cannot be read: there is no such file or folder.\n');
  });

  test('an argument that cannot be used ends with 2 and names the value, the place and what is allowed', async () => {
    const { status, out, err } = await rollcall(['calculate', '--as-of', '2026-02-30']);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toBe('--as-of: found "2026-02-30"; allowed: a date as 2026-03-09\n');
  });

  test('a defect of ours ends with 70 and a code to quote; the stack is in a log of the home, not on the terminal', async () => {
    const broken = await createTestDatabase();
    await broken.pool.query('drop table districts cascade');
    const { status, out, err } = await rollcall(['worklist'], { DATABASE_URL: broken.url });
    await broken.drop();
    expect({ status, out }).toEqual({ status: 70, out: '' });
    expect(err).toMatch(
      /^Something went wrong that should not. If it stays, quote [0-9A-F]{8}\. Details are in .*\.log\.\n$/,
    );
    const [log = ''] = readdirSync(join(home, 'errors'));
    expect(readFileSync(join(home, 'errors', log), 'utf8')).toMatch(/code: 42P01[\s\S]*at /);
  });
});

describe('the log of a defect', () => {
  test('never repeats a value that did not fit: it may be a student', () => {
    const error = Object.assign(new Error('invalid input syntax for type date: "Torres, Maya"'), {
      code: '22007',
      detail: 'Key (100001)',
      severity: 'ERROR',
    });
    const text = describeFailure(error);
    expect(text).toContain('code: 22007');
    expect(text).not.toMatch(/Torres|100001/);
  });
});
