/**
 * Compares, at one school, the students who got a response with students alike who had not: attendance in the 20 school days before
 * and after. Pure. How and why: docs/adr/0105.
 */
import { likenessOf, LIKENESSES } from './alike.ts';
import { NO_FIGURES, type ComparisonFigures, type LeftOut } from './figures.ts';
import { familyOf, type SchoolYear } from './school-year.ts';
import { aroundOf, isWhole, sumsOf, windowsAt, type Around, type Sums, type Windows } from './windows.ts';

/** Fewer students alike than this say nothing of how it goes without the response. */
export const FEWEST_ALIKE = 2;

/** By key of the response. */
export function compareSchool(year: SchoolYear): ReadonlyMap<string, ComparisonFigures> {
  const sums = year.students.map(sumsOf);
  const moments = new Moments(year, sums);
  const keys = [...new Set(year.students.flatMap(({ responses }) => responses.map(({ key }) => key)))].sort();
  return new Map(keys.map((key) => [key, compareKey(year, { key, sums, moments })]));
}

interface Unit {
  readonly student: number;
  readonly windows: Windows;
  readonly around: Around;
}

function compareKey(
  year: SchoolYear,
  { key, sums, moments }: { readonly key: string; readonly sums: readonly Sums[]; readonly moments: Moments },
): ComparisonFigures {
  const leftOut: Record<LeftOut, number> = { ...NO_FIGURES.leftOut };
  const units: Unit[] = [];
  for (const [student, { responses }] of year.students.entries()) {
    const days = [...new Set(responses.filter((one) => one.key === key).map(({ on }) => on))];
    for (const [i, on] of days.entries()) {
      const windows = windowsAt(year.days, on);
      const why = whyLeftOut(year, { sums: sums[student] as Sums, windows, previous: days[i - 1] });
      if (why !== undefined) leftOut[why] += 1;
      else units.push({ student, windows, around: aroundOf(sums[student] as Sums, windows) });
    }
  }
  const tally = new Tally(year.students.length);
  const strata = Map.groupBy(units, (unit) => moments.stratumOf(unit));
  for (const stratum of strata.values()) {
    const alike = moments.alike(stratum[0] as Unit, familyOf(key));
    if (alike.length < FEWEST_ALIKE) leftOut.alone += stratum.length;
    else tally.add(stratum, alike);
  }
  return { ...tally.figures(), leftOut };
}

function whyLeftOut(
  { days }: SchoolYear,
  ask: { readonly sums: Sums; readonly windows: Windows; readonly previous: number | undefined },
): LeftOut | undefined {
  const { sums, windows, previous } = ask;
  if (windows.beforeFrom < 0) return 'early';
  if (windows.afterTo > days.length) return 'running';
  if (!isWhole(sums, windows.beforeFrom, windows.beforeTo)) return 'came';
  if (!isWhole(sums, windows.afterFrom, windows.afterTo)) return 'left';
  return previous !== undefined && previous >= (days[windows.beforeFrom] as number) ? 'repeated' : undefined;
}

interface Alike {
  readonly student: number;
  readonly around: Around;
  /** Got the same within the 20 days after. */
  readonly isLater: boolean;
}

/** The whole school at each moment at which something was done, worked out once for all responses. */
class Moments {
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

/** Adds up strata: the means that are shown, and each student's part in them for the interval. */
class Tally {
  private readonly u: Float64Array;
  private readonly n: Uint16Array;
  private readonly used: Uint8Array;
  private readonly sum = {
    responses: 0,
    alikeUses: 0,
    alikeLater: 0,
    before: 0,
    after: 0,
    alikeBefore: 0,
    alikeAfter: 0,
  };

  constructor(students: number) {
    this.u = new Float64Array(students);
    this.n = new Uint16Array(students);
    this.used = new Uint8Array(students);
  }

  add(stratum: readonly Unit[], alike: readonly Alike[]): void {
    const { sum, u, n, used } = this;
    const before = mean(alike.map(({ around }) => around.before));
    const after = mean(alike.map(({ around }) => around.after));
    for (const { student, around } of stratum) {
      sum.before += around.before;
      sum.after += around.after;
      u[student] = (u[student] as number) + changeOf(around) - (before - after);
      n[student] = (n[student] as number) + 1;
    }
    sum.responses += stratum.length;
    sum.alikeBefore += before * stratum.length;
    sum.alikeAfter += after * stratum.length;
    sum.alikeUses += alike.length;
    // Each stands for a part of the stratum; the mean was taken from them, hence the correction by n / (n − 1).
    const weight = (stratum.length / alike.length) * Math.sqrt(alike.length / (alike.length - 1));
    for (const { student, around, isLater } of alike) {
      u[student] = (u[student] as number) - weight * (changeOf(around) - (before - after));
      used[student] = 1;
      if (isLater) sum.alikeLater += 1;
    }
  }

  figures(): Omit<ComparisonFigures, 'leftOut'> {
    const { u, n, used, sum } = this;
    const figures = { ...sum, students: 0, alike: 0, uu: 0, un: 0, nn: 0 };
    for (let i = 0; i < u.length; i += 1) {
      const [ui, ni] = [u[i] as number, n[i] as number];
      figures.uu += ui * ui;
      figures.un += ui * ni;
      figures.nn += ni * ni;
      if (ni > 0) figures.students += 1;
      figures.alike += used[i] as number;
    }
    return figures;
  }
}

/** Days regained. Unit: thousandths of days. */
function changeOf({ before, after }: Around): number {
  return before - after;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
