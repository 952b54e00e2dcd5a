import { describe, expect, it } from 'vitest';
import { compareSchool } from './compare-school.ts';
import { NO_FIGURES } from './figures.ts';
import { familyOf, NOT_HERE, type SchoolYear } from './school-year.ts';
import { windowsAt } from './windows.ts';
import { FEWEST_STUDENTS, outcomeOf, verdictOf } from './verdict.ts';

/** A school of 60 days in session, numbered 100, 101, …; nobody absent unless told. */
const DAYS = 60;
const dayAt = (place: number): number => 100 + place;

interface Told {
  readonly absent?: readonly number[];
  /** Of those: with an excuse. Without one unless told. */
  readonly excused?: readonly number[];
  readonly notHere?: readonly number[];
  readonly responses?: readonly (readonly [key: string, place: number])[];
}

function school(students: readonly Told[], count = DAYS): SchoolYear {
  return {
    school: 'oak',
    days: Int32Array.from({ length: count }, (_, i) => dayAt(i)),
    students: students.map(({ absent = [], excused = [], notHere = [], responses = [] }, studentNo) => ({
      studentNo,
      absent: Uint16Array.from({ length: count }, (_, i) =>
        notHere.includes(i) ? NOT_HERE : absent.includes(i) ? 1000 : 0,
      ),
      unexcused: Uint8Array.from({ length: count }, (_, i) => (absent.includes(i) && !excused.includes(i) ? 1 : 0)),
      responses: responses.map(([key, place]) => ({ key, family: familyOf(key), on: dayAt(place) })),
    })),
  };
}

const of = (students: readonly Told[], count?: number, key = 'letter') =>
  compareSchool(school(students, count)).get(key) ?? NO_FIGURES;

/** Two students who are alike to whoever missed nothing. */
const TWO: readonly Told[] = [{}, {}];
const letterAt = (place: number, more: Told = {}): Told => ({ responses: [['letter', place]], ...more });

describe('the windows of a response', () => {
  const days = Int32Array.from({ length: 60 }, (_, i) => dayAt(i));

  it('are the 20 days in session before the day and the 20 after it; the day itself belongs to neither', () => {
    expect(windowsAt(days, dayAt(30))).toEqual({ beforeFrom: 10, beforeTo: 30, afterFrom: 31, afterTo: 51 });
  });

  it('meet where the day is without school', () => {
    expect(
      windowsAt(
        days.filter((day) => day !== dayAt(30)),
        dayAt(30),
      ),
    ).toEqual({
      beforeFrom: 10,
      beforeTo: 30,
      afterFrom: 30,
      afterTo: 50,
    });
  });

  it('count the 20th day on either side and not the 21st', () => {
    expect(of([letterAt(30, { absent: [10, 50] }), { absent: [10] }, { absent: [29] }])).toMatchObject({
      responses: 1,
      before: 1000,
      after: 1000,
      alikeBefore: 1000,
      alikeAfter: 0,
    });
    expect(of([letterAt(30, { absent: [9, 30, 51] }), { absent: [9] }, { absent: [9] }])).toMatchObject({
      before: 0,
      after: 0,
    });
  });
});

describe('a response is left out and counted', () => {
  it('with 19 school days before it, not with 20', () => {
    expect(of([letterAt(19), ...TWO])).toMatchObject({ responses: 0, leftOut: { early: 1 } });
    expect(of([letterAt(20), ...TWO])).toMatchObject({ responses: 1, leftOut: { early: 0 } });
  });

  it('with 19 counted days after it, not with 20', () => {
    expect(of([letterAt(30), ...TWO], 50)).toMatchObject({ responses: 0, leftOut: { running: 1 } });
    expect(of([letterAt(30), ...TWO], 51)).toMatchObject({ responses: 1, leftOut: { running: 0 } });
  });

  it('where the student came within the 20 days before, not before them', () => {
    expect(of([letterAt(30, { notHere: [10] }), ...TWO])).toMatchObject({ responses: 0, leftOut: { came: 1 } });
    expect(of([letterAt(30, { notHere: [9] }), ...TWO]).leftOut.came).toBe(0);
  });

  it('where the student left within the 20 days after, not after them', () => {
    expect(of([letterAt(30, { notHere: [50] }), ...TWO])).toMatchObject({ responses: 0, leftOut: { left: 1 } });
    expect(of([letterAt(30, { notHere: [51] }), ...TWO])).toMatchObject({ responses: 1, leftOut: { left: 0 } });
  });

  it('where the same came within the 20 school days before; on the 21st it is one of its own', () => {
    const twice = (place: number): Told => ({
      responses: [
        ['letter', 20],
        ['letter', place],
      ],
    });
    expect(of([twice(40), ...TWO], 70)).toMatchObject({ students: 1, responses: 1, leftOut: { repeated: 1 } });
    expect(of([twice(41), ...TWO], 70)).toMatchObject({ students: 1, responses: 2, leftOut: { repeated: 0 } });
  });

  it('where one student is alike, not where two are', () => {
    expect(of([letterAt(30), {}])).toMatchObject({ responses: 0, leftOut: { alone: 1 } });
    expect(of([letterAt(30), {}, {}])).toMatchObject({ responses: 1, alike: 2, leftOut: { alone: 0 } });
  });

  it('and two on one day are one', () => {
    expect(
      of([
        {
          responses: [
            ['letter', 30],
            ['letter', 30],
          ],
        },
        ...TWO,
      ]),
    ).toMatchObject({ responses: 1, leftOut: { repeated: 0 } });
  });
});

