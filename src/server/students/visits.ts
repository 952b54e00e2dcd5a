/** Which visits of students' pages are on record already: the parts of a page are read one by one and are one visit. */
import type { Database } from '../../db/index.ts';

/** A part that is read without the page, or long after it, is a visit of its own. */
const VISIT_MS = 15 * 60_000;
const MOST_KEPT = 10_000;

export class StudentVisits {
  /** When by session and student. In order of time. */
  private readonly visits = new Map<string, number>();

  /** Whether this is to be put on record now. */
  isNew(sessionId: string, studentNo: number, part: string, now: Date): boolean {
    const key = `${sessionId} ${studentNo}`;
    const last = this.visits.get(key);
    if (part !== 'page' && last !== undefined && now.getTime() - last < VISIT_MS) return false;
    this.visits.delete(key);
    this.visits.set(key, now.getTime());
    for (const oldest of this.visits.keys()) {
      if (this.visits.size <= MOST_KEPT) break;
      this.visits.delete(oldest);
    }
    return true;
  }
}

const VISITS = new WeakMap<Database, StudentVisits>();

/** One for each database of the process. */
export function visitsOf(db: Database): StudentVisits {
  let visits = VISITS.get(db);
  if (visits === undefined) VISITS.set(db, (visits = new StudentVisits()));
  return visits;
}
