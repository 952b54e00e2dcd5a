/** One school's year, day by day, as the comparison needs it. Plain values: no database, no clock. */
import type { Day } from '../../engine/index.ts';

/** What a student got on a day. */
export interface Response {
  /** What it is compared as: `letter`, `letter:california-sarb/L1`, `contact:phone`. */
  readonly key: string;
  /** Who got any of the same family (`letter`) on these days is not compared with: the part of the key before the colon. */
  readonly family: string;
  readonly on: Day;
}

export interface StudentYear {
  readonly studentNo: number;
  /** By place in the days of the school: thousandths of the day absent; {@link NOT_HERE} where not enrolled at this school. */
  readonly absent: Uint16Array;
  /** By the same place: 1 where an absence, tardy or early leave has no excuse. */
  readonly unexcused: Uint8Array;
  /** Those that came while the student was at this school, in order of day. */
  readonly responses: readonly Response[];
}

export interface SchoolYear {
  readonly school: string;
  /** Days in session from the first of the school year through the last day with records, in order. */
  readonly days: Int32Array;
  readonly students: readonly StudentYear[];
}

export const NOT_HERE = 0xffff;

export function familyOf(key: string): string {
  const colon = key.indexOf(':');
  return colon < 0 ? key : key.slice(0, colon);
}
