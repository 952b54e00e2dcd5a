import { compareText } from '../district.ts';
import type { CompiledDistrict } from '../district.ts';
import type { CountableRecords } from './records.ts';

/**
 * How many different periods the period records of a date are; two schools' periods of one name are two.
 * Whole-day records take no part. Input: the records are `counted[from]` up to but not including `counted[to]`.
 */
export function differentPeriods(
  records: CountableRecords,
  counted: ArrayLike<number>,
  from: number,
  to: number,
  school?: number,
): number {
  let different = 0;
  for (let at = from; at < to; at++) {
    const record = counted[at] as number;
    if (records.period[record] === 0 || (school !== undefined && records.school[record] !== school)) continue;
    if (!isRepeated(records, counted, from, at)) different++;
  }
  return different;
}

/** Whether a record before it on the date has its school and period. A date has few records, so looking back is cheap. */
function isRepeated(records: CountableRecords, counted: ArrayLike<number>, from: number, at: number): boolean {
  const record = counted[at] as number;
  for (let before = from; before < at; before++) {
    const other = counted[before] as number;
    if (records.period[other] === records.period[record] && records.school[other] === records.school[record])
      return true;
  }
  return false;
}

/** The largest share, over the schools of the date, of a school's listed periods that its period records are; 0 where none is listed. */
export function largestShare(
  records: CountableRecords,
  counted: ArrayLike<number>,
  from: number,
  to: number,
  district: CompiledDistrict,
): { hit: number; listed: number } {
  let best = { hit: 0, listed: 1 };
  for (let at = from; at < to; at++) {
    const school = records.school[counted[at] as number] as number;
    const listed = (district.periods[school] as { ordered: readonly number[] }).ordered.length;
    if (listed === 0) continue;
    const hit = differentPeriods(records, counted, from, to, school);
    if (hit * best.listed > best.hit * listed) best = { hit, listed };
  }
  return best;
}

/**
 * How many different selected periods a date's records are; a whole-day record stands for all selected periods
 * of its school, and for one more where the school lists none. The schools of a date are added.
 * Source: criteria.md section 5, `pattern`.
 */
export function periodsCovered(records: CountableRecords, date: readonly number[], selected: SelectedPeriods): number {
  if (date.length === 1 && records.period[date[0] as number] !== 0) return 1;
  let covered = 0;
  for (const school of schoolsOf(records, date)) {
    const hit = coveredAt(records, date, school, selected);
    covered += hit.periods.size + hit.more;
  }
  return covered;
}

/** The longest run of neighbours among the selected periods of one school. Where a school lists none, those that `only` names, else those counted that date, are neighbours. */
export function longestRunOfPeriods(
  records: CountableRecords,
  date: readonly number[],
  selected: SelectedPeriods,
): number {
  let longest = 0;
  for (const school of schoolsOf(records, date)) {
    const hit = coveredAt(records, date, school, selected);
    const order = selected.listedAt(school) ?? selected.named ?? [...hit.periods];
    let run = 0;
    let best = 0;
    for (const period of order) {
      run = hit.periods.has(period) ? run + 1 : 0;
      if (run > best) best = run;
    }
    if (best + hit.more > longest) longest = best + hit.more;
  }
  return longest;
}

/** The periods of a school that `only` selects, in order; undefined where the school lists none. */
export interface SelectedPeriods {
  readonly listedAt: (school: number) => readonly number[] | undefined;
  /** Those that `only` names, in order of name: the neighbours of a school that lists none. */
  readonly named: readonly number[] | undefined;
}

export function compileSelectedPeriods(
  names: readonly string[] | undefined,
  district: CompiledDistrict,
): SelectedPeriods {
  const selected = names === undefined ? undefined : new Set(names.map((name) => district.periodIndex.get(name)));
  const bySchool = district.periods.map(({ ordered }) => {
    if (ordered.length === 0) return undefined;
    return selected === undefined ? ordered : ordered.filter((period) => selected.has(period));
  });
  const named = names?.toSorted(compareText).flatMap((name) => district.periodIndex.get(name) ?? []);
  return { listedAt: (school) => bySchool[school], named };
}

function coveredAt(
  records: CountableRecords,
  date: readonly number[],
  school: number,
  selected: SelectedPeriods,
): { periods: Set<number>; more: number } {
  const periods = new Set<number>();
  let more = 0;
  for (const record of date) {
    if (records.school[record] !== school) continue;
    const period = records.period[record] as number;
    if (period !== 0) periods.add(period);
    else {
      const listed = selected.listedAt(school);
      if (listed === undefined) more = 1;
      else for (const one of listed) periods.add(one);
    }
  }
  return { periods, more };
}

function schoolsOf(records: CountableRecords, date: readonly number[]): number[] {
  const schools: number[] = [];
  for (const record of date) {
    const school = records.school[record] as number;
    if (!schools.includes(school)) schools.push(school);
  }
  return schools;
}
