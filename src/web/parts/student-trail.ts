/** The list a student's page was opened from, so that the next and the one before are a key away. Lives as long as the page. */

export interface StudentTrail {
  /** Keys of students, in the order of the list, each once. */
  readonly students: readonly string[];
  /** Where the list is. */
  readonly address: string;
}

let trail: StudentTrail | undefined;

/** A list says who stands in it whenever somebody may open a student from it. */
export function rememberTrail(students: readonly string[], address: string): void {
  trail = { students: [...new Set(students)], address };
}

export interface TrailPlace {
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** From 1. */
  readonly position: number;
  readonly count: number;
  readonly address: string;
}

/** Where a student stands in the list; undefined when the page was opened from elsewhere. */
export function trailPlaceOf(student: string): TrailPlace | undefined {
  const at = trail?.students.indexOf(student) ?? -1;
  if (trail === undefined || at < 0) return undefined;
  const { students, address } = trail;
  return { before: students[at - 1], after: students[at + 1], position: at + 1, count: students.length, address };
}
