/** A small random district: schools, days, periods, terms and codes. */
import type { Dice } from './dice.ts';
import { addDays, datesBetween, weekday } from './dates.ts';

export type CsvRow = Record<string, string>;

export interface District {
  /** The first day of the school year that most of the case lies in. */
  readonly yearStart: string;
  /** Dates that the calendar spans, both included. It begins before the school year. */
  readonly first: string;
  readonly last: string;
  readonly schools: readonly string[];
  /** The periods that a school lists; empty: none. */
  readonly periods: ReadonlyMap<string, readonly string[]>;
  readonly sessions: ReadonlyMap<string, readonly string[]>;
  readonly codes: readonly string[];
  readonly rows: ReadonlyMap<string, readonly CsvRow[]>;
}

/** Names that order otherwise as text than as numbers. */
const SCHOOL_IDS = ['10', '9', 'B', 'a'];
export const PERIOD_NAMES = ['1', '2', '3', '10', 'AM', 'P1'];
export const TERM_KINDS = ['quarter', 'semester'];
export const CODE_GROUPS = ['district:UNX', 'state:A', 'state:B'];

const CODES: readonly (readonly [string, string, string, string])[] = [
  ['UA', 'absent', 'unexcused', ''],
  ['EA', 'absent', 'excused', ''],
  ['VA', 'absent', 'unverified', ''],
  ['BA', 'absent', '', ''],
  ['HA', 'absent', 'unexcused', '0.5'],
  ['QA', 'absent', 'excused', '0.333'],
  ['UT', 'tardy', 'unexcused', ''],
  ['HT', 'tardy', 'unexcused', '0.25'],
  ['ET', 'tardy', 'excused', ''],
  ['UL', 'left-early', 'unexcused', ''],
  ['PR', 'present', '', ''],
  ['EX', 'exempt', 'excused', ''],
];

export function randomDistrict(dice: Dice, yearStart: string): District {
  const schools = dice.shuffle(SCHOOL_IDS).slice(0, dice.int(1, 3));
  const first = addDays(yearStart, -dice.int(0, 15));
  const last = addDays(yearStart, dice.int(25, 110));
  const sessions = new Map<string, string[]>();
  const calendar: CsvRow[] = [];
  for (const school of schools) {
    const days = datesBetween(first, last).filter((date) =>
      dice.chance(['sat', 'sun'].includes(weekday(date)) ? 0.04 : 0.93),
    );
    sessions.set(school, days);
    const usual = dice.pick(['390', '390', '301', '']);
    calendar.push(
      ...days.map((date) => ({
        school_id: school,
        date,
        minutes: dice.chance(0.1) ? dice.pick(['200', '', '95']) : usual,
      })),
    );
  }
  const periodRows = schools.flatMap((school) => randomPeriods(dice, school));
  const periods = new Map(
    schools.map((school) => [
      school,
      periodRows.filter((row) => row['school_id'] === school).map((row) => row['period'] ?? ''),
    ]),
  );
  const codes = randomCodes(dice, schools);
  const rows = new Map<string, CsvRow[]>([
    ['schools.csv', schools.map((school) => ({ school_id: school, name: `School ${school}` }))],
    ['calendar.csv', calendar],
    ['periods.csv', periodRows],
    ['terms.csv', randomTerms(dice, schools, yearStart)],
    ['codes.csv', codes],
  ]);
  return {
    yearStart,
    first,
    last,
    schools,
    periods,
    sessions,
    codes: [...new Set(codes.map((row) => row['code'] ?? ''))],
    rows,
  };
}

function randomPeriods(dice: Dice, school: string): CsvRow[] {
  if (dice.chance(0.3)) return [];
  const names = dice.shuffle(PERIOD_NAMES).slice(0, dice.int(2, 5));
  const usual = dice.pick(['45', '50', '']);
  return names.map((period) => ({
    school_id: school,
    period,
    position: String(dice.int(1, 4)),
    minutes: dice.chance(0.2) ? dice.pick(['', '31', '90']) : usual,
  }));
}

function randomTerms(dice: Dice, schools: readonly string[], yearStart: string): CsvRow[] {
  const rows: CsvRow[] = [];
  const owners = ['', ...schools].filter(() => dice.chance(0.6));
  for (const school of owners) {
    for (const kind of TERM_KINDS.filter(() => dice.chance(0.8))) {
      let start = addDays(yearStart, dice.int(-20, 15));
      for (const name of ['T1', 'T2', 'T3'].slice(0, dice.int(1, 3))) {
        const end = addDays(start, dice.int(10, 45));
        rows.push({ school_id: school, kind, name, start, end });
        // The next one follows, leaves a gap, or overlaps.
        start = addDays(end, dice.pick([1, 1, 1, 5, -4]));
      }
      // Last year's terms have the same names.
      if (dice.chance(0.15))
        rows.push({
          school_id: school,
          kind,
          name: 'T1',
          start: addDays(yearStart, -330),
          end: addDays(yearStart, -250),
        });
    }
  }
  return rows;
}

function randomCodes(dice: Dice, schools: readonly string[]): CsvRow[] {
  const used = dice.shuffle(CODES).slice(0, dice.int(5, 9));
  if (!used.some(([code]) => code === 'UA')) used.push(CODES[0] as (typeof CODES)[number]);
  const rows = used.map(([code, status, excuse, value]) => codeRow(dice, '', [code, status, excuse, value]));
  for (const school of schools) {
    for (const [code] of used.filter(() => dice.chance(0.12))) {
      const [, status, excuse, value] = dice.pick(CODES);
      rows.push(codeRow(dice, school, [code, status, excuse, value]));
    }
  }
  // A code that one school alone knows.
  if (dice.chance(0.4))
    rows.push(codeRow(dice, dice.pick(schools), ['OWN', 'absent', 'unexcused', dice.pick(['', '0.75'])]));
  return rows;
}

function codeRow(
  dice: Dice,
  school: string,
  [code, status, excuse, value]: readonly [string, string, string, string],
): CsvRow {
  const groups = CODE_GROUPS.filter(() => dice.chance(0.4)).join('|');
  return { school_id: school, code, description: `Code ${code}`, status, excuse, value, groups };
}
