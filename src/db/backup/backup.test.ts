import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '../../problem.ts';
import { createTestDatabase, type TestDatabase } from '../testing.ts';
import { readTables, tableName } from './catalogue.ts';
import { requireWholeFile, restoreBackup, writeBackup } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'rollcall-backup-'));
const file = join(folder, 'district.backup');
const now = new Date('2026-03-09T12:00:00Z');
let source: TestDatabase;

beforeAll(async () => {
  source = await createTestDatabase();
  await fill(source);
  await fillSignIn(source);
  await writeBackup(source.pool, { file, replace: false, now });
});
afterAll(async () => {
  await source.drop();
  rmSync(folder, { recursive: true });
});

describe('backup and restore', () => {
  test('a restored database holds the same rows in every table, and gives out the next numbers', async () => {
    await intoEmpty(async (target) => {
      const figures = await restoreBackup(target.pool, { file });
      expect(figures).toMatchObject({ createdAt: now.toISOString() });
      expect(await contents(target)).toEqual(await contents(source));
      const next = `insert into imports (district_id, source, state, content_hash, imported_by, started_at)
        values (1, 'x', 'done', 'y', 'z', now()) returning import_id`;
      const numbers = [await source.pool.query(next), await target.pool.query(next)].map(
        (found) => found.rows[0].import_id,
      );
      expect(numbers[1]).toBe(numbers[0]);
    });
  });

  test('people sign in as before, and nobody is signed in', async () => {
    await intoEmpty(async (target) => {
      await restoreBackup(target.pool, { file });
      const kept = await target.pool.query(
        'select "email", "password" from sign_in."user" u join sign_in."account" a on a."userId" = u."id"',
      );
      expect(kept.rows).toEqual([{ email: 'a.bell@lakeside.example', password: '$argon2id$' }]);
      expect((await target.pool.query('select 1 from sign_in."session"')).rowCount).toBe(0);
    });
  });

  test('a backup shows one moment, whatever is written meanwhile', async () => {
    const other = join(folder, 'moment.backup');
    const backup = writeBackup(source.pool, {
      file: other,
      replace: false,
      now,
      onProgress: (done) => {
        if (done === 1)
          void source.pool.query(
            `insert into schools (district_id, school_id, name) values (1, 'late', 'Late School')`,
          );
      },
    });
    await backup;
    await intoEmpty(async (target) => {
      await restoreBackup(target.pool, { file: other });
      expect(
        (await target.pool.query(`select 1 from schools where district_id = 1 and school_id = 'late'`)).rowCount,
      ).toBe(0);
    });
    await source.pool.query(`delete from schools where district_id = 1 and school_id = 'late'`);
  });

  test('a database that is not empty is refused and stays as it was', async () => {
    await intoEmpty(async (target) => {
      await target.pool.query(`insert into districts (district_id, name) values (1, 'Here')`);
      await target.pool.query(`insert into schools (district_id, school_id, name) values (1, 'S', 'Here already')`);
      const before = await contents(target);
      await expect(restoreBackup(target.pool, { file })).rejects.toThrow(/not empty \(schools has rows\)/);
      expect(await contents(target)).toEqual(before);
    });
  });

  test('a backup of an older schema is taken in and brought up to date', async () => {
    await intoEmpty(async (old) => {
      const latest = await old.pool.query(`select max(version) as version from rollcall_meta.migrations`);
      await backToFirstMigrations(old, latest.rows[0].version - 1);
      await old.pool.query(`insert into districts (district_id, name) values (1, 'Old')`);
      const older = join(folder, 'older.backup');
      await writeBackup(old.pool, { file: older, replace: false, now });
      await intoEmpty(async (target) => {
        await restoreBackup(target.pool, { file: older });
        expect((await target.pool.query('select name from districts')).rows).toEqual([{ name: 'Old' }]);
        const versions = await target.pool.query(`select max(version) as version from rollcall_meta.migrations`);
        expect(versions.rows[0].version).toBe(latest.rows[0].version);
      });
    });
  });

  test('a backup of a newer Rollcall is refused', async () => {
    await intoEmpty(async (newer) => {
      await newer.pool.query(
        `insert into rollcall_meta.migrations (version, name, sha256) values (9999, '9999_later.sql', 'x')`,
      );
      const later = join(folder, 'later.backup');
      await writeBackup(newer.pool, { file: later, replace: false, now });
      await intoEmpty(async (target) => {
        await expect(restoreBackup(target.pool, { file: later })).rejects.toThrow(
          /newer Rollcall \(it has migration 9999_later.sql\)/,
        );
      });
    });
  });
});

