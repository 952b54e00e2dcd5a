import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { runDemo, type DemoReport, type DemoStep } from './index.ts';

let db: TestDatabase;
let home: string;
beforeEach(async () => {
  db = await createTestDatabase();
  await db.pool.query(`insert into districts (district_id, name) values (1, 'District')`);
  home = mkdtempSync(join(tmpdir(), 'rollcall-demo-'));
});
afterEach(async () => {
  await db.drop();
  rmSync(home, { recursive: true });
});

test('a first start loads the sample, makes last week’s letters and leaves this week’s due; a second one keeps everything', async () => {
  const first = await start();
  expect(first.outcome).toBe('loaded');
  expect(first.state).toMatchObject({ students: 200, asOf: '2026-11-13', batch: 'B2', toPrint: 0 });
  expect(first.state.packs).toHaveLength(5);
  expect(first.state.issued).toBeGreaterThan(3);
  expect(first.state.letters).toBeGreaterThan(3);
  expect(first.state.due).toBeGreaterThan(3);
  expect(first.state.files.length).toBeGreaterThan(1);
  const written = times();
  const second = await start();
  expect(second).toEqual({ outcome: 'already-there', state: first.state, warnings: [] });
  expect(times()).toEqual(written);
}, 180_000);

test('a start that was cut off at any step, from a home that is not there yet, is carried on by the next and ends where an undisturbed one does', async () => {
  rmSync(home, { recursive: true });
  for (const step of ['write', 'import', 'packs', 'calculate', 'issue', 'letters'] as const) {
    await expect(start(step)).rejects.toThrow(`cut off: ${step}`);
  }
  const carriedOn = await start();
  expect(carriedOn.outcome).toBe('loaded');
  expect(carriedOn.state.batch).toBe('B2');
  expect(carriedOn.state.toPrint).toBe(0);
  const imports = await db.pool.query(`select count(*) as imports from imports where state = 'done'`);
  expect(imports.rows).toEqual([{ imports: 1 }]);
  expect(readdirSync(home).toSorted()).toEqual(['letters', 'sample']);
}, 180_000);

test('a home that holds another district is left as it is', async () => {
  await db.pool.query(
    `insert into imports (district_id, source, state, content_hash, imported_by, started_at) values (1, 'exports/today', 'done', 'x', 'test', now())`,
  );
  const report = await start();
  expect(report.outcome).toBe('kept');
  expect(report.state.students).toBe(0);
  expect(readdirSync(home)).toEqual([]);
});

/** Cuts the start off when a step is on its way. */
function start(cutOffAt?: DemoStep): Promise<DemoReport> {
  return runDemo(db, {
    districtId: 1,
    home,
    packs: join(import.meta.dirname, '../../packs'),
    students: 200,
    by: 'test',
    now: () => new Date('2026-11-13T16:00:00Z'),
    onProgress: (step) => {
      if (step === cutOffAt) throw new Error(`cut off: ${step}`);
    },
  });
}

function times(): readonly number[] {
  return readdirSync(join(home, 'letters')).map((name) => statSync(join(home, 'letters', name)).mtimeMs);
}
