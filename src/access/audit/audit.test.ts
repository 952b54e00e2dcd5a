import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { withTransaction } from '../../db/index.ts';
import { createTestDatabase, type TestDatabase } from '../../db/testing.ts';
import { recordAudit, type AuditEntry } from './record-audit.ts';
import { sealSegments } from './seal.ts';
import { startSealer } from './sealer.ts';
import { verifyAudit, type LogState } from './verify.ts';

const NOW = new Date('2026-11-16T09:41:07.123Z');
const BELL = { personId: 'p1', name: 'A. Bell' };

const databases: TestDatabase[] = [];
let db: TestDatabase;
let districtId = 0;
beforeEach(async () => {
  if (databases.length === 0) databases.push(await createTestDatabase());
  db = databases[0] as TestDatabase;
  districtId += 1;
  await db.pool.query(`insert into districts (district_id, name) values ($1, 'Lakeside')`, [districtId]);
});
afterAll(async () => {
  for (const one of databases) await one.drop();
});

const write = (entry: Partial<AuditEntry> = {}): Promise<void> =>
  recordAudit(
    db.pool,
    { actor: BELL, districtId, from: '10.1.4.8', at: NOW },
    { action: 'view-student', students: ['s7'], ...entry },
  );
const writeMany = async (count: number): Promise<void> => {
  for (let at = 0; at < count; at += 1) await write({ detail: { at } });
};
const seal = () => sealSegments(db, NOW);
const verify = async (heads: readonly string[] = []): Promise<LogState> =>
  (await verifyAudit(db, { districtId, heads }))[0] as LogState;
const change = (sql: string): Promise<unknown> => db.pool.query(sql.replaceAll('$d', String(districtId)));
/** Entries of this district by their place from 1. */
const idAt = async (place: number): Promise<number> => {
  const found = await db.pool.query<{ id: number }>(
    'select entry_id as id from audit_entries where district_id = $1 order by 1 offset $2 limit 1',
    [districtId, place - 1],
  );
  return found.rows[0]?.id ?? 0;
};

test('an entry says who, when, from where, what, of whom and how it ended', async () => {
  await change(
    `insert into students (district_id, student_id, student_no, first_name, last_name) values ($d, 'LK-9', 9, 'Ada', 'Moss')`,
  );
  await write({ students: ['s12', 'LK-9', 's7', 's7'], detail: { notice: 'N4' } });
  await recordAudit(
    db.pool,
    { actor: null, districtId, from: '10.1.4.9', at: NOW },
    { action: 'readStudent', outcome: 'refused' },
  );
  const found = await db.pool.query(
    `select person_id, person, come_from, action, outcome, students, detail, at from audit_entries where district_id = $1 order by entry_id`,
    [districtId],
  );
  const [first, second] = found.rows;
  expect(first).toEqual({
    person_id: 'p1',
    person: 'A. Bell',
    come_from: '10.1.4.8',
    action: 'view-student',
    outcome: 'done',
    students: [7, 9, 12],
    detail: { notice: 'N4' },
    at: NOW,
  });
  expect(second).toMatchObject({ person_id: '', person: '', outcome: 'refused', students: [] });
});

test('an entry written in a transaction stands or falls with it', async () => {
  const who = { actor: BELL, districtId, from: 'x', at: NOW };
  await expect(
    withTransaction(db, async (client) => {
      await recordAudit(client, who, { action: 'issue' });
      throw new Error('undone');
    }),
  ).rejects.toThrow('undone');
  await withTransaction(db, (client) => recordAudit(client, who, { action: 'issue' }));
  expect(await verify()).toMatchObject({ waiting: 1, fault: null });
});

describe('sealing', () => {
  test('takes what was written, once, and names the head', async () => {
    await writeMany(3);
    expect(await verify()).toMatchObject({ sealed: 0, waiting: 3, head: '' });
    await seal();
    const first = await verify();
    expect(first).toMatchObject({ sealed: 3, waiting: 0, segments: 1, fault: null });
    expect(first.head).toMatch(/^[0-9a-f]{64}$/);
    await seal();
    expect(await verify()).toEqual(first);
    await write();
    await seal();
    expect(await verify([first.head])).toMatchObject({ sealed: 4, segments: 2, fault: null });
  });

  test('waits for nobody and leaves nothing out: an entry that is still being written goes into the next segment', async () => {
    await write();
    const client = await db.pool.connect();
    try {
      await client.query('begin');
      await recordAudit(client, { actor: BELL, districtId, from: 'x', at: NOW }, { action: 'issue' });
      await write();
      await seal();
      expect((await verify()).sealed).toBe(0);
      await client.query('commit');
    } finally {
      client.release();
    }
    await seal();
    expect(await verify()).toMatchObject({ sealed: 3, fault: null });
  });

  test('a number that a cut-off transaction left out is no fault', async () => {
    await write();
    const client = await db.pool.connect();
    await client.query('begin');
    await recordAudit(client, { actor: BELL, districtId, from: 'x', at: NOW }, { action: 'issue' });
    await client.query('rollback');
    client.release();
    await write();
    await seal();
    expect(await verify()).toMatchObject({ sealed: 2, fault: null });
  });

  test('while many write and several seal, every entry is sealed once and fits', async () => {
    const sealers = [1, 2, 3].map(() => startSealer(db, { everyMs: 5, now: () => NOW }));
    await Promise.all(Array.from({ length: 12 }, () => writeMany(15)));
    await Promise.all(sealers.map((sealer) => sealer.stop()));
    expect(await verify()).toMatchObject({ sealed: 180, waiting: 0, fault: null });
  });

  test('stopping seals what is left', async () => {
    const sealer = startSealer(db, { now: () => NOW });
    await write();
    await sealer.stop();
    expect(await verify()).toMatchObject({ sealed: 1 });
  });
});