describe('the file', () => {
  test('has its name only when it is whole: what is in the way is kept, nothing half-made is left', async () => {
    await expect(writeBackup(source.pool, { file, replace: false, now })).rejects.toThrow(/exists already/);
    await expect(
      writeBackup(source.pool, { file: join(folder, 'no/such/folder'), replace: false, now }),
    ).rejects.toThrow(/cannot be written: there is no such file or folder. No backup was made/);
    const lost = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    await expect(
      writeBackup(source.pool, {
        file: join(folder, 'lost.backup'),
        replace: false,
        now,
        onProgress: () => {
          throw lost;
        },
      }),
      'a lost connection is no trouble with the file',
    ).rejects.toBe(lost);
    const failing = writeBackup(source.pool, {
      file: join(folder, 'failing.backup'),
      replace: false,
      now,
      onProgress: (done) => {
        if (done === 3) throw new Error('the disk is on fire');
      },
    });
    await expect(failing).rejects.toThrow('the disk is on fire');
    expect(readdirSync(folder).filter((name) => name.startsWith('.') || name.startsWith('failing'))).toEqual([]);
  });

  test('any bit flipped anywhere is refused before anything is read', async () => {
    const whole = readFileSync(file);
    const flipped = join(folder, 'flipped.backup');
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (position, bit) => {
        const bytes = Buffer.from(whole);
        bytes[position] = (bytes[position] ?? 0) ^ (1 << bit);
        writeFileSync(flipped, bytes);
        await expect(requireWholeFile(flipped)).rejects.toThrow(Refusal);
      }),
      { numRuns: 200 },
    );
    await expect(requireWholeFile(file)).resolves.toBeUndefined();
  });

  test('a file cut off anywhere, an empty one, a foreign one and a folder are refused', async () => {
    const whole = readFileSync(file);
    const cut = join(folder, 'cut.backup');
    for (const length of [0, 1, 20, 88, 89, 90, 200, Math.floor(whole.length / 2), whole.length - 1]) {
      writeFileSync(cut, whole.subarray(0, length));
      await expect(requireWholeFile(cut)).rejects.toThrow(Refusal);
    }
    writeFileSync(cut, 'student_id,first_name\n');
    await expect(requireWholeFile(cut)).rejects.toThrow(/is not a backup of Rollcall/);
    await expect(requireWholeFile(folder)).rejects.toThrow(/is not a backup of Rollcall/);
    await expect(requireWholeFile(join(folder, 'absent'))).rejects.toThrow(/there is no such file/);
  });

  test('a file that passes its checksum but lacks a part changes nothing', async () => {
    await intoEmpty(async (target) => {
      const before = await contents(target);
      const cut = join(folder, 'short.backup');
      writeFileSync(cut, readFileSync(file).subarray(0, -40));
      await expect(restoreBackup(target.pool, { file: cut })).rejects.toThrow();
      expect(await contents(target)).toEqual(before);
    });
  });
});

async function fill(db: TestDatabase): Promise<void> {
  const awkward = 'tab\tline\nreturn\rback\\slash "quote" \u00e9 \u{1f600} \\N \\.';
  await db.pool.query(`insert into districts (district_id, name, settings) values (1, $1, $2)`, [
    awkward,
    { deep: [1, null, awkward] },
  ]);
  await db.pool.query(`insert into districts (district_id, name) values (2, 'Second')`);
  await db.pool.query(
    `insert into imports (district_id, source, state, content_hash, imported_by, started_at)
      select 1, 'bundle', 'done', n::text, 'test', timestamptz '2026-03-09 08:00:00.123456+00' from generate_series(1, 37) n`,
  );
  await db.pool.query(
    `insert into schools (district_id, school_id, name) select 1, 's' || n, $1 from generate_series(1, 300) n`,
    [awkward],
  );
  await db.pool.query(
    `insert into letterheads (district_id, school_id, return_address, logo, logo_type) values (1, '', $1, $2, 'png')`,
    [[awkward, ''], Buffer.from([0, 1, 255, 92, 10])],
  );
  await db.pool.query(
    `insert into calendar_days (district_id, school_id, on_date, instructional_minutes)
      select 1, 's' || (n % 300), date '2026-01-01' + n / 300, nullif(n % 400, 0) from generate_series(0, 29999) n`,
  );
}

async function fillSignIn(db: TestDatabase): Promise<void> {
  await db.pool.query(
    `insert into sign_in."user" ("id", "name", "email", "emailVerified", "districtId") values ('p1', 'Alma Bell', 'a.bell@lakeside.example', true, 1)`,
  );
  await db.pool.query(
    `insert into sign_in."account" ("id", "accountId", "providerId", "userId", "password", "updatedAt")
     values ('a1', 'p1', 'credential', 'p1', '$argon2id$', now())`,
  );
  await db.pool.query(
    `insert into sign_in."session" ("id", "expiresAt", "token", "updatedAt", "userId") values ('s1', now(), 't1', now(), 'p1')`,
  );
}

async function intoEmpty(work: (db: TestDatabase) => Promise<void>): Promise<void> {
  const db = await createTestDatabase();
  try {
    await work(db);
  } finally {
    await db.drop();
  }
}

/** Every table's rows as sorted text. */
async function contents(db: TestDatabase): Promise<Readonly<Record<string, readonly string[]>>> {
  const client = await db.pool.connect();
  try {
    const tables = await readTables(client);
    const all: Record<string, readonly string[]> = {};
    for (const { name } of tables) {
      const found = await client.query<{ row: string }>(
        `select t::text as row from ${tableName({ name })} t order by 1`,
      );
      all[name] = found.rows.map(({ row }) => row);
    }
    return all;
  } finally {
    client.release();
  }
}

/** Builds the schema anew from the first migrations only. */
async function backToFirstMigrations(db: TestDatabase, count: number): Promise<void> {
  const { applyMigration, prepareMigrations, readMigrations } = await import('../migrate.ts');
  const client = await db.pool.connect();
  try {
    await client.query('drop schema public cascade');
    await client.query('drop schema if exists sign_in cascade');
    await client.query('create schema public');
    await prepareMigrations(client);
    await client.query('delete from rollcall_meta.migrations');
    for (const migration of (await readMigrations()).slice(0, count)) await applyMigration(client, migration);
  } finally {
    client.release();
  }
}
