import { afterAll, describe, expect, it } from 'vitest';
import { absent } from '../../calculation/test-bundle.ts';
import { EVERYBODY, dropTestDistricts, issueAt, lakeside, lakesideBundle } from '../testing/lakeside.ts';
import { readChangedStudents } from './judge-changed.ts';

afterAll(dropTestDistricts);

describe('attendance that was imported after the last calculation', () => {
  it('is judged before anything is stamped: who is excused by now gets no letter', async () => {
    const district = await lakeside();
    expect(await readChangedStudents(district.db.pool, district.id)).toEqual([]);
    const excused = EVERYBODY.map((row) =>
      row === absent('maya', 'U', '10-06')[0] ? absent('maya', 'E', '10-06')[0] : row,
    );
    await district.import(lakesideBundle(excused as string[]));
    expect(await readChangedStudents(district.db.pool, district.id)).toEqual(['maya']);
    expect(await issueAt(district, { filter: { students: ['maya'] } })).toMatchObject({ batch: null, issued: 0 });
    expect(await issueAt(district, { filter: { criterion: 'A' } })).toMatchObject({ issued: 3 });
    const sent = await district.query('select student_id from notices where district_id = $1', [district.id]);
    expect(sent.map((row) => row['student_id'])).not.toContain('maya');
  });
});
