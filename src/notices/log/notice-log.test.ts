import { afterAll, describe, expect, it } from 'vitest';
import { scopedDatabase } from '../../access/index.ts';
import type { Database } from '../../db/index.ts';
import { LOG_WAYS, readNoticeLog } from './notice-log.ts';
import { readTotals } from './totals.ts';
import { AS_OF, dropTestDistricts, issueAt, lakeside, type TestDistrict } from '../testing/lakeside.ts';
import { marking } from '../testing/issued.ts';

afterAll(dropTestDistricts);

describe('the log of letters', () => {
  it('answers did you send it, filters, and totals by month, school and level', async () => {
    const district = await lakeside();
    await issueAt(district);
    const [batchEntry] = await readNoticeLog(district.db.pool, district.id, { student: 'maya' });
    await marking(district, batchEntry?.notice ?? '', 'sent', '2025-11-03', { way: 'mail' });
    expect(await readNoticeLog(district.db.pool, district.id, { student: 'maya' })).toMatchObject([
      {
        criterion: 'A',
        name: 'Torres, Maya',
        school_name: 'Oak Middle School',
        issued_on: AS_OF,
        state: 'sent',
        state_on: '2025-11-03',
        way: 'mail',
        recipients: ['Ana Torres'],
        languages: ['es'],
        letters: 1,
      },
    ]);
    expect(await readNoticeLog(district.db.pool, district.id, { state: 'sent' })).toHaveLength(1);
    expect(await readNoticeLog(district.db.pool, district.id, { school: 'elm' })).toHaveLength(1);
    expect(await readNoticeLog(district.db.pool, district.id, { from: '2025-11-01' })).toEqual([]);
    expect(await readNoticeLog(district.db.pool, district.id, { from: AS_OF, to: AS_OF })).toHaveLength(4);
    expect(await readTotals(district.db.pool, { districtId: district.id })).toMatchObject([
      { month: '2025-10', school: 'elm', criterion: 'A', notices: 1, letters: 1 },
      { month: '2025-10', school: 'oak', criterion: 'A', notices: 3, letters: 4 },
    ]);
  });

  it('says the same of a part of the district, however its letters and students are looked up', async () => {
    const district = await lakeside();
    await issueAt(district);
    const { pool } = district.db;
    await pool.query(
      `with mail as (insert into mail_outbox (district_id, way, key, send_to, subject, body, language, thing, state, queued_by, queued_at, next_try_at,
           ended_at, student_id, school_id)
         values ($1, 'email', 'maya', 'ana@example.org', 'A letter', 'text', 'en', 'letter', 'failed', 'test', now(), now(), now(), 'maya', 'oak')
         returning mail_id)
       update notice_letters l set by_email = 'failed', send_to = 'ana@example.org', mail_id = mail.mail_id
         from mail, notices n
        where l.district_id = $1 and n.district_id = $1 and n.notice_id = l.notice_id and n.student_id = 'maya'`,
      [district.id],
    );
    for (const way of LOG_WAYS)
      expect(await readNoticeLog(pool, district.id, { way, within: 'schools' })).toEqual(
        await readNoticeLog(pool, district.id, { way }),
      );
    expect(await readNoticeLog(pool, district.id, { way: 'email-failed', within: 'schools' })).toMatchObject([
      { student: 'maya' },
    ]);
    const officer = await officerOf(district, 'maya');
    for (const filter of [{}, { school: 'oak' }, { way: 'email-failed' } as const]) {
      const entries = await readNoticeLog(officer.pool, district.id, { ...filter, within: 'students' });
      expect(entries.map(({ student }) => student)).toEqual(['maya']);
      expect(entries).toEqual(await readNoticeLog(officer.pool, district.id, filter));
    }
  });
});

/** What somebody with a duty in this student's case sees. */
async function officerOf({ db, id }: TestDistrict, student: string): Promise<Pick<Database, 'pool'>> {
  const [row] = (
    await db.pool.query<{ id: number }>(
      `insert into cases (district_id, student_id, year, school_id, opened_on, because, made_by, made_at)
       values ($1, $2, 2025, 'oak', '2025-10-01', 'by hand', 'test', now()) returning case_id as id`,
      [id, student],
    )
  ).rows;
  await db.pool.query(
    `insert into case_assignments (district_id, student_id, case_id, duty, person_id, because, from_on, made_by, made_at)
     values ($1, $2, $3, 'officer', 'p-officer', 'test', '2025-10-01', 'test', now())`,
    [id, student, row?.id],
  );
  return scopedDatabase(db, { districtId: id }, { kind: 'cases', personId: 'p-officer' });
}
