import type { Day } from './calendar/day.ts';
import { createSchoolCalendar } from './calendar/session.ts';
import type { SchoolCalendar } from './calendar/session.ts';
import type { DistrictFacts, Names, TermFact } from './facts.ts';
import type { Excuse, Status } from './policy.ts';

/** A code as it holds at one school. */
export interface CompiledCode {
  readonly code: string;
  readonly status: Status;
  readonly excuse: Excuse;
  /** Thousandths of a day that one whole-day record stands for; blank became 1000 for `absent` and 0 for the rest. */
  readonly value: number;
  readonly groups: readonly string[];
}

export interface SchoolPeriods {
  /** Period indexes in order of position, then name. Empty: the school lists none. */
  readonly ordered: readonly number[];
}

/** The district's reference facts behind small numbers. Schools, periods, codes and courses are indexes. */
export interface CompiledDistrict {
  readonly schoolIds: readonly string[];
  readonly schoolIndex: ReadonlyMap<string, number>;
  /** Whether `schools.csv` has the school. */
  readonly isKnownSchool: readonly boolean[];
  readonly calendars: readonly SchoolCalendar[];
  /** `isSession[school * sessionSpan + day - sessionFirst]`: 1 on a day in session. The same as `calendars`, flat. */
  readonly isSession: Uint8Array;
  readonly sessionFirst: Day;
  readonly sessionSpan: number;
  readonly periodNames: readonly string[];
  readonly periodIndex: ReadonlyMap<string, number>;
  readonly periods: readonly SchoolPeriods[];
  /** `isPeriodUnknown[school * periodNames.length + period]`: 1 where the school lists its periods and this is none of them. */
  readonly isPeriodUnknown: Uint8Array;
  /** Minutes of a period by `school * periodNames.length + period`; -1 where not given. */
  readonly periodMinutes: Int32Array;
  /** Every distinct meaning of a code. */
  readonly codes: readonly CompiledCode[];
  /** `codes[i].value`, flat. */
  readonly codeValues: Int32Array;
  /** `codeAt[school * codeNames.length + code]`: index into `codes`, -1 where unknown. */
  readonly codeAt: Int32Array;
  readonly codeNames: readonly string[];
  readonly courseNames: readonly string[];
  readonly terms: readonly TermFact[];
  /** Rank of (position, period name) over all schools, by `school * periodNames.length + period`; 0: whole day; unknown positions last. */
  readonly periodRank: Int32Array;
  readonly courseRank: Int32Array;
  readonly codeRank: Int32Array;
}

/** Compiles reference facts once for a run. Input: rows in any order, without two rows of one key. */
export function compileDistrict(facts: DistrictFacts, names: Names): CompiledDistrict {
  const schoolIds = distinct(
    names.schools,
    facts.schools.map((school) => school.id),
    facts.sessions.map((session) => session.school),
  );
  const schoolIndex = indexOf(schoolIds);
  const known = new Set(facts.schools.map((school) => school.id));
  const periodNames = distinct(
    ['', ...names.periods],
    facts.periods.map((period) => period.period),
  );
  const periodIndex = indexOf(periodNames);
  const { periods, positions } = compilePeriods(facts, schoolIndex, periodIndex, periodNames);
  const { codes, codeAt } = compileCodes(facts, names, schoolIndex);
  const calendars = compileCalendars(facts, schoolIndex);
  return {
    schoolIds,
    schoolIndex,
    isKnownSchool: schoolIds.map((id) => known.has(id)),
    calendars,
    ...flattenCalendars(calendars),
    periodNames,
    periodIndex,
    periods,
    isPeriodUnknown: unknownPeriods(periods, periodNames.length),
    periodMinutes: minutesOfPeriods(facts, schoolIndex, periodIndex),
    codes,
    codeValues: Int32Array.from(codes, (code) => code.value),
    codeAt,
    codeNames: names.codes,
    courseNames: names.courses,
    terms: facts.terms,
    periodRank: rankPeriods(schoolIds.length, periodNames, positions),
    courseRank: rankNames(names.courses),
    codeRank: rankNames(names.codes),
  };
}