describe('verifying names the first entry that does not fit', () => {
  beforeEach(async () => {
    await writeMany(3);
    await seal();
    await writeMany(3);
    await seal();
  });

  test.each([
    ['who', `person = 'B. Cole'`],
    ['when', `at = at + interval '1 second'`],
    ['from where', `come_from = '10.1.4.9'`],
    ['what', `action = 'view-list'`],
    ['how it ended', `outcome = 'refused'`],
    ['the details', `detail = '{}'`],
  ])('when %s was changed', async (_, set) => {
    expect((await verify()).fault).toBeNull();
    await change(`update audit_entries set ${set} where district_id = $d and entry_id = ${await idAt(5)}`);
    expect((await verify()).fault).toEqual({ log: 'entries', id: await idAt(5), segmentNo: 2, what: 'changed' });
  });

  test('when of whom was changed', async () => {
    await change(`update audit_entries set students = '{8}' where district_id = $d and entry_id = ${await idAt(2)}`);
    expect((await verify()).fault).toMatchObject({ id: await idAt(2), segmentNo: 1, what: 'changed' });
  });

  test('when one was removed', async () => {
    const second = await idAt(2);
    await change(`delete from audit_entries where district_id = $d and entry_id = ${second}`);
    expect((await verify()).fault).toMatchObject({ id: second, what: 'removed' });
  });

  test('when one was put in where a number was free', async () => {
    const second = await idAt(2);
    await change(`delete from audit_entries where district_id = $d and entry_id = ${second}`);
    await change(
      `insert into audit_entries (district_id, entry_id, at, person_id, person, come_from, action, outcome, students, detail)
       overriding system value select district_id, ${second}, at, person_id, person, come_from, 'x', outcome, students, detail
         from audit_entries where district_id = $d limit 1`,
    );
    expect((await verify()).fault).toMatchObject({ id: second, what: 'changed' });
    await change(
      `insert into audit_entries (district_id, entry_id, at, person_id, person, come_from, action, outcome, students, detail)
       overriding system value select district_id, -1, at, person_id, person, come_from, 'x', outcome, '{}', detail
         from audit_entries where district_id = $d limit 1`,
    );
    expect((await verify()).fault).not.toBeNull();
  });

  test('when two changed places', async () => {
    const [one, other] = [await idAt(1), await idAt(2)];
    await change(`update audit_entries set entry_id = default where false`);
    await change(
      `update audit_entries a set detail = b.detail from audit_entries b
        where a.district_id = $d and b.district_id = $d and (a.entry_id, b.entry_id) in ((${one}, ${other}), (${other}, ${one}))`,
    );
    expect((await verify()).fault).toMatchObject({ id: one, what: 'changed' });
  });

  test('when the seal was changed with the entry', async () => {
    const fifth = await idAt(5);
    await change(`delete from audit_entries where district_id = $d and entry_id = ${fifth}`);
    await change(
      `update audit_segments set ids = array_remove(ids, ${fifth}), hashes = substring(hashes for 32) || substring(hashes from 65)
        where district_id = $d and log = 'entries' and segment_no = 2`,
    );
    expect((await verify()).fault).toEqual({ log: 'entries', id: null, segmentNo: 2, what: 'seal-changed' });
  });

  test('when a segment was taken out of the middle', async () => {
    await write();
    await seal();
    await change(`delete from audit_segments where district_id = $d and segment_no = 2`);
    expect((await verify()).fault).toMatchObject({ segmentNo: 2, what: 'seal-removed' });
  });

  test('when the end was cut off, by a head that was kept elsewhere', async () => {
    const { head } = await verify();
    await change(`delete from audit_segments where district_id = $d and segment_no = 2`);
    await change(`delete from audit_entries where district_id = $d and entry_id >= ${await idAt(4)}`);
    await change(
      `delete from audit_entry_students where district_id = $d and entry_id not in (select entry_id from audit_entries)`,
    );
    expect((await verify()).fault).toBeNull();
    expect((await verify([head])).fault).toMatchObject({ what: 'seal-removed', segmentNo: 2 });
  });

  test('when the table for searching says something else', async () => {
    await change(`delete from audit_entry_students where district_id = $d and entry_id = ${await idAt(4)}`);
    expect((await verify()).fault).toMatchObject({ id: await idAt(4), what: 'students-changed' });
  });
});

test('the app may write and read entries, and change or remove none', async () => {
  await write();
  const client = await db.pool.connect();
  try {
    await client.query(
      `set role rollcall_app; select set_config('app.district_id', '${districtId}', false), set_config('app.scope', 'schools', false)`,
    );
    expect((await client.query('select from audit_entries')).rowCount).toBe(0);
    await recordAudit(client, { actor: BELL, districtId, from: 'x', at: NOW }, { action: 'view-list' });
    await client.query(`select set_config('app.scope', 'district', false)`);
    expect((await client.query('select from audit_entries')).rowCount).toBe(2);
    for (const table of ['audit_entries', 'audit_entry_students', 'disclosures', 'audit_segments']) {
      await expect(client.query(`delete from ${table}`)).rejects.toThrow(/permission denied/);
      await expect(client.query(`update ${table} set district_id = 1`)).rejects.toThrow(/permission denied/);
      await expect(client.query(`truncate ${table}`)).rejects.toThrow(/permission denied/);
    }
  } finally {
    client.release(true);
  }
});
