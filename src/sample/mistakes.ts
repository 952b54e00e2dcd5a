/** The few rows that no district is without: they cannot be counted, say a thing twice, or disagree. */
import type { AttendanceRow } from '../bundle/index.ts';
import { weekdayIndex, type Day } from '../engine/index.ts';
import { Chance } from './random.ts';
import type { SampleStudent, Setting } from './setting.ts';

/** Of a million students in a year. */
const MISTAKES_PER_MILLION = 25_000;

/** Input: a student's right rows. Returns them with at most one mistake among them. */
export function withMistakes(
  setting: Setting,
  student: SampleStudent,
  rows: readonly AttendanceRow[],
): readonly AttendanceRow[] {
  const chance = new Chance(setting.seed, 5, student.index);
  if (!chance.happens(MISTAKES_PER_MILLION)) return rows;
  const row = rows[chance.below(rows.length + 1)];
  if (row === undefined) return rows;
  return [...rows, mistaken(setting, chance, row)];
}

function mistaken(setting: Setting, chance: Chance, row: AttendanceRow): AttendanceRow {
  switch (chance.below(7)) {
    case 0:
      return { ...row, code: 'Z9' };
    case 1:
      return { ...row, date: sundayBefore(row.date) };
    case 2:
      return {
        ...row,
        schoolId: (setting.schools.find((school) => school.id !== row.schoolId) ?? setting.schools[0])?.id as string,
        period: '',
      };
    case 3:
      return { ...row, minutes: chance.below(2) === 0 ? -5 : 12.5 };
    case 4:
      return { ...row, studentId: `9${row.studentId}` };
    case 5:
      return { ...row, minutes: (row.minutes ?? 0) + 5 };
    default:
      return { ...row, code: row.code === 'U' ? 'I' : 'U' };
  }
}

function sundayBefore(day: Day): Day {
  return day - weekdayIndex(day) - 1;
}
