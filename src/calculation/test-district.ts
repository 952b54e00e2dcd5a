/** A district on the real server for tests of this room: bundles and packs as files, brought in through the front door. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { parseDay, type Day } from '../engine/index.ts';
import { importBundle } from '../imports/index.ts';
import { parsePack } from '../packs/index.ts';
import { renderProblem } from '../problem.ts';
import { calculate, type CalculateOptions, type CalculationReport } from './calculate.ts';

export const NOW = new Date('2025-11-21T17:32:00Z');

/** Packs are in use since the beginning of the school year, so that what acts by itself acts. */
const IN_USE_SINCE = new Date('2025-07-01T17:00:00Z');

export interface PackUseGiven {
  readonly school?: string;
  readonly from?: string;
  readonly actsFrom?: string;
  readonly until?: string;
}

/** One database for a test file, shared by its districts. */
let shared: Promise<TestDatabase> | undefined;
let districts = 0;

/** Removes the database and what was written for it: call it after all tests of a file. */
export async function dropTestDistricts(): Promise<void> {
  for (const dir of folders.splice(0)) await rm(dir, { recursive: true, force: true });
  await (await shared)?.drop();
  shared = undefined;
}

const folders: string[] = [];

export class TestDistrict {
  readonly db: TestDatabase;
  readonly id: number;

  private constructor(db: TestDatabase, id: number) {
    this.db = db;
    this.id = id;
  }

  /** A new district beside those that other tests of the file left: every query must keep to its own. */
  static async create(): Promise<TestDistrict> {
    shared ??= createTestDatabase();
    districts += 1;
    const district = new TestDistrict(await shared, districts);
    await district.query(`insert into districts (district_id, name) values ($1, 'Lakeside Unified')`, [district.id]);
    return district;
  }

  /** The rows of a table, in the order of its columns. */
  async rows<Row extends Record<string, unknown>>(table: string, order: string): Promise<Row[]> {
    return this.query<Row>(`select * from ${table} where district_id = $1 order by ${order}`, [this.id]);
  }

  async query<Row extends Record<string, unknown>>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.db.pool.query<Row>(sql, [...values])).rows;
  }

  /** Imports a bundle given as files. */
  async import(files: ReadonlyMap<string, string>): Promise<void> {
    const dir = await mkdtemp(join(tmpdir(), 'rollcall-calculation-'));
    folders.push(dir);
    for (const [name, text] of files) {
      await mkdir(dirname(join(dir, name)), { recursive: true });
      await writeFile(join(dir, name), text);
    }
    await importBundle(this.db, { districtId: this.id, dir, by: 'test', now: NOW, acceptDrop: true, reason: 'test' });
  }

  /** Puts a pack into use, instead of every other. Returns its hash. */
  async usePack(
    files: ReadonlyMap<string, string>,
    uses: readonly PackUseGiven[] = [{}],
    since = IN_USE_SINCE,
  ): Promise<string> {
    await this.query('update pack_uses set ended_at = $2 where district_id = $1 and ended_at is null', [
      this.id,
      since,
    ]);
    return this.addPack(files, uses, since);
  }

  /** Puts a pack into use beside the others. */
  async addPack(
    files: ReadonlyMap<string, string>,
    uses: readonly PackUseGiven[] = [{}],
    since = IN_USE_SINCE,
  ): Promise<string> {
    const reading = parsePack(files);
    if (!reading.ok) throw new Error(reading.problems.map(renderProblem).join('\n'));
    const { policy, hash } = reading.pack;
    await this.query(
      `insert into pack_versions (district_id, pack_hash, pack_id, version, title, files, loaded_by, loaded_at)
       values ($1, $2, $3, $4, $5, $6, 'test', $7) on conflict do nothing`,
      [this.id, hash, policy.id, policy.version, policy.title, JSON.stringify(Object.fromEntries(files)), NOW],
    );
    for (const { school = '', from = null, until = null, actsFrom = null } of uses) {
      await this.query(
        `insert into pack_uses (district_id, pack_id, pack_hash, school_id, from_on, until_on, acts_from, activated_by, activated_at)
         values ($1, $2, $3, $4, $5, $6, $7, 'test', $8)`,
        [this.id, policy.id, hash, school, from, until, actsFrom, since],
      );
    }
    return hash;
  }

  calculate(asOf: string, more: Partial<CalculateOptions> = {}): Promise<CalculationReport> {
    return calculate(this.db, { districtId: this.id, asOf: dayOf(asOf), by: 'test', now: NOW, ...more });
  }
}

export function dayOf(text: string): Day {
  const day = parseDay(text);
  if (day === undefined) throw new Error(`${text} is no day`);
  return day;
}
