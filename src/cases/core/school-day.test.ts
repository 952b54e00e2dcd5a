import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestSchool, type TestSchool } from '../testing-school.ts';
import { readSchoolDay } from './school-day.ts';

let school: TestSchool;
beforeAll(async () => {
  school = await openTestSchool();
  await school.db.pool.query(
    `insert into calendar_days (district_id, school_id, on_date) select 1, 'far', day from unnest('{2026-11-25,2026-11-30,2026-12-01}'::date[]) as day`,
  );
});
afterAll(() => school.db.drop());

describe('a day at a school', () => {
  test.each([
    ['2026-11-25', true, '2026-11-30'],
    ['2026-11-26', false, '2026-11-30'],
    ['2026-11-29', false, '2026-11-30'],
    ['2026-11-30', true, '2026-12-01'],
    ['2026-12-01', true, null],
    ['2026-12-02', null, null],
    ['2026-11-24', null, '2026-11-25'],
  ])('%s is in session: %s, and the next is %s', async (on, isSchoolDay, next) => {
    const found = await readSchoolDay(school.db.pool, { districtId: 1, school: 'far', on });
    expect(found).toEqual({ isSchoolDay, next });
  });

  test('of a school without a calendar nothing is known', async () => {
    const found = await readSchoolDay(school.db.pool, { districtId: 1, school: 'nowhere', on: '2026-11-29' });
    expect(found).toEqual({ isSchoolDay: null, next: null });
  });
});
