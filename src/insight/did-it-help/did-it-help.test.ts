/** From the database: the sample district, whose letters of the autumn were carried over, and a second way to count. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calculate } from '../../calculation/index.ts';
import { withTransaction } from '../../db/index.ts';
import { createTestDatabase, type TestDatabase } from '../../db/testing.ts';
import { importBundle } from '../../imports/index.ts';
import { readPack, saveUse } from '../../packs/index.ts';
import { generateDistrict, samplePackUses, writeDistrict } from '../../sample/index.ts';
import { refreshAttendance } from '../refresh.ts';
import { readCampaignHelp, readDidItHelp, readHelpState, refreshDidItHelp } from './index.ts';

const NOW = new Date('2026-11-13T16:00:00Z');
const ASK = { districtId: 1, now: NOW };

let db: TestDatabase;
let asOf = 0;
beforeAll(async () => {
  db = await createTestDatabase();
  const sample = generateDistrict({ students: 200 });
  asOf = sample.through + 1;
  await db.pool.query(`insert into districts (district_id, name) values (1, 'Lakeside')`);
  const dir = await mkdtemp(join(tmpdir(), 'rollcall-helped-'));
  await writeDistrict(dir, sample);
  await importBundle(db, { districtId: 1, dir, by: 'test', now: NOW });
  await rm(dir, { recursive: true });
  await withTransaction(db, async (client) => {
    for (const { pack, schools, from } of samplePackUses(200)) {
      const reading = await readPack(join(import.meta.dirname, '../../../packs', pack));
      if (!reading.ok) throw new Error(`the pack ${pack} cannot be read`);
      const period = from === undefined ? {} : { from };
      await saveUse(client, { districtId: 1, pack: reading.pack, schools, ...period, by: 'test', at: NOW });
    }
  });
  await calculate(db, { districtId: 1, asOf, by: 'test', now: NOW });
});
afterAll(() => db.drop());

describe('the comparisons', () => {
  test('wait for the attendance figures, are counted once, and again after a calculation', async () => {
    expect(await readHelpState(db.pool, 1)).toEqual({
      asOfOn: null,
      yearStartOn: null,
      isStale: true,
      revision: '',
    });
    expect(await refreshDidItHelp(db, ASK)).toBe(false);
    await refreshAttendance(db, ASK);
    expect(await refreshDidItHelp(db, ASK)).toBe(true);
    expect(await refreshDidItHelp(db, ASK)).toBe(false);
    await calculate(db, { districtId: 1, asOf, by: 'test', now: NOW });
    expect(await readHelpState(db.pool, 1)).toMatchObject({ isStale: true, asOfOn: expect.any(String) });
    await refreshAttendance(db, ASK);
    expect(await refreshDidItHelp(db, ASK)).toBe(true);
  });

  test('hold every response of the year once, compared or left out with the reason', async () => {
    const [letters] = await readDidItHelp(db.pool, { districtId: 1, schools: undefined });
    const figures = letters?.figures;
    const onFile = await db.pool.query<{ count: number }>(
      `select count(*)::int as count from (select distinct student_id, issued_on from notices
        where district_id = 1 and origin = 'carried-over' and issued_on between '2026-07-01' and '2026-11-13') n`,
    );
    const leftOut = Object.values(figures?.leftOut ?? {}).reduce((sum, one) => sum + one, 0);
    expect((figures?.responses ?? 0) + leftOut).toBe(onFile.rows[0]?.count);
    expect(figures?.leftOut.running).toBeGreaterThan(0);
  });

  test('of some schools are of these alone, and add up', async () => {
    const all = await readDidItHelp(db.pool, { districtId: 1, schools: undefined });
    const { rows } = await db.pool.query<{ id: string }>('select school_id as id from schools where district_id = 1');
    const each = await Promise.all(rows.map(({ id }) => readDidItHelp(db.pool, { districtId: 1, schools: [id] })));
    const responsesOf = (answers: typeof all): number => answers[0]?.figures.responses ?? 0;
    expect(each.map(responsesOf).reduce((sum, one) => sum + one, 0)).toBe(responsesOf(all));
    expect(await readDidItHelp(db.pool, { districtId: 1, schools: [] })).toEqual([]);
  });

  test('say nothing of campaigns where there was none', async () => {
    expect(await readCampaignHelp(db.pool, { districtId: 1, schools: undefined })).toMatchObject({
      campaigns: 0,
      outcome: null,
    });
  });
});

describe('a call', () => {
  /** A student at one school on every day, and a day of theirs in September with 20 school days on both sides. */
  const contact = (student: string, values: string): Promise<unknown> =>
    db.pool.query(
      `insert into contacts (district_id, student_id, kind, with_whom, on_date, at, outcome, made_by_id, made_by, made_at)
       values (1, '${student}', ${values}, '2026-09-30 10:00Z', 'reached', 'p', 'P', now())`,
    );
  const counted = async (response: string): Promise<number> => {
    await db.pool.query('update response_comparison_state set calculation_id = 0 where district_id = 1');
    await refreshDidItHelp(db, ASK);
    const one = (await readDidItHelp(db.pool, { districtId: 1, schools: undefined })).find(
      (answer) => answer.response === response,
    );
    return one === undefined
      ? 0
      : one.figures.responses + Object.values(one.figures.leftOut).reduce((sum, n) => sum + n, 0);
  };

  test('counts where it reached the family, and not where it reached a student under 18 or somebody else', async () => {
    const { rows } = await db.pool.query<{ id: string }>(
      `select s.student_id as id from students s join enrollments e using (district_id, student_id)
        where s.district_id = 1 and e.exit_on is null and s.birth_on > '2012-01-01' order by s.student_no limit 2`,
    );
    const [one = '', other = ''] = rows.map(({ id }) => id);
    await contact(one, `'phone', 'student', '2026-09-30'`);
    await contact(other, `'phone', 'other', '2026-09-30'`);
    expect(await counted('contact:phone')).toBe(0);
    await contact(one, `'phone', 'guardian', '2026-09-30'`);
    expect(await counted('contact:phone')).toBe(1);
    expect(await counted('contact')).toBe(1);
  });

  test('that was corrected away no longer counts', async () => {
    await db.pool.query(
      `insert into contacts (district_id, student_id, kind, with_whom, on_date, at, outcome, corrects_id, correction_reason, is_void,
         made_by_id, made_by, made_at)
       select 1, student_id, kind, with_whom, on_date, at, outcome, contact_id, 'a mistake', true, 'p', 'P', now()
         from contacts where with_whom = 'guardian'`,
    );
    expect(await counted('contact')).toBe(0);
  });
});
