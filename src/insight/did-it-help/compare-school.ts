/**
 * Compares, at one school, the students who got a response with students alike who had not: attendance in the 20 school days before
 * and after. Pure. How and why: docs/adr/0105.
 */
import { NO_FIGURES, type ComparisonFigures, type LeftOut } from './figures.ts';
import { Moments, type Unit } from './moments.ts';
import { familyOf, type SchoolYear } from './school-year.ts';
import { Tally } from './tally.ts';
import { aroundOf, isWhole, sumsOf, windowsAt, type Sums, type Windows } from './windows.ts';

/** Fewer students alike than this say nothing of how it goes without the response. */
const FEWEST_ALIKE = 2;

/** By key of the response. */
export function compareSchool(year: SchoolYear): ReadonlyMap<string, ComparisonFigures> {
  const sums = year.students.map(sumsOf);
  const moments = new Moments(year, sums);
  const keys = [...new Set(year.students.flatMap(({ responses }) => responses.map(({ key }) => key)))].sort();
  return new Map(keys.map((key) => [key, compareKey(year, { key, sums, moments })]));
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
