import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { parseDay, weekdayIndex, type Day } from '../engine/index.ts';
import { expiresOn, readCalendars, type Calendars, type Duration, type TermOfSchool } from './duration.ts';

const at = (text: string): Day => parseDay(text) ?? Number.NaN;

const term = (school: string, name: string, start: string, end: string, kind = 'quarter'): TermOfSchool => ({
  school,
  kind,
  name,
  start: at(start),
  end: at(end),
});

/** Oak goes by the quarters of all schools, Elm by its own two. In session Monday to Friday, Aug 24 to Jun 11, without Mon Nov 23 to Fri Nov 27. */
const CALENDARS: Calendars = {
  yearEnd: at('2027-07-31'),
  sessions: new Map([
    ['oak', sessions()],
    ['elm', sessions()],
  ]),
  terms: [
    term('', 'Q1', '2026-08-24', '2026-10-23'),
    term('', 'Q2', '2026-10-26', '2027-01-15'),
    term('', 'Q3', '2027-01-19', '2027-03-26'),
    term('', 'Q4', '2027-03-29', '2027-06-11'),
    term('elm', 'A', '2026-08-24', '2026-11-20'),
    term('elm', 'B', '2026-11-30', '2027-06-11'),
    term('', 'S1', '2026-08-24', '2027-01-15', 'semester'),
    term('', 'S2', '2027-01-19', '2027-06-11', 'semester'),
  ],
};

function sessions(): Day[] {
  const days: Day[] = [];
  for (let day = at('2026-08-24'); day <= at('2027-06-11'); day += 1)
    if (weekdayIndex(day) < 5 && (day < at('2026-11-23') || day > at('2026-11-27'))) days.push(day);
  return days;
}

const until = (duration: Duration | undefined, from: string, school = 'oak'): string =>
  expiresOn(duration, { from, school }, CALENDARS);

describe('a status for a term', () => {
  it('ends with the term in which it begins, on its first day as on its last', () => {
    expect(until({ term: 'quarter' }, '2026-10-23')).toBe('2026-10-23');
    expect(until({ term: 'quarter' }, '2026-10-26')).toBe('2027-01-15');
  });

  it('ends with the one after it, where the pack says next', () => {
    expect(until({ term: 'quarter', next: true }, '2026-10-23')).toBe('2027-01-15');
    expect(until({ term: 'quarter', next: true }, '2026-10-26')).toBe('2027-03-26');
    expect(until({ term: 'semester', next: true }, '2026-10-26')).toBe('2027-06-11');
  });

  it('goes by the terms of its own school before those of all schools', () => {
    expect(until({ term: 'quarter' }, '2026-10-26', 'elm')).toBe('2026-11-20');
    expect(until({ term: 'quarter', next: true }, '2026-10-26', 'elm')).toBe('2027-06-11');
    expect(until({ term: 'semester' }, '2026-10-26', 'elm')).toBe('2027-01-15');
  });

  it('begins with the coming term, where it begins between two', () => {
    expect(until({ term: 'quarter' }, '2026-10-24')).toBe('2027-01-15');
    expect(until({ term: 'quarter', next: true }, '2026-10-24')).toBe('2027-03-26');
  });

  it('ends with the school year after the last term, in a next term that is none, and for a kind that no school has', () => {
    expect(until({ term: 'quarter' }, '2027-06-12')).toBe('2027-07-31');
    expect(until({ term: 'quarter', next: true }, '2027-06-11')).toBe('2027-07-31');
    expect(until({ term: 'trimester' }, '2026-10-26')).toBe('2027-07-31');
  });

  it('chooses the term that began last among two that overlap', () => {
    const terms = [...CALENDARS.terms, term('', 'Q2b', '2026-11-02', '2026-11-13')];
    const ends = (from: string): string =>
      expiresOn({ term: 'quarter' }, { from, school: 'oak' }, { ...CALENDARS, terms });
    expect(ends('2026-11-02')).toBe('2026-11-13');
    expect(ends('2026-11-14')).toBe('2027-01-15');
  });

  it('never reaches past the school year', () => {
    const terms = [term('', 'long', '2026-08-24', '2027-09-30')];
    expect(expiresOn({ term: 'quarter' }, { from: '2026-10-26', school: 'oak' }, { ...CALENDARS, terms })).toBe(
      '2027-07-31',
    );
  });
});

describe('a status for days', () => {
  it('of school counts the days in session, its first day among them', () => {
    expect(until({ schoolDays: 1 }, '2026-11-19')).toBe('2026-11-19');
    expect(until({ schoolDays: 2 }, '2026-11-19')).toBe('2026-11-20');
    expect(until({ schoolDays: 3 }, '2026-11-19')).toBe('2026-11-30');
  });

  it('of school begins with the next day in session, where its first is none', () => {
    expect(until({ schoolDays: 1 }, '2026-11-21')).toBe('2026-11-30');
  });

  it('of school ends with the school year, where fewer days are left', () => {
    expect(until({ schoolDays: 5 }, '2027-06-07')).toBe('2027-06-11');
    expect(until({ schoolDays: 6 }, '2027-06-07')).toBe('2027-07-31');
    expect(until({ schoolDays: 1 }, '2026-11-19', 'no-calendar')).toBe('2027-07-31');
  });

  it('of the calendar counts weekends and days without school: 21 are three weeks', () => {
    expect(until({ days: 1 }, '2026-11-16')).toBe('2026-11-16');
    expect(until({ days: 21 }, '2026-11-16')).toBe('2026-12-06');
  });

  it('of the calendar runs on over the summer', () => {
    expect(until({ days: 21 }, '2027-07-25')).toBe('2027-08-14');
  });
});

describe('a status without a duration', () => {
  it('ends with the school year', () => {
    expect(until(undefined, '2026-11-16')).toBe('2027-07-31');
  });
});

describe('the calendars of a district', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
    await db.pool.query(`insert into districts (district_id, name) values (1, 'Lakeside'), (2, 'Elsewhere')`);
    await db.pool.query(`insert into calendar_days (district_id, school_id, on_date) values
      (1, 'oak', '2026-07-31'), (1, 'oak', '2026-08-01'), (1, 'oak', '2027-07-31'), (1, 'oak', '2027-08-01'),
      (1, 'elm', '2026-09-01'), (2, 'oak', '2026-09-02')`);
    await db.pool.query(`insert into terms (district_id, school_id, kind, name, start_on, end_on) values
      (1, '', 'quarter', 'Q4 before', '2026-04-01', '2026-07-31'), (1, '', 'quarter', 'Q1', '2026-07-20', '2026-08-01'),
      (1, 'elm', 'quarter', 'Q1', '2026-08-24', '2026-10-30'), (2, '', 'quarter', 'Q1', '2026-08-24', '2026-10-30')`);
  });
  afterAll(() => db.drop());

  it('are those of the schools asked for and of one school year, from its first day through the day before the next', async () => {
    const read = await readCalendars(db.pool, 1, ['oak'], '2026-08-01');
    expect(read.sessions).toEqual(new Map([['oak', [at('2026-08-01'), at('2027-07-31')]]]));
    expect(read.terms).toEqual([term('', 'Q1', '2026-07-20', '2026-08-01')]);
    expect(expiresOn(undefined, { from: '2026-09-01', school: 'oak' }, read)).toBe('2027-07-31');
  });
});
