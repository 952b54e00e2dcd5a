/** Where the rows of each small file are stored, and which stored rows a file replaces. */
import { formatDay, type Day } from '../../engine/index.ts';
import type { BundleTables } from '../../bundle/index.ts';

type Value = string | number | boolean | null | readonly string[];

export interface StoredTable<Row> {
  readonly file: string;
  readonly table: string;
  /** Database column and what it holds. The key comes first. */
  readonly columns: readonly (readonly [column: string, value: (row: Row) => Value])[];
  /** How many of the columns, without district_id, are the key. */
  readonly keyColumns: number;
  /**
   * Stored rows that the file replaces: a condition on `stored` (the table) in which `incoming` is the file and
   * `incoming_students` the students of the bundle. undefined: rows are added and changed, never removed.
   */
  readonly covers?: string;
  /** What a change here can change of a calculation: one student, the whole district, or nothing. */
  readonly concerns: 'student' | 'district' | 'nothing';
}

export type TableName = Exclude<keyof BundleTables, 'events' | 'letterheads' | 'students'>;

const COVERED_SCHOOLS = 'stored.school_id in (select school_id from incoming)';
const COVERED_STUDENTS =
  '(stored.student_id in (select student_id from incoming_students) or stored.student_id in (select student_id from incoming))';
const COVERED_CALENDAR = `exists (select 1 from (select school_id, min(on_date) as first_on, max(on_date) as last_on from incoming group by school_id) range
  where range.school_id = stored.school_id and stored.on_date between range.first_on and range.last_on)`;

