import { describe, expect, it } from 'vitest';
import { createAttendanceDays, createNextSteps, formatDay, type AttendanceDays, type Criterion } from './index.ts';
import { day, exampleFacts, examplePolicy, UNEXCUSED, type Example } from './testing/example.ts';

const ABSENT = [{ status: ['absent'] }] as const;

function daysOf(example: Omit<Example, 'criteria'>): {
  days: AttendanceDays;
  student: ReturnType<typeof exampleFacts>['student'];
} {
  const { district, names, student } = exampleFacts({ ...example, criteria: [] });
  const days = createAttendanceDays({
    district,
    names,
    from: day('2025-07-01'),
    to: day('2026-06-30'),
    ruleOf: () => ({ counts: [...ABSENT] }),
  });
  return { days, student };
}

describe('the recorded days of a student', () => {
  it('have what the codes of the day are worth, at most one day', () => {
    const { days, student } = daysOf({
      records: [
        { on: '2025-09-08', code: 'U' },
        { on: '2025-09-08', code: 'H' },
        { on: '2025-09-09', code: 'H' },
        { on: '2025-09-10', code: 'T' },
      ],
    });
    const recorded = days.recordedDays(student);
    expect(recorded.map((one) => [formatDay(one.day), one.absentThousandths])).toEqual([
      ['2025-09-08', 1000],
      ['2025-09-09', 500],
      ['2025-09-10', 0],
    ]);
  });

  it('say which have no excuse, or none yet', () => {
    const { days, student } = daysOf({
      records: [
        { on: '2025-09-08', code: 'U' },
        { on: '2025-09-09', code: 'E' },
        { on: '2025-09-10', code: 'E' },
        { on: '2025-09-10', code: 'U' },
      ],
    });
    const recorded = days.recordedDays(student);
    expect(recorded.map((one) => [formatDay(one.day), one.isUnexcused, one.isUnverified])).toEqual([
      ['2025-09-08', true, false],
      ['2025-09-09', false, false],
      ['2025-09-10', true, false],
    ]);
  });

  it('are none out of session, and none where the student is not enrolled', () => {
    const { days, student } = daysOf({
      records: [
        { on: '2025-09-06', code: 'U' },
        { on: '2025-09-09', code: 'U' },
      ],
      enrollments: [{ school: 'oak', entry: '2025-09-10' }],
    });
    expect(days.recordedDays(student)).toEqual([]);
  });
});

describe('the days enrolled and in session', () => {
  const through = (days: AttendanceDays, on: string): number[] => days.schools.map(() => day(on));

  it('run from the entry to the exit, both included, and no further than the last day', () => {
    const { days, student } = daysOf({
      records: [],
      enrollments: [{ school: 'oak', entry: '2025-09-09', exit: '2025-09-12' }],
    });
    const counted = (on: string): string[] =>
      [...days.enrolledDays(student.enrollments, through(days, on)).days].map(formatDay);
    expect(counted('2025-09-30')).toEqual(['2025-09-09', '2025-09-10', '2025-09-11', '2025-09-12']);
    expect(counted('2025-09-10')).toEqual(['2025-09-09', '2025-09-10']);
    expect(counted('2025-09-08')).toEqual([]);
  });

  it('at two schools are counted once, and belong to the school of the latest entry', () => {
    const { days, student } = daysOf({
      records: [],
      enrollments: [
        { school: 'elm', entry: '2025-09-08', exit: '2025-09-10' },
        { school: 'oak', entry: '2025-09-10' },
      ],
    });
    const counted = days.enrolledDays(student.enrollments, through(days, '2025-09-11'));
    expect([...counted.schools].map((school) => days.schools[school])).toEqual(['elm', 'elm', 'oak', 'oak']);
  });
});

describe('close to the next step', () => {
  const LETTER: Criterion = { ...UNEXCUSED, then: [{ kind: 'letter', settings: {} }] };
  const absences = ['2025-09-08', '2025-09-09', '2025-09-10'];
  const closeAfter = (count: number, criterion: Criterion = LETTER, more: Partial<Example> = {}): string[] => {
    const example = {
      criteria: [criterion],
      records: absences.slice(0, count).map((on) => ({ on, code: 'U' })),
      asOf: '2025-09-30',
      ...more,
    };
    const { district, names, student } = exampleFacts(example);
    const policies = [{ policy: examplePolicy(example) }];
    const steps = createNextSteps({ policies, district, names, asOf: day(example.asOf) })(student);
    return steps.map(({ criterion: { code }, have, need }) => `${code} ${have} of ${need}`);
  };

  it('is who lacks one of three: not who lacks two, and not who has met it', () => {
    expect([0, 1, 2, 3].map((count) => closeAfter(count))).toEqual([[], [], ['A 2 of 3'], []]);
  });

  it('counts up to the as-of day', () => {
    expect(closeAfter(3, LETTER, { asOf: '2025-09-09' })).toEqual(['A 2 of 3']);
  });

  it('is nobody for a criterion that does nothing, of other grades, or from which the student is exempt', () => {
    expect(closeAfter(2, UNEXCUSED)).toEqual([]);
    expect(closeAfter(2, { ...LETTER, release: 'none' })).toEqual([]);
    expect(closeAfter(2, { ...LETTER, grades: ['7'] })).toEqual([]);
    expect(closeAfter(2, { ...LETTER, grades: ['8'] })).toEqual(['A 2 of 3']);
    expect(closeAfter(2, { ...LETTER, exempt: ['hospital'] }, { flags: ['hospital'] })).toEqual([]);
    expect(closeAfter(2, { ...LETTER, exempt: ['hospital'] })).toEqual(['A 2 of 3']);
  });
});
