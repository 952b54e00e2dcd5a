import { describe, expect, test } from 'vitest';
import type { EnrollmentFact } from '../engine/index.ts';
import { schoolOn } from './found.ts';
import { dayOf } from './test-district.ts';

describe('the student’s school on a date', () => {
  test('is the one enrolled at, both ends included', () => {
    const enrollments = [at('oak', '2025-08-25', '2025-10-07'), at('elm', '2025-10-08')];
    expect(schoolOn(enrollments, dayOf('2025-08-25'))).toBe('oak');
    expect(schoolOn(enrollments, dayOf('2025-10-07'))).toBe('oak');
    expect(schoolOn(enrollments, dayOf('2025-10-08'))).toBe('elm');
  });

  test('where enrollments overlap is that of the latest entry, then the smallest id', () => {
    const enrollments = [at('oak', '2025-08-25'), at('fir', '2025-09-15'), at('elm', '2025-09-15')];
    expect(schoolOn(enrollments, dayOf('2025-09-14'))).toBe('oak');
    expect(schoolOn(enrollments, dayOf('2025-09-15'))).toBe('elm');
  });

  test('without an enrollment on that date is the last one before it, and none before the first', () => {
    const enrollments = [at('oak', '2025-08-25', '2025-10-07'), at('elm', '2025-09-01', '2025-09-30')];
    expect(schoolOn(enrollments, dayOf('2025-11-03'))).toBe('oak');
    expect(schoolOn(enrollments, dayOf('2025-08-24'))).toBe('');
    expect(schoolOn([], dayOf('2025-08-24'))).toBe('');
  });
});

function at(school: string, entry: string, exit?: string): EnrollmentFact {
  return { school, entry: dayOf(entry), ...(exit === undefined ? {} : { exit: dayOf(exit) }) };
}
