/** The files of the standard bundle: columns, which of them are required, keys and checks. Source: criteria.md section 1. */
import type { BundleTables } from './bundle.ts';
import type {
  ActivityRow,
  AttendanceRow,
  CalendarRow,
  CodeRow,
  EligibilityRow,
  EnrollmentRow,
  EventRow,
  GuardianRow,
  LetterheadRow,
  PeriodRow,
  RosterRow,
  SchoolRow,
  SectionRow,
  StaffRow,
  StudentRow,
  StudentStaffRow,
  TermRow,
} from './rows.ts';
import {
  anyText,
  date,
  dayValue,
  excuse,
  fileName,
  idText,
  joined,
  languageTag,
  optionalDate,
  optionalMinutes,
  position,
  status,
  yesNo,
  type FieldKind,
} from './values.ts';

export interface Column<T> {
  readonly kind: FieldKind<T>;
  readonly required: boolean;
}

export interface TableSpec<Row> {
  readonly file: string;
  /** The file may be missing. */
  readonly optional: boolean;
  readonly columns: { readonly [Key in keyof Row]: Column<Row[Key]> };
  /** Two rows equal in these must be equal in all. undefined: rows have no key. */
  readonly key?: readonly (keyof Row & string)[];
  /** Two days that must stand in this order. */
  readonly order?: readonly [start: keyof Row & string, end: keyof Row & string];
}

/** The column's name in the file: `entryDate` is `entry_date`, `address1` is `address_1`. */
export function columnName(key: string): string {
  return key.replace(/[A-Z]|\d+/g, (part) => `_${part.toLowerCase()}`);
}

const text = may(anyText);
const id = must(idText);

export const SCHOOLS: TableSpec<SchoolRow> = {
  file: 'schools.csv',
  optional: false,
  columns: {
    schoolId: id,
    name: must(anyText),
    level: text,
    address1: text,
    address2: text,
    city: text,
    state: text,
    postalCode: text,
    phone: text,
    principal: text,
  },
  key: ['schoolId'],
};

const CALENDAR: TableSpec<CalendarRow> = {
  file: 'calendar.csv',
  optional: false,
  columns: { schoolId: id, date: must(date), minutes: may(optionalMinutes) },
  key: ['schoolId', 'date'],
};

export const PERIODS: TableSpec<PeriodRow> = {
  file: 'periods.csv',
  optional: true,
  columns: { schoolId: id, period: id, position: must(position), minutes: may(optionalMinutes) },
  key: ['schoolId', 'period'],
};

export const TERMS: TableSpec<TermRow> = {
  file: 'terms.csv',
  optional: true,
  columns: { schoolId: text, kind: id, name: must(anyText), start: must(date), end: must(date) },
  key: ['schoolId', 'kind', 'name', 'start'],
  order: ['start', 'end'],
};

export const CODES: TableSpec<CodeRow> = {
  file: 'codes.csv',
  optional: false,
  columns: {
    schoolId: text,
    code: id,
    description: text,
    status: must(status),
    excuse: may(excuse),
    value: may(dayValue),
    groups: may(joined),
  },
  key: ['schoolId', 'code'],
};

export const STUDENTS: TableSpec<StudentRow> = {
  file: 'students.csv',
  optional: false,
  columns: {
    studentId: id,
    firstName: must(anyText),
    lastName: must(anyText),
    grade: text,
    birthDate: may(optionalDate),
    homeLanguage: may(languageTag),
    flags: may(joined),
  },
  key: ['studentId'],
};

const ENROLLMENTS: TableSpec<EnrollmentRow> = {
  file: 'enrollments.csv',
  optional: false,
  columns: { studentId: id, schoolId: id, entryDate: must(date), exitDate: may(optionalDate) },
  key: ['studentId', 'schoolId', 'entryDate'],
  order: ['entryDate', 'exitDate'],
};

