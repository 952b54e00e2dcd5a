import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../db/testing.ts';
import { enqueue, readJob } from '../../jobs/index.ts';
import { until } from '../../jobs/testing/worker-process.ts';

let db: TestDatabase;
let home: string;
beforeAll(async () => {
  db = await createTestDatabase();
  home = mkdtempSync(join(tmpdir(), 'rollcall-work-'));
});
afterAll(async () => {
  await db.drop();
  rmSync(home, { recursive: true, force: true });
});

test('a worker does what is asked for, says so in lines without students, and ends when it is asked to', async () => {
  const main = join(import.meta.dirname, '../main.ts');
  const child = spawn(process.execPath, [main, 'work'], {
    env: { ...process.env, DATABASE_URL: db.url, ROLLCALL_HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  await until(() => said.includes('works. Ctrl-C ends it'));
  const id = await enqueue(db.pool, 'backup', { districtId: 1, by: 'A. Bell', now: new Date(), data: {} });
  await until(async () => (await readJob(db.pool, { districtId: 1, id }))?.state === 'done');
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
  const lines = said.split('\n').filter((line) => line.startsWith('{'));
  const events = lines.map((line) => JSON.parse(line) as { readonly event: string; readonly jobId?: string });
  expect(events.filter(({ jobId }) => jobId === id).map(({ event }) => event)).toEqual(['started', 'done']);
  expect(said).toContain('Stopping: the job at work ends first.');
}, 180_000);
