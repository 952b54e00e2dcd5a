/** The list a student's page was opened from, so that the next and the one before are a key away. Lives as long as the page. */

let trail: readonly string[] = [];

/** A list of rows that are about students (`student: 's12'`) says who stands in it, in its order. Other lists change nothing. */
export function rememberTrail(rows: readonly unknown[]): void {
  const students = rows.flatMap((row) => studentOf(row) ?? []);
  if (students.length > 0) trail = [...new Set(students)];
}

export interface TrailPlace {
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** From 1. */
  readonly position: number;
  readonly count: number;
}

/** Where a student stands in the list; undefined when the page was opened from elsewhere. */
export function trailPlaceOf(student: string): TrailPlace | undefined {
  const at = trail.indexOf(student);
  if (at < 0) return undefined;
  return { before: trail[at - 1], after: trail[at + 1], position: at + 1, count: trail.length };
}

function studentOf(row: unknown): string | undefined {
  const { student } = (typeof row === 'object' && row !== null ? row : {}) as { readonly student?: unknown };
  return typeof student === 'string' && /^s\d+$/.test(student) ? student : undefined;
}