/** Read by its own reader, into columns; this is for its header and for writing. */
export const ATTENDANCE: TableSpec<AttendanceRow> = {
  file: 'attendance.csv',
  optional: false,
  columns: {
    studentId: id,
    schoolId: id,
    date: must(date),
    period: text,
    sectionId: text,
    courseId: text,
    code: id,
    minutes: may(optionalMinutes),
  },
};

export const EVENTS: TableSpec<EventRow> = {
  file: 'events.csv',
  optional: true,
  columns: { studentId: id, date: must(date), event: id, ref: text },
};

export const GUARDIANS: TableSpec<GuardianRow> = {
  file: 'guardians.csv',
  optional: true,
  columns: {
    studentId: id,
    guardianId: id,
    name: must(anyText),
    relation: text,
    language: text,
    email: text,
    phone: text,
    address1: text,
    address2: text,
    city: text,
    state: text,
    postalCode: text,
    birthDate: may(optionalDate),
    receivesMail: may(yesNo),
    custodial: may(yesNo),
    noContact: may(yesNo),
  },
  key: ['studentId', 'guardianId'],
};

export const STAFF: TableSpec<StaffRow> = {
  file: 'staff.csv',
  optional: true,
  columns: { staffId: id, name: must(anyText), email: text, kind: text, schoolId: text },
  key: ['staffId'],
};

export const SECTIONS: TableSpec<SectionRow> = {
  file: 'sections.csv',
  optional: true,
  columns: { sectionId: id, schoolId: id, courseId: text, name: text, staffId: text },
  key: ['sectionId', 'schoolId'],
};

const ROSTERS: TableSpec<RosterRow> = {
  file: 'rosters.csv',
  optional: true,
  columns: { studentId: id, sectionId: id, start: must(date), end: may(optionalDate) },
  key: ['studentId', 'sectionId', 'start'],
  order: ['start', 'end'],
};

const STUDENT_STAFF: TableSpec<StudentStaffRow> = {
  file: 'student_staff.csv',
  optional: true,
  columns: { studentId: id, staffId: id, relation: id },
  key: ['studentId', 'staffId', 'relation'],
};

export const ACTIVITIES: TableSpec<ActivityRow> = {
  file: 'activities.csv',
  optional: true,
  columns: { studentId: id, activity: id, start: must(date), end: may(optionalDate) },
  key: ['studentId', 'activity', 'start'],
  order: ['start', 'end'],
};

export const ELIGIBILITY: TableSpec<EligibilityRow> = {
  file: 'eligibility.csv',
  optional: true,
  columns: { studentId: id, source: id, status: id, start: must(date), end: may(optionalDate) },
  key: ['studentId', 'source', 'start'],
  order: ['start', 'end'],
};

const LETTERHEADS: TableSpec<LetterheadRow> = {
  file: 'letterheads.csv',
  optional: true,
  columns: {
    schoolId: text,
    signer: text,
    signerTitle: text,
    contact: text,
    contactTitle: text,
    phone: text,
    email: text,
    returnAddress: may(joined),
    logo: may(fileName),
    logoAlt: text,
    signature: may(fileName),
  },
  key: ['schoolId'],
};

/** Every file but attendance.csv, by its name in {@link BundleTables}. */
export const TABLES: { readonly [Name in keyof BundleTables]: TableSpec<BundleTables[Name][number]> } = {
  schools: SCHOOLS,
  calendar: CALENDAR,
  periods: PERIODS,
  terms: TERMS,
  codes: CODES,
  students: STUDENTS,
  enrollments: ENROLLMENTS,
  events: EVENTS,
  guardians: GUARDIANS,
  staff: STAFF,
  sections: SECTIONS,
  rosters: ROSTERS,
  studentStaff: STUDENT_STAFF,
  activities: ACTIVITIES,
  eligibility: ELIGIBILITY,
  letterheads: LETTERHEADS,
};

function must<T>(kind: FieldKind<T>): Column<T> {
  return { kind, required: true };
}

function may<T>(kind: FieldKind<T>): Column<T> {
  return { kind, required: false };
}