/** Compares as strings compare: by UTF-16 code units, never by locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compileCalendars(facts: DistrictFacts, schoolIndex: ReadonlyMap<string, number>): SchoolCalendar[] {
  const sessions = Array.from(schoolIndex, () => new Map<number, number>());
  for (const { school, day, minutes } of facts.sessions) {
    sessions[schoolIndex.get(school) as number]?.set(day, minutes ?? -1);
  }
  return sessions.map(createSchoolCalendar);
}

function flattenCalendars(
  calendars: readonly SchoolCalendar[],
): Pick<CompiledDistrict, 'isSession' | 'sessionFirst' | 'sessionSpan'> {
  let first = Infinity;
  let last = -Infinity;
  for (const { days } of calendars) {
    first = Math.min(first, days[0] ?? Infinity);
    last = Math.max(last, days[days.length - 1] ?? -Infinity);
  }
  const span = last < first ? 0 : last - first + 1;
  const isSession = new Uint8Array(calendars.length * span);
  for (const [school, { days }] of calendars.entries()) {
    for (const day of days) isSession[school * span + day - first] = 1;
  }
  return { isSession, sessionFirst: span === 0 ? 0 : first, sessionSpan: span };
}

function compilePeriods(
  facts: DistrictFacts,
  schoolIndex: ReadonlyMap<string, number>,
  periodIndex: ReadonlyMap<string, number>,
  periodNames: readonly string[],
): { periods: SchoolPeriods[]; positions: Map<number, number>[] } {
  const positions = Array.from(schoolIndex, () => new Map<number, number>());
  for (const row of facts.periods) {
    const school = schoolIndex.get(row.school);
    if (school !== undefined) positions[school]?.set(periodIndex.get(row.period) as number, row.position);
  }
  const periods = positions.map((byPeriod) => ({
    ordered: [...byPeriod.keys()].sort(
      (a, b) =>
        (byPeriod.get(a) as number) - (byPeriod.get(b) as number) ||
        compareText(periodNames[a] as string, periodNames[b] as string),
    ),
  }));
  return { periods, positions };
}

function minutesOfPeriods(
  facts: DistrictFacts,
  schoolIndex: ReadonlyMap<string, number>,
  periodIndex: ReadonlyMap<string, number>,
): Int32Array {
  const minutes = new Int32Array(schoolIndex.size * periodIndex.size).fill(-1);
  for (const row of facts.periods) {
    const school = schoolIndex.get(row.school);
    if (school === undefined || row.minutes === undefined) continue;
    minutes[school * periodIndex.size + (periodIndex.get(row.period) as number)] = row.minutes;
  }
  return minutes;
}

function unknownPeriods(periods: readonly SchoolPeriods[], periodCount: number): Uint8Array {
  const unknown = new Uint8Array(periods.length * periodCount);
  for (const [school, { ordered }] of periods.entries()) {
    if (ordered.length === 0) continue;
    unknown.fill(1, school * periodCount + 1, (school + 1) * periodCount);
    for (const period of ordered) unknown[school * periodCount + period] = 0;
  }
  return unknown;
}

function compileCodes(
  facts: DistrictFacts,
  names: Names,
  schoolIndex: ReadonlyMap<string, number>,
): { codes: CompiledCode[]; codeAt: Int32Array } {
  const codes: CompiledCode[] = [];
  const codeIndex = indexOf(names.codes);
  const codeAt = new Int32Array(schoolIndex.size * names.codes.length).fill(-1);
  // The codes of all schools first, so that a school's own overwrite them.
  const rows = facts.codes.toSorted((a, b) => Number(a.school !== undefined) - Number(b.school !== undefined));
  for (const row of rows) {
    const name = codeIndex.get(row.code);
    const school = row.school === undefined ? undefined : schoolIndex.get(row.school);
    if (name === undefined || (row.school !== undefined && school === undefined)) continue;
    const value = row.value ?? (row.status === 'absent' ? 1000 : 0);
    const compiled =
      codes.push({ code: row.code, status: row.status, excuse: row.excuse, value, groups: row.groups }) - 1;
    if (school !== undefined) codeAt[school * names.codes.length + name] = compiled;
    else for (let s = 0; s < schoolIndex.size; s++) codeAt[s * names.codes.length + name] = compiled;
  }
  return { codes, codeAt };
}

function rankPeriods(
  schoolCount: number,
  periodNames: readonly string[],
  positions: readonly Map<number, number>[],
): Int32Array {
  const cells: { cell: number; position: number; name: string }[] = [];
  for (let school = 0; school < schoolCount; school++) {
    for (let period = 1; period < periodNames.length; period++) {
      cells.push({
        cell: school * periodNames.length + period,
        position: positions[school]?.get(period) ?? Infinity,
        name: periodNames[period] as string,
      });
    }
  }
  cells.sort((a, b) => (a.position === b.position ? compareText(a.name, b.name) : a.position - b.position));
  const rank = new Int32Array(schoolCount * periodNames.length);
  let current = 0;
  for (const [i, cell] of cells.entries()) {
    const before = cells[i - 1];
    if (before === undefined || before.position !== cell.position || before.name !== cell.name) current++;
    rank[cell.cell] = current;
  }
  return rank;
}

function rankNames(names: readonly string[]): Int32Array {
  const order = names.map((_, i) => i).sort((a, b) => compareText(names[a] as string, names[b] as string));
  const rank = new Int32Array(names.length);
  for (const [position, name] of order.entries()) rank[name] = position;
  return rank;
}

function distinct(...lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}

function indexOf(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, i) => [name, i]));
}
