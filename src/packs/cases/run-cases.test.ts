import { describe, expect, test } from 'vitest';
import { readable, readSmall, told } from '../testing.ts';
import { parseAttendanceLine } from './attendance-line.ts';
import { parseCaseDay } from './case-day.ts';
import { runCases } from './run-cases.ts';

const HEAD = `calendar: { from: Mon 2025-08-25, to: Fri 2025-12-19, except: [Mon 2025-10-13], minutes: 390 }
periods: [P1, P2]
codes: { U: { status: absent, excuse: unexcused }, E: { status: absent, excuse: excused } }
examples:
  - name: three days
    asOf: Fri 2025-10-10
    students:
`;

function differences(student: string): readonly string[] {
  return runCases(readable(readSmall({ 'cases/a.yaml': `${HEAD}      ana: ${student}\n` }))).flatMap(
    (result) => result.differences,
  );
}

function problems(student: string): readonly string[] {
  return told(readSmall({ 'cases/a.yaml': `${HEAD}      ana: ${student}\n` }));
}

const THREE = 'attendance: ["Mon 2025-09-22..Wed 2025-09-24 U"]';

describe('an example comes out as expected, or says how it does not', () => {
  test('as expected', () => {
    expect(
      differences(
        `{ ${THREE}, expect: [{ criterion: A, date: Wed 2025-09-24, decision: issue, value: 3, evidence: [2025-09-22, 2025-09-23, 2025-09-24] }] }`,
      ),
    ).toEqual([]);
    expect(differences('{ attendance: ["Mon 2025-09-22..Tue 2025-09-23 U"], expect: nothing }')).toEqual([]);
  });

  test('a trigger that nobody expected', () => {
    expect(differences(`{ ${THREE}, expect: nothing }`)).toEqual([
      'not expected: A#1, Wed 2025-09-24, issue, value 3, evidence Mon 2025-09-22, Tue 2025-09-23, Wed 2025-09-24',
    ]);
  });

  test('a trigger that is missing', () => {
    expect(differences('{ expect: [{ criterion: A, date: Wed 2025-09-24, decision: issue }] }')).toEqual([
      'expected A#1, Wed 2025-09-24, issue; found no such trigger',
    ]);
  });

  test.each([
    ['date: Tue 2025-09-23, decision: issue', 'another date'],
    ['date: Wed 2025-09-24, decision: held', 'another decision'],
    ['date: Wed 2025-09-24, decision: issue, reason: settling', 'another reason'],
    ['date: Wed 2025-09-24, decision: issue, value: 4', 'another value'],
    ['date: Wed 2025-09-24, decision: issue, evidence: [2025-09-24]', 'other evidence'],
  ])('%s: %s', (expected) => {
    expect(differences(`{ ${THREE}, expect: [{ criterion: A, ${expected} }] }`)[0]).toMatch(
      /^expected A#1, .*; found A#1, Wed 2025-09-24, issue, value 3/,
    );
  });

  test('a record that cannot be counted is a slip of the example', () => {
    expect(differences('{ attendance: ["Sat 2025-09-20 U"], expect: nothing }')).toEqual([
      'the record of Sat 2025-09-20 cannot be counted: not-in-session',
    ]);
  });

  test('a run is over the days in session only', () => {
    expect(
      differences('{ attendance: ["Fri 2025-10-10..Tue 2025-10-14 U"], asOf: Wed 2025-10-15, expect: nothing }'),
    ).toEqual([]);
  });
});

describe('slips of an example are problems of the pack', () => {
  test.each([
    ['{ attendance: ["Mon 2025-09-23 U"], expect: nothing }', 'found "Mon 2025-09-23 U"; allowed: DATE CODE'],
    ['{ attendance: ["Mon 2025-09-22 X"], expect: nothing }', 'found the unknown attendance code "X"'],
    ['{ attendance: ["Mon 2025-09-22 U in P9"], expect: nothing }', 'found the unknown period "P9"'],
    ['{ attendance: ["Mon 2025-09-22 U at oak"], expect: nothing }', 'found the unknown school "oak"'],
    ['{ expect: [{ criterion: Z, date: Mon 2025-09-22, decision: issue }] }', 'found the unknown criterion "Z"'],
    ['{ expect: none }', 'expect: found "none"; allowed: nothing, or a list of triggers'],
    ['{ attendance: [] }', 'expect: found nothing'],
  ])('%s', (student, problem) => {
    expect(problems(student).join()).toContain(problem);
  });

  test('a calendar over eight hundred days at most', () => {
    const reading = readSmall({
      'cases/a.yaml': `${HEAD.replace('2025-12-19', '2099-12-18')}      ana: { expect: nothing }\n`,
    });
    expect(told(reading)[0]).toContain('calendar.to');
  });
});

describe('lines of attendance', () => {
  test('dates, runs, minutes, periods, course and school', () => {
    expect(parseAttendanceLine('Mon 2025-09-22, 2025-09-24..Fri 2025-09-26 C 50 min in P1 P2 of MATH at oak')).toEqual({
      spans: [
        { first: parseCaseDay('2025-09-22'), last: parseCaseDay('2025-09-22') },
        { first: parseCaseDay('2025-09-24'), last: parseCaseDay('2025-09-26') },
      ],
      code: 'C',
      minutes: 50,
      periods: ['P1', 'P2'],
      course: 'MATH',
      school: 'oak',
    });
  });

  test.each([
    '2025-09-22',
    'U 2025-09-22',
    '2025-09-26..2025-09-22 U',
    '2025-09-31 U',
    '2025-09-22 U 50',
    '2025-09-22 U in',
    'Tue 2025-09-22 U',
    '',
  ])('%j is none', (line) => {
    expect(parseAttendanceLine(line)).toBeUndefined();
  });
});
