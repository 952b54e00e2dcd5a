import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AUDIT_LOCK } from '../../access/audit/audit-lock.ts';
import { makeClient } from '../client.ts';
import { contract } from '../contract.ts';
import { SAMPLE_NOW, startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
let now = SAMPLE_NOW;
const children: ChildProcess[] = [];

beforeAll(async () => {
  server = await startTestServer({ now: () => now });
}, 120_000);
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await server.close();
});

/** Another process that serves the same district. */
async function startProcess(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const script = join(import.meta.dirname, '../testing-process.ts');
  const child = spawn(process.execPath, [script, server.db.url, server.home, SAMPLE_NOW.toISOString()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { child, url: line.toString().trim() };
}

const count = async (table: 'batches' | 'notices' | 'job_records'): Promise<number> =>
  (await server.db.pool.query<{ count: number }>(`select count(*)::integer as count from ${table}`)).rows[0]?.count ??
  0;

test('a server that is killed between the stamp and its answer: the same key gives the same batch, issued once', async () => {
  const { child, url } = await startProcess();
  const cookie = await server.cookieOf('clerk');
  const clerk = makeClient(contract, url, (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('cookie', cookie);
    return fetch(input, { ...init, headers });
  });
  const before = await count('notices');
  const shown = await clerk.previewIssue({ body: { school: 'oak' } });
  expect(shown.notices).toBeGreaterThan(0);

  // Whoever writes to the audit log waits: the batch stands, the answer does not go out.
  const blocker = await server.db.pool.connect();
  await blocker.query('select pg_advisory_lock($1::int, 1)', [AUDIT_LOCK]);
  const answer = clerk.issue({ body: { school: 'oak', revision: shown.revision }, key: 'killed' }).catch(() => 'lost');
  for (let tries = 0; (await count('batches')) === 0 && tries < 200; tries += 1) await pause(50);
  expect(await count('batches')).toBe(1);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await blocker.query('select pg_advisory_unlock($1::int, 1)', [AUDIT_LOCK]);
  blocker.release();
  expect(await answer).toBe('lost');

  // Another server takes over; at first it cannot know that nobody is at it any more.
  const again = await server.as('clerk');
  const ask = () => again.issue({ body: { school: 'oak', revision: shown.revision }, key: 'killed' });
  await expect(ask()).rejects.toMatchObject({ problem: { code: 'in-progress' } });
  now = new Date(SAMPLE_NOW.getTime() + 61_000);
  const done = await ask();
  expect(done).toMatchObject({ notices: shown.notices, letters: shown.letters });
  expect(await count('batches')).toBe(1);
  expect((await count('notices')) - before).toBe(shown.notices);
  expect(await count('job_records')).toBe(1);
  expect(await ask()).toEqual(done);
}, 60_000);
