/** Rows that name a school or a student that the bundle does not have: reported with their number, never refused. */
import type { Problem } from '../problem.ts';
import type { BundleTables } from './bundle.ts';
import { TABLES } from './tables.ts';
import { isLanguageTag } from './values.ts';

const NAMES_SCHOOL = [
  'calendar',
  'periods',
  'terms',
  'codes',
  'enrollments',
  'staff',
  'sections',
  'letterheads',
] as const;
const NAMES_STUDENT = [
  'enrollments',
  'events',
  'guardians',
  'rosters',
  'studentStaff',
  'activities',
  'eligibility',
] as const;

export function checkReferences(tables: BundleTables): readonly Problem[] {
  const schools = new Set(tables.schools.map((row) => row.schoolId));
  const students = new Set(tables.students.map((row) => row.studentId));
  const warnings: Problem[] = [];
  const warn = (file: string, count: number, of: string, allowed: string): void => {
    if (count > 0) warnings.push({ file, found: `${count} ${count === 1 ? 'row' : 'rows'} ${of}`, allowed });
  };
  for (const name of NAMES_SCHOOL) {
    const count = tables[name].filter((row) => row.schoolId !== '' && !schools.has(row.schoolId)).length;
    warn(TABLES[name].file, count, 'of an unknown school', 'a school_id of schools.csv');
  }
  for (const name of NAMES_STUDENT) {
    const count = tables[name].filter((row) => !students.has(row.studentId)).length;
    warn(TABLES[name].file, count, 'of an unknown student', 'a student_id of students.csv');
  }
  const languages = tables.guardians.filter((row) => row.language !== '' && !isLanguageTag(row.language)).length;
  warn(TABLES.guardians.file, languages, 'with a language that is not known', 'a BCP 47 language tag as es or zh-Hans');
  return warnings;
}
