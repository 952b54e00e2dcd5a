/** Random students of a random district: where they are enrolled, when they were away, and what happened. */
import type { Dice } from './dice.ts';
import { addDays, datesBetween, laterOf } from './dates.ts';
import { PERIOD_NAMES } from './random-district.ts';
import type { CsvRow, District } from './random-district.ts';

export const FLAGS = ['no-letters', 'medical', 'homebound'];
export const GRADES = ['K', '7', '9', '10'];
const COURSES = ['', '', 'MATH', 'ENG', 'ART'];
const SECTIONS = ['', '', 'S1', 'S2'];
const MINUTES = ['', '', '', '0', '15', '30', '31', '45', '60', '120', '500'];

export function randomStudents(dice: Dice, district: District): Map<string, CsvRow[]> {
  const ids = dice.shuffle(['100', '20', '3', 'x1', 'É7', 'Z']).slice(0, dice.int(1, 4));
  const students = ids.map((id) => ({
    student_id: id,
    first_name: 'Ana',
    last_name: 'Reyes',
    grade: dice.chance(0.1) ? '' : dice.pick(GRADES),
    flags: FLAGS.filter(() => dice.chance(0.15)).join('|'),
  }));
  const enrollments = ids.flatMap((id) => (dice.chance(0.03) ? [] : randomEnrollments(dice, district, id)));
  const attendance = ids.flatMap((id) =>
    randomAttendance(
      dice,
      district,
      enrollments.filter((row) => row['student_id'] === id),
    ),
  );
  const disturbed = [...attendance, ...repeatedRows(dice, attendance), ...badRows(dice, district, attendance)];
  return new Map([
    ['students.csv', students],
    ['enrollments.csv', enrollments],
    ['attendance.csv', disturbed],
  ]);
}

function randomEnrollments(dice: Dice, district: District, id: string): CsvRow[] {
  const row = (school: string, entry: string, exit: string): CsvRow => ({
    student_id: id,
    school_id: school,
    entry_date: entry,
    exit_date: exit,
  });
  const [one, two] = dice.shuffle(district.schools);
  const first = one as string;
  const second = two ?? first;
  const span = datesBetween(district.first, district.last);
  const middle = dice.pick(span.slice(5));
  const start = dice.pick([
    district.yearStart,
    addDays(district.yearStart, -300),
    addDays(district.yearStart, dice.int(1, 20)),
    district.first,
  ]);
  const later = middle > start ? middle : addDays(start, 10);
  switch (dice.int(0, 7)) {
    case 0:
      return [row(first, start, later)];
    case 1:
      return [row(first, start, addDays(later, -1)), row(second, later, '')];
    case 2:
      return [
        row(first, start, laterOf(start, addDays(later, -dice.int(1, 12)))),
        row(second, later, dice.pick(['', addDays(later, 20)])),
      ];
    case 3:
    case 5:
      return first === second
        ? [row(first, start, '')]
        : [row(first, start, ''), row(second, dice.pick([start, later]), dice.pick(['', addDays(later, 15)]))];
    case 4:
      return [row(first, start, addDays(start, dice.int(3, 15))), row(first, addDays(start, dice.int(18, 25)), '')];
    default:
      return [row(first, start, '')];
  }
}

function randomAttendance(dice: Dice, district: District, enrollments: readonly CsvRow[]): CsvRow[] {
  const rows: CsvRow[] = [];
  const often = dice.int(10, 70) / 100;
  for (const enrollment of enrollments) {
    const school = enrollment['school_id'] as string;
    const exit = enrollment['exit_date'] === '' ? '9999-12-31' : (enrollment['exit_date'] as string);
    const days = (district.sessions.get(school) ?? []).filter(
      (date) => (enrollment['entry_date'] as string) <= date && date <= exit,
    );
    for (const date of days.filter(() => dice.chance(often))) {
      rows.push(
        ...randomDay(dice, district, { student_id: enrollment['student_id'] as string, school_id: school, date }),
      );
    }
  }
  return rows;
}

function randomDay(
  dice: Dice,
  district: District,
  day: { student_id: string; school_id: string; date: string },
): CsvRow[] {
  const known = district.codes.filter((code) => isKnown(district, day.school_id, code));
  const row = (period: string): CsvRow => ({
    ...day,
    period,
    section_id: dice.pick(SECTIONS),
    course_id: dice.pick(COURSES),
    code: dice.pick(known),
    minutes: dice.pick(MINUTES),
  });
  const rows: CsvRow[] = [];
  const kind = dice.int(0, 9);
  if (kind <= 4) rows.push(row(''));
  if (kind >= 4) {
    const listed = district.periods.get(day.school_id) ?? [];
    const periods = listed.length > 0 ? listed : PERIOD_NAMES;
    for (const period of dice.shuffle(periods).slice(0, dice.int(1, 4))) rows.push(row(period));
  }
  if (kind === 9) rows.push(row(dice.pick(rows)['period'] ?? ''));
  return rows;
}

function isKnown(district: District, school: string, code: string): boolean {
  return (district.rows.get('codes.csv') ?? []).some(
    (row) => row['code'] === code && (row['school_id'] === '' || row['school_id'] === school),
  );
}

/** The same record again, with other minutes, in another section, or word for word. */
function repeatedRows(dice: Dice, attendance: readonly CsvRow[]): CsvRow[] {
  return attendance
    .filter(() => dice.chance(0.06))
    .map((row) => {
      if (dice.chance(0.6)) return { ...row, minutes: dice.pick(MINUTES) };
      return dice.chance(0.5) ? { ...row, section_id: 'S3' } : { ...row };
    });
}

/** Rows that cannot be counted. */
function badRows(dice: Dice, district: District, attendance: readonly CsvRow[]): CsvRow[] {
  if (attendance.length === 0) return [];
  const changes: (() => CsvRow)[] = [
    () => ({ student_id: 'nobody' }),
    () => ({ school_id: 'nowhere' }),
    () => ({ school_id: dice.pick(district.schools) }),
    () => ({ code: '??' }),
    () => ({ code: 'OWN' }),
    () => ({ period: 'unheard' }),
    () => ({ date: dice.pick(datesBetween(addDays(district.first, -10), addDays(district.last, 10))) }),
    () => ({ date: dice.pick(['2025-02-30', '', '03/09/2026', '2025-9-1', 'x']) }),
    () => ({ minutes: dice.pick(['-5', '+5', '1.5', 'x', '1e2']) }),
  ];
  const count = dice.chance(0.5) ? 0 : dice.int(1, 8);
  return Array.from({ length: count }, () => ({ ...dice.pick(attendance), ...dice.pick(changes)() }));
}
