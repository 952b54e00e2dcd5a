import { afterAll, describe, expect, it } from 'vitest';
import { readNoticeLog } from './notice-log.ts';
import { readTotals } from './totals.ts';
import { AS_OF, dropTestDistricts, issueAt, lakeside } from '../testing/lakeside.ts';
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
});