export const STORED_TABLES: { readonly [Name in TableName]: StoredTable<BundleTables[Name][number]> } = {
  schools: {
    file: 'schools.csv',
    table: 'schools',
    keyColumns: 1,
    concerns: 'district',
    columns: [
      ['school_id', (row) => row.schoolId],
      ['name', (row) => row.name],
      ['level', (row) => row.level],
      ['address_1', (row) => row.address1],
      ['address_2', (row) => row.address2],
      ['city', (row) => row.city],
      ['state', (row) => row.state],
      ['postal_code', (row) => row.postalCode],
      ['phone', (row) => row.phone],
      ['principal', (row) => row.principal],
    ],
  },
  calendar: {
    file: 'calendar.csv',
    table: 'calendar_days',
    keyColumns: 2,
    covers: COVERED_CALENDAR,
    concerns: 'district',
    columns: [
      ['school_id', (row) => row.schoolId],
      ['on_date', (row) => formatDay(row.date)],
      ['instructional_minutes', (row) => row.minutes ?? null],
    ],
  },
  periods: {
    file: 'periods.csv',
    table: 'periods',
    keyColumns: 2,
    covers: COVERED_SCHOOLS,
    concerns: 'district',
    columns: [
      ['school_id', (row) => row.schoolId],
      ['period', (row) => row.period],
      ['position', (row) => row.position],
      ['period_minutes', (row) => row.minutes ?? null],
    ],
  },
  terms: {
    file: 'terms.csv',
    table: 'terms',
    keyColumns: 4,
    covers: COVERED_SCHOOLS,
    concerns: 'district',
    columns: [
      ['school_id', (row) => row.schoolId],
      ['kind', (row) => row.kind],
      ['name', (row) => row.name],
      ['start_on', (row) => formatDay(row.start)],
      ['end_on', (row) => formatDay(row.end)],
    ],
  },
  codes: {
    file: 'codes.csv',
    table: 'codes',
    keyColumns: 2,
    covers: COVERED_SCHOOLS,
    concerns: 'district',
    columns: [
      ['school_id', (row) => row.schoolId],
      ['code', (row) => row.code],
      ['description', (row) => row.description],
      ['status', (row) => row.status],
      ['excuse', (row) => row.excuse],
      ['value_thousandths', (row) => row.value ?? null],
      ['groups', (row) => row.groups],
    ],
  },
  enrollments: {
    file: 'enrollments.csv',
    table: 'enrollments',
    keyColumns: 3,
    covers: COVERED_STUDENTS,
    concerns: 'student',
    columns: [
      ['student_id', (row) => row.studentId],
      ['school_id', (row) => row.schoolId],
      ['entry_on', (row) => formatDay(row.entryDate)],
      ['exit_on', (row) => dateOrNull(row.exitDate)],
    ],
  },
  guardians: {
    file: 'guardians.csv',
    table: 'guardians',
    keyColumns: 2,
    covers: COVERED_STUDENTS,
    concerns: 'nothing',
    columns: [
      ['student_id', (row) => row.studentId],
      ['guardian_id', (row) => row.guardianId],
      ['name', (row) => row.name],
      ['relation', (row) => row.relation],
      ['language', (row) => row.language],
      ['email', (row) => row.email],
      ['phone', (row) => row.phone],
      ['address_1', (row) => row.address1],
      ['address_2', (row) => row.address2],
      ['city', (row) => row.city],
      ['state', (row) => row.state],
      ['postal_code', (row) => row.postalCode],
      ['birth_on', (row) => dateOrNull(row.birthDate)],
      ['receives_mail', (row) => row.receivesMail ?? null],
      ['custodial', (row) => row.custodial ?? null],
      ['no_contact', (row) => row.noContact ?? null],
    ],
  },
  staff: {
    file: 'staff.csv',
    table: 'staff',
    keyColumns: 1,
    concerns: 'nothing',
    columns: [
      ['staff_id', (row) => row.staffId],
      ['name', (row) => row.name],
      ['email', (row) => row.email],
      ['kind', (row) => row.kind],
      ['school_id', (row) => row.schoolId],
    ],
  },
  sections: {
    file: 'sections.csv',
    table: 'sections',
    keyColumns: 2,
    covers: COVERED_SCHOOLS,
    concerns: 'nothing',
    columns: [
      ['section_id', (row) => row.sectionId],
      ['school_id', (row) => row.schoolId],
      ['course_id', (row) => row.courseId],
      ['name', (row) => row.name],
      ['staff_id', (row) => row.staffId],
    ],
  },
  rosters: {
    file: 'rosters.csv',
    table: 'rosters',
    keyColumns: 3,
    covers: COVERED_STUDENTS,
    concerns: 'nothing',
    columns: [
      ['student_id', (row) => row.studentId],
      ['section_id', (row) => row.sectionId],
      ['start_on', (row) => formatDay(row.start)],
      ['end_on', (row) => dateOrNull(row.end)],
    ],
  },
  studentStaff: {
    file: 'student_staff.csv',
    table: 'student_staff',
    keyColumns: 3,
    covers: COVERED_STUDENTS,
    concerns: 'nothing',
    columns: [
      ['student_id', (row) => row.studentId],
      ['staff_id', (row) => row.staffId],
      ['relation', (row) => row.relation],
    ],
  },
  activities: {
    file: 'activities.csv',
    table: 'activities',
    keyColumns: 3,
    covers: COVERED_STUDENTS,
    concerns: 'nothing',
    columns: [
      ['student_id', (row) => row.studentId],
      ['activity', (row) => row.activity],
      ['start_on', (row) => formatDay(row.start)],
      ['end_on', (row) => dateOrNull(row.end)],
    ],
  },
  eligibility: {
    file: 'eligibility.csv',
    table: 'eligibility_statuses',
    keyColumns: 3,
    covers: COVERED_STUDENTS,
    concerns: 'nothing',
    columns: [
      ['student_id', (row) => row.studentId],
      ['source', (row) => row.source],
      ['start_on', (row) => formatDay(row.start)],
      ['status', (row) => row.status],
      ['end_on', (row) => dateOrNull(row.end)],
    ],
  },
};

/** students.csv; `student_no` comes from `fact_words`. */
export function storedStudents(numberOf: (studentId: string) => number): StoredTable<BundleTables['students'][number]> {
  return {
    file: 'students.csv',
    table: 'students',
    keyColumns: 1,
    concerns: 'student',
    columns: [
      ['student_id', (row) => row.studentId],
      ['student_no', (row) => numberOf(row.studentId)],
      ['first_name', (row) => row.firstName],
      ['last_name', (row) => row.lastName],
      ['grade', (row) => row.grade],
      ['birth_on', (row) => dateOrNull(row.birthDate)],
      ['home_language', (row) => row.homeLanguage],
      ['flags', (row) => row.flags],
    ],
  };
}

function dateOrNull(day: Day | undefined): string | null {
  return day === undefined ? null : formatDay(day);
}
