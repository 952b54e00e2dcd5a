/** Who is alike at each moment at which something was done: the whole school is worked out once for all kinds of responses. */
import { likenessOf, LIKENESSES } from './alike.ts';
import type { SchoolYear } from './school-year.ts';
import { aroundOf, isWhole, type Around, type Sums, type Windows } from './windows.ts';

/** A student and the day of a response. */
export interface Unit {
  readonly student: number;
  readonly windows: Windows;
  readonly around: Around;
}

/** A student who is compared with. */
export interface Alike {
  readonly student: number;
  readonly around: Around;
  /** Got the same within the 20 days after. */
  readonly isLater: boolean;
}

export class Moments {
  private readonly year: SchoolYear;
  private readonly sums: readonly Sums[];
  private readonly pools = new Map<number, Map<number, { student: number; around: Around }[]>>();
  /** By stratum and family: the kinds of a family ask for the same students. */
  private readonly found = new Map<string, readonly Alike[]>();
  /** By family: for each student the days; undefined without any. */
  private readonly familyDays = new Map<string, readonly (readonly number[] | undefined)[]>();

  constructor(year: SchoolYear, sums: readonly Sums[]) {
    this.year = year;
    this.sums = sums;
  }

  /** Units of one stratum share their days and are alike. */
  stratumOf({ windows, around }: Pick<Unit, 'windows' | 'around'>): number {
    return momentOf(windows) * LIKENESSES + likenessOf(around);
  }

  /**
   * Who is alike and had nothing of the family in the 20 days before, up to the day itself. What came after does not count: whoever
   * stays without a letter afterwards is whoever stays away less.
   */
  alike(unit: Unit, family: string): readonly Alike[] {
    const key = `${family} ${this.stratumOf(unit)}`;
    const known = this.found.get(key);
    if (known !== undefined) return known;
    const alike = this.findAlike(unit, family);
    this.found.set(key, alike);
    return alike;
  }

  private findAlike({ windows, around }: Unit, family: string): readonly Alike[] {
    const { days } = this.year;
    const pool = this.poolAt(windows).get(likenessOf(around)) ?? [];
    const hadOf = this.daysOf(family);
    const from = days[windows.beforeFrom] as number;
    const after = days[windows.afterFrom] as number;
    const end = days[windows.afterTo - 1] as number;
    const found: Alike[] = [];
    for (const { student, around: own } of pool) {
      const had = hadOf[student];
      if (had?.some((on) => on >= from && on < after) === true) continue;
      found.push({ student, around: own, isLater: had?.some((on) => on >= after && on <= end) === true });
    }
    return found;
  }

  private daysOf(family: string): readonly (readonly number[] | undefined)[] {
    const known = this.familyDays.get(family);
    if (known !== undefined) return known;
    const all = this.year.students.map(({ responses }) => {
      const days = responses.flatMap((one) => (one.family === family ? [one.on] : []));
      return days.length === 0 ? undefined : days;
    });
    this.familyDays.set(family, all);
    return all;
  }

  private poolAt(windows: Windows): ReadonlyMap<number, { student: number; around: Around }[]> {
    const moment = momentOf(windows);
    const known = this.pools.get(moment);
    if (known !== undefined) return known;
    const pool = new Map<number, { student: number; around: Around }[]>();
    for (const [student, sums] of this.sums.entries()) {
      if (!isWhole(sums, windows.beforeFrom, windows.beforeTo) || !isWhole(sums, windows.afterFrom, windows.afterTo))
        continue;
      const around = aroundOf(sums, windows);
      const likeness = likenessOf(around);
      const there = pool.get(likeness);
      if (there === undefined) pool.set(likeness, [{ student, around }]);
      else there.push({ student, around });
    }
    this.pools.set(moment, pool);
    return pool;
  }
}

/** A day in session and the night after it are two moments: their windows differ by that day. */
function momentOf({ beforeTo, afterFrom }: Windows): number {
  return beforeTo * 2 + (afterFrom - beforeTo);
}
