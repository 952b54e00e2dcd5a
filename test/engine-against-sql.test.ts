import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AS_OF } from '../bench/district.ts';
import { benchPolicy, duckDb, evaluate, query } from '../bench/sections/evaluation.ts';
import { loadTables } from '../bench/sql/tables.ts';
import { readBundle, studentsOf } from '../src/bundle/index.ts';
import { generateDistrict, writeDistrict } from '../src/sample/index.ts';

test.each([2, 3])(
  'the engine and SQL find the same triggers of twelve criteria in the sample district of seed %i',
  async (seed) => {
    const dir = await mkdtemp(join(tmpdir(), 'rollcall-sql-'));
    try {
      await writeDistrict(dir, generateDistrict({ students: 500, seed, through: AS_OF }));
      const bundle = await readBundle(dir);
      const ours = evaluate(bundle, [...studentsOf(bundle)], await benchPolicy());
      const connection = await duckDb();
      await loadTables(connection, dir, bundle);
      expect(ours.length).toBeGreaterThan(1200);
      expect(ours.toSorted()).toEqual((await query(connection)).toSorted());
    } finally {
      await rm(dir, { recursive: true });
    }
  },
);
