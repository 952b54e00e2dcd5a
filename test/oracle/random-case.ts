/** A random bundle and pack with an as-of date, and events that speak of the triggers that are in it. */
import Papa from 'papaparse';
import { stringify } from 'yaml';
import { diceOf } from './dice.ts';
import type { Dice } from './dice.ts';
import { addDays, datesBetween } from './dates.ts';
import { evaluateOracle } from './oracle.ts';
import type { PackText } from './pack-text.ts';
import { randomDistrict } from './random-district.ts';
import type { CsvRow, District } from './random-district.ts';
import { randomPack } from './random-pack.ts';
import { EVENTS, REFS } from './random-rules.ts';
import { randomStudents } from './random-students.ts';

export interface RandomCase {
  readonly seed: number;
  /** Name of the file → CSV text. */
  readonly bundle: ReadonlyMap<string, string>;
  readonly pack: PackText;
  /** Path in the pack's folder → text. */
  readonly packFiles: ReadonlyMap<string, string>;
  readonly asOf: string;
}

const YEAR_STARTS = ['07-01', '07-01', '07-01', '08-15', '01-01', '12-02'];
/** A file that a bundle may leave out. */
const OPTIONAL = ['periods.csv', 'terms.csv', 'events.csv'];
const LETTER = '# Notice\n\nDear {{guardian.names}},\n\nPlease call us.\n';

export function randomCase(seed: number): RandomCase {
  const dice = diceOf(seed);
  const district = randomDistrict(dice, `2025-${dice.pick(YEAR_STARTS)}`);
  const rows = new Map<string, readonly CsvRow[]>([...district.rows, ...randomStudents(dice, district)]);
  const pack = randomPack(dice, district);
  const asOf = randomAsOf(dice, district);
  const happened = randomEvents(dice, district, { rows, asOf });
  rows.set('events.csv', happened);
  // What is due once is issued, declined or approved; what is due then, perhaps again.
  for (let round = dice.int(0, 3); round > 0; round -= 1) {
    const { lines } = evaluateOracle(csvOf(rows), pack, dice.pick([asOf, district.last]));
    happened.push(
      ...lines.filter(() => dice.chance(0.3)).map((line) => answerTo(dice, JSON.parse(line) as Line, asOf)),
    );
  }
  const shuffled = new Map([...rows].map(([file, list]) => [file, dice.shuffle(list)]));
  return { seed, bundle: csvOf(shuffled), pack, packFiles: packFilesOf(pack), asOf };
}

function randomAsOf(dice: Dice, district: District): string {
  if (dice.chance(0.06))
    return dice.pick([
      district.yearStart,
      addDays(district.yearStart, -1),
      addDays(district.yearStart, 364),
      addDays(district.yearStart, 1),
    ]);
  if (dice.chance(0.3)) return addDays(district.last, dice.int(0, 30));
  return dice.pick(datesBetween(addDays(district.yearStart, 18), district.last));
}

interface Known {
  readonly rows: ReadonlyMap<string, readonly CsvRow[]>;
  readonly asOf: string;
}

function randomEvents(dice: Dice, district: District, { rows, asOf }: Known): CsvRow[] {
  const all = datesBetween(district.first, addDays(district.last, 5));
  // The as-of date and the days around it are where it matters.
  const dates = [
    ...all,
    ...Array.from({ length: Math.ceil(all.length / 12) }, () => [addDays(asOf, -1), asOf, addDays(asOf, 1)]).flat(),
  ];
  const events: CsvRow[] = [];
  for (const student of rows.get('students.csv') ?? []) {
    for (let count = dice.int(0, 6); count > 0; count -= 1) {
      const ref = dice.pick(['', '', ...REFS]);
      events.push({ student_id: student['student_id'] ?? '', date: dice.pick(dates), event: dice.pick(EVENTS), ref });
    }
    if (dice.chance(0.4)) {
      const event = dice.pick(['issued', 'declined', 'approved']);
      events.push({
        student_id: student['student_id'] ?? '',
        date: dice.pick(dates),
        event,
        ref: dice.pick([`C${dice.int(1, 8)}`, ...REFS]),
      });
    }
  }
  return events;
}

interface Line {
  readonly student: string;
  readonly criterion: string;
  readonly cycle: string;
  readonly occurrence: number;
  readonly date: string;
}

/** An event that speaks of a trigger, on a day after it or (a correction came later) before it. */
function answerTo(dice: Dice, line: Line, asOf: string): CsvRow {
  const event = dice.pick(['issued', 'issued', 'issued', 'declined', 'approved']);
  const number = line.occurrence > 1 ? `#${line.occurrence}` : '';
  const cycle = dice.chance(0.5) ? `@${line.cycle}` : '';
  const date = dice.chance(0.1) ? asOf : addDays(line.date, dice.pick([0, 0, 1, 2, 5, 12, 30, -1, -6]));
  if (dice.chance(0.04))
    return { student_id: line.student, date, event, ref: `${line.criterion}#${line.occurrence + 1}@${line.cycle}` };
  // A notice of last year, or of a cycle that begins on a day like this one's.
  if (dice.chance(0.05))
    return {
      student_id: line.student,
      date,
      event,
      ref: `${line.criterion}@${addDays(line.cycle, dice.pick([-365, -366, -31, -1]))}`,
    };
  return { student_id: line.student, date, event, ref: `${line.criterion}${number}${cycle}` };
}

function csvOf(rows: ReadonlyMap<string, readonly CsvRow[]>): Map<string, string> {
  const files = new Map<string, string>();
  for (const [file, list] of rows) {
    if (list.length === 0 && OPTIONAL.includes(file)) continue;
    const columns = COLUMNS[file] ?? [];
    files.set(
      file,
      `${Papa.unparse({ fields: columns, data: list.map((row) => columns.map((column) => row[column] ?? '')) }, { newline: '\n' })}\n`,
    );
  }
  return files;
}

const COLUMNS: Readonly<Record<string, string[]>> = {
  'schools.csv': ['school_id', 'name'],
  'calendar.csv': ['school_id', 'date', 'minutes'],
  'periods.csv': ['school_id', 'period', 'position', 'minutes'],
  'terms.csv': ['school_id', 'kind', 'name', 'start', 'end'],
  'codes.csv': ['school_id', 'code', 'description', 'status', 'excuse', 'value', 'groups'],
  'students.csv': ['student_id', 'first_name', 'last_name', 'grade', 'flags'],
  'enrollments.csv': ['student_id', 'school_id', 'entry_date', 'exit_date'],
  'attendance.csv': ['student_id', 'school_id', 'date', 'period', 'section_id', 'course_id', 'code', 'minutes'],
  'events.csv': ['student_id', 'date', 'event', 'ref'],
};

function packFilesOf(pack: PackText): Map<string, string> {
  const criteria = pack.criteria.map((criterion, index): [string, string] => [
    `criteria/${index + 1}-${criterion.code}.yaml`,
    stringify(criterion),
  ]);
  return new Map([['pack.yaml', stringify(pack.pack)], ...criteria, ['letters/notice/en.md', LETTER]]);
}
