/** Where a student goes to school, and whether the student is an adult. Pure. */
import type { StudentExplanation } from '../../calculation/index.ts';
import type { Day, EnrollmentFact } from '../../engine/index.ts';

export interface NamedSchool {
  readonly id: string;
  readonly name: string;
}

/** The enrollment that makes the student's school on a day: the latest entry, then the smallest school id. */
export function enrollmentOn(enrollments: readonly EnrollmentFact[], day: Day): EnrollmentFact | undefined {
  return enrollments
    .filter(({ entry, exit }) => entry <= day && (exit === undefined || day <= exit))
    .toSorted((a, b) => b.entry - a.entry || (a.school < b.school ? -1 : 1))[0];
}

/** Of those that are over or still to come, the one that ends last. */
export function latestOf(enrollments: readonly EnrollmentFact[]): EnrollmentFact | undefined {
  return enrollments.toSorted((a, b) => (b.exit ?? Infinity) - (a.exit ?? Infinity) || b.entry - a.entry)[0];
}

export function schoolNamed({ district }: Pick<StudentExplanation, 'district'>, id: string): NamedSchool {
  return { id, name: district.schools.find((school) => school.id === id)?.name ?? id };
}

/** Ends: 18 from the eighteenth birthday on; born on 29 February: from 1 March. Both ISO. */
export function isAdultOn(birthOn: string | null, on: string): boolean {
  return birthOn !== null && `${Number(birthOn.slice(0, 4)) + 18}${birthOn.slice(4)}` <= on;
}
