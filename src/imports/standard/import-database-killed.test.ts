import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleDir, type TestBundle } from '../../bundle/testing.ts';
import { openDatabase, type Database } from '../../db/index.ts';
import { runningPostmaster } from '../../db/embedded/postmaster.ts';
import { readRecord } from '../../db/embedded/record.ts';
import { makeTestHome, removeTestHome } from '../../db/testing-home.ts';
import { importBundle, type ImportResult } from './import-bundle.ts';
import type { ImportProgress } from './progress.ts';

const home = makeTestHome('rollcall-import-');
const HEADER = 'student_id,school_id,date,period,code,minutes\n';
let bundle: TestBundle;

beforeAll(() => {
  bundle = bundleDir();
});
afterAll(async () => {
  bundle.remove();
  await removeTestHome(home);
});

function runImport(db: Database, onProgress?: (progress: ImportProgress) => void): Promise<ImportResult> {
  const options = { districtId: 1, dir: bundle.dir, by: 'A. Bell', now: new Date('2025-09-20T08:00:00Z') };
  return importBundle(db, onProgress === undefined ? options : { ...options, onProgress });
}

async function stored(
  db: Database,
): Promise<{ readonly imports: number; readonly rows: number; readonly packed: number }> {
  const found = await db.pool.query<{ imports: number; rows: number; packed: number }>(
    `select (select count(*)::int from imports) as imports,
            (select count(*)::int from attendance_records where superseded_import_id is null) as rows,
            (select coalesce(sum(record_count), 0)::int from attendance_packs) as packed`,
  );
  return found.rows[0] as { imports: number; rows: number; packed: number };
}

/** Runs the import and kills the server at the first progress of that step. Returns what the import failed with. */
async function killDuring(step: ImportProgress['step']): Promise<unknown> {
  const db = await openDatabase({ home });
  try {
    let isKilled = false;
    return await runImport(db, (progress) => {
      if (isKilled || progress.step !== step) return;
      isKilled = true;
      const record = readRecord(home);
      process.kill((record === undefined ? undefined : runningPostmaster(home, record)) ?? 0, 'SIGKILL');
    }).then(
      () => 'done',
      (error: unknown) => error,
    );
  } finally {
    await db.close();
  }
}

describe('an import whose database is killed', () => {
  it.each(['reference', 'write'] as const)(
    'in the step "%s" fails instead of hanging, leaves what was there, and works when it is repeated',
    async (step) => {
      const before = await openDatabase({ home });
      await before.pool.query(`insert into districts (district_id, name) values (1, 'Test') on conflict do nothing`);
      await runImport(before);
      const old = await stored(before);
      await before.close();
      const rows = Array.from({ length: 5000 }, (_, index) => `ben,OAK,2025-09-12,P1,U,${index}\n`);
      bundle.write(
        'attendance.csv',
        `${HEADER}ana,OAK,2025-09-08,,U,\nana,OAK,2025-09-09,P1,T,12\ncam,ELM,2025-09-10,,E,\n${step === 'write' ? rows.join('') : rows.slice(0, 10).join('')}`,
      );
      expect(await killDuring(step)).toBeInstanceOf(Error);
      const after = await openDatabase({ home });
      expect(await stored(after)).toEqual(old);
      const again = await runImport(after);
      expect(again.hasChanges).toBe(true);
      const now = await stored(after);
      expect(now.rows).toBeGreaterThan(old.rows);
      expect(now.packed).toBe(now.rows);
      await after.close();
    },
  );
});