describe('who is alike', () => {
  const alikeTo = (own: readonly number[], other: readonly number[]): number =>
    of([letterAt(30, { absent: own, excused: own }), ...[1, 2].map(() => ({ absent: other, excused: other }))]).alike;

  it('has the same band in the 20 days before: one day is a band, two are the next', () => {
    expect(alikeTo([10], [29])).toBe(2);
    expect(alikeTo([10], [28, 29])).toBe(0);
    expect(alikeTo([10, 11, 12, 13], [20, 21, 22, 23, 24])).toBe(2);
    expect(alikeTo([10, 11, 12], [20, 21, 22, 23])).toBe(0);
    expect(
      alikeTo(
        [10, 11, 12, 13, 14, 15, 16, 17],
        [...Array(20).keys()].map((i) => i + 10),
      ),
    ).toBe(2);
  });

  it('has the same band in the year until then: of 10 days one is the fourth band, none the first', () => {
    expect(alikeTo([0], [9])).toBe(2);
    expect(alikeTo([0], [])).toBe(0);
    // 9 days before the window: too few for a band.
    const early = (own: readonly number[]): number => of([letterAt(29, { absent: own, excused: own }), {}, {}]).alike;
    expect(early([0])).toBe(2);
  });

  it('had as many days without an excuse in the year so far: none, 1 or 2, 3 to 5, 6 or more', () => {
    const days = [20, 21, 22, 23, 24, 25];
    const alike = (own: number, other: number): number => {
      const missed = (unexcused: number): Told => ({ absent: days, excused: days.slice(unexcused) });
      return of([letterAt(30, missed(own)), missed(other), missed(other)]).alike;
    };
    expect([alike(0, 0), alike(1, 2), alike(3, 5), alike(6, 6)]).toEqual([2, 2, 2, 2]);
    expect([alike(0, 1), alike(2, 3), alike(5, 6)]).toEqual([0, 0, 0]);
  });

  it('was enrolled at the school on each of the days', () => {
    expect(of([letterAt(30), {}, { notHere: [50] }, { notHere: [10] }])).toMatchObject({
      alike: 0,
      leftOut: { alone: 1 },
    });
    expect(of([letterAt(30), {}, { notHere: [51] }])).toMatchObject({ alike: 2 });
  });

  it('had none of the same family in the 20 days before; the 21st and another family do not matter', () => {
    const with_ = (key: string, place: number): number =>
      of([letterAt(30), {}, {}, { responses: [[key, place]] }]).alike;
    expect(with_('letter:b/L2', 10)).toBe(2);
    expect(with_('letter:b/L2', 9)).toBe(3);
    expect(with_('contact:phone', 29)).toBe(3);
    expect(with_('letter:b/L2', 30)).toBe(2);
  });

  it('may get one afterwards, which is counted: to leave these out would leave those who stay away less', () => {
    expect(of([letterAt(30), {}, letterAt(31), letterAt(50), letterAt(51)], 51)).toMatchObject({
      alike: 4,
      alikeUses: 4,
      alikeLater: 2,
    });
  });
});

describe('the outcome', () => {
  /** `count` students with a letter who miss a day before and none after; as many alike who go on missing one. */
  const helped = (count: number, alike = count): readonly Told[] => [
    ...Array.from({ length: count }, (_, i) => letterAt(30, { absent: [10 + (i % 20)] })),
    ...Array.from({ length: alike }, (_, i) => ({ absent: [10 + (i % 20), 31 + (i % 20)] })),
  ];

  it('is 5 points for a day regained of 20, beside students who regain none', () => {
    const outcome = outcomeOf(of(helped(20)));
    expect(outcome).toMatchObject({ before: 95, after: 100, alikeBefore: 95, alikeAfter: 95, difference: 5 });
    expect(outcome?.verdict).toBe('helped');
  });

  it('needs 10 students with the response, and 10 alike', () => {
    expect(FEWEST_STUDENTS).toBe(10);
    expect(outcomeOf(of(helped(9, 20)))).toBeNull();
    expect(outcomeOf(of(helped(10, 20)))).not.toBeNull();
    expect(outcomeOf(of(helped(20, 9)))).toBeNull();
    expect(outcomeOf(of(helped(20, 10)))).not.toBeNull();
    expect(outcomeOf(NO_FIGURES)).toBeNull();
  });

  it('is helped above zero, fell more below it, and at zero nothing can be said', () => {
    expect([verdictOf(0.1, 2), verdictOf(0, 2), verdictOf(-1, 1), verdictOf(-2, 0), verdictOf(-2, -0.1)]).toEqual([
      'helped',
      'cannot-tell',
      'cannot-tell',
      'cannot-tell',
      'fell-more',
    ]);
  });

  it('counts each kind for itself, and all of a family together', () => {
    const both = compareSchool(
      school([
        {
          responses: [
            ['contact', 30],
            ['contact:phone', 30],
          ],
        },
        {
          responses: [
            ['contact', 30],
            ['contact:text', 30],
          ],
        },
        ...TWO,
      ]),
    );
    expect([...both].map(([key, { responses }]) => [key, responses])).toEqual([
      ['contact', 2],
      ['contact:phone', 1],
      ['contact:text', 1],
    ]);
  });
});
