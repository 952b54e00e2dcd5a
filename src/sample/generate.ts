/**
 * A believable school district from a handful of arguments. The same arguments give the same bytes on every machine.
 * Rows are made student by student while they are read, so a hundred thousand students need no more memory than four thousand.
 */
import type {
  ActivityRow,
  AttendanceRow,
  CalendarRow,
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
  CodeRow,
} from '../bundle/index.ts';
import { dayOf, type Day } from '../engine/index.ts';
import { attendanceOf, attendanceSetting } from './attendance.ts';
import { carriedOver } from './carried-over.ts';
import { castAttendance, castEvents, CAST_SIZE } from './cast-students.ts';
import { classPlans, rosterRows, sectionRows } from './classes.ts';
import { codeRows } from './codes.ts';
import { letterheadFiles, letterheadRows } from './letterheads.ts';
import { withMistakes } from './mistakes.ts';
import { Chance } from './random.ts';
import { schoolRow, schoolsFor, DISTRICT_NAME } from './schools.ts';
import { schoolYearOf, type SchoolYear } from './school-year.ts';
import { staffRows, studentStaffRows } from './staff.ts';
import type { SampleStudent, Setting } from './setting.ts';
import { studentsIn } from './students.ts';

export interface SampleRequest {
  /** At least {@link FEWEST_STUDENTS}. */
  readonly students: number;
  readonly seed?: number;
  /** 2026 for 2026-27. */
  readonly schoolYear?: number;
  /** The last day with records; default: the first day in session from 12 November on. */
  readonly through?: Day;
}

/** Every file of the standard bundle. Each iterable may be read any number of times. */
export interface SampleDistrict {
  readonly name: string;
  readonly through: Day;
  readonly schools: readonly SchoolRow[];
  readonly calendar: readonly CalendarRow[];
  readonly periods: readonly PeriodRow[];
  readonly terms: readonly TermRow[];
  readonly codes: readonly CodeRow[];
  readonly staff: readonly StaffRow[];
  readonly sections: readonly SectionRow[];
  readonly letterheads: readonly LetterheadRow[];
  readonly students: Iterable<StudentRow>;
  readonly enrollments: Iterable<EnrollmentRow>;
  readonly guardians: Iterable<GuardianRow>;
  readonly rosters: Iterable<RosterRow>;
  readonly studentStaff: Iterable<StudentStaffRow>;
  readonly activities: Iterable<ActivityRow>;
  readonly eligibility: Iterable<EligibilityRow>;
  readonly events: Iterable<EventRow>;
  /** Student by student, each by date. */
  readonly attendance: Iterable<AttendanceRow>;
  /** Logos and signatures: name inside the bundle, and text. */
  readonly files: ReadonlyMap<string, string>;
}

/** Fewer would not fill the schools around the cast. */
export const FEWEST_STUDENTS = 100;
export const DEFAULT_SEED = 1;
export const DEFAULT_SCHOOL_YEAR = 2026;

export function generateDistrict(request: SampleRequest): SampleDistrict {
  const setting = settingOf(request);
  const through = request.through ?? defaultThrough(setting.year);
  const staff = staffRows(setting);
  return {
    name: DISTRICT_NAME,
    through,
    schools: setting.schools.map(schoolRow),
    calendar: calendarRows(setting),
    periods: periodRows(setting),
    terms: termRows(setting),
    codes: codeRows(setting.schools),
    staff,
    sections: sectionRows(setting.plans),
    letterheads: letterheadRows(setting.schools, staff),
    files: letterheadFiles(setting.schools),
    ...studentFiles(setting, through),
  };
}

/** Thursday 12 November 2026 in 2026-27: the day after the week's holiday. */
function defaultThrough(year: SchoolYear): Day {
  return year.sessions.find((day) => day >= dayOf(year.year, 11, 12)) as Day;
}

function settingOf(request: SampleRequest): Setting {
  const { students } = request;
  if (!Number.isInteger(students) || students < FEWEST_STUDENTS)
    throw new RangeError(`at least ${FEWEST_STUDENTS} students`);
  return {
    students,
    seed: request.seed ?? DEFAULT_SEED,
    year: schoolYearOf(request.schoolYear ?? DEFAULT_SCHOOL_YEAR),
    schools: schoolsFor(students),
    plans: classPlans(students),
  };
}

type StudentFiles = Pick<
  SampleDistrict,
  | 'students'
  | 'enrollments'
  | 'guardians'
  | 'rosters'
  | 'studentStaff'
  | 'activities'
  | 'eligibility'
  | 'events'
  | 'attendance'
>;

function studentFiles(setting: Setting, through: Day): StudentFiles {
  const each = <Row>(rowsOf: (student: SampleStudent) => readonly Row[]): Iterable<Row> => ({
    *[Symbol.iterator]() {
      for (const student of studentsIn(setting)) yield* rowsOf(student);
    },
  });
  const attendance = attendanceSetting(setting, through);
  const daysOf = (student: SampleStudent): AttendanceRow[] =>
    student.isCast ? castAttendance(setting, student, through) : attendanceOf(attendance, student);
  return {
    students: each((student) => [student.row]),
    enrollments: each((student) => enrollmentRows(student, through)),
    guardians: each((student) =>
      student.guardians.map((guardian) => ({ studentId: student.row.studentId, ...guardian })),
    ),
    rosters: each((student) =>
      student.enrolled.flatMap((stay) =>
        rosterRows(student.row.studentId, stay.meetings, { start: stay.entry, end: knownEnd(stay.exit, through) }),
      ),
    ),
    studentStaff: each((student) => studentStaffRows(setting, student)),
    activities: each((student) => activityRows(setting, student)),
    eligibility: each((student) => eligibilityRows(setting, student, through)),
    events: each((student) =>
      student.isCast
        ? castEvents(setting, student, through)
        : carriedOver({ setting, student, rows: daysOf(student), through }),
    ),
    attendance: each((student) =>
      student.index < CAST_SIZE ? daysOf(student) : withMistakes(setting, student, daysOf(student)),
    ),
  };
}

/** Nobody knows yet who will leave: an exit after the data's last day is still open. */
function knownEnd(exit: Day | undefined, through: Day): Day | undefined {
  return exit !== undefined && exit <= through ? exit : undefined;
}

function enrollmentRows(student: SampleStudent, through: Day): EnrollmentRow[] {
  const known = student.enrolled.filter((stay, index) => index === 0 || stay.entry <= through);
  return known.map((stay) => ({
    studentId: student.row.studentId,
    schoolId: stay.school.id,
    entryDate: stay.entry,
    exitDate: knownEnd(stay.exit, through),
  }));
}

function activityRows(setting: Setting, student: SampleStudent): ActivityRow[] {
  const start = setting.year.sessions[5] as Day;
  return student.activities.map((activity) => ({ studentId: student.row.studentId, activity, start, end: undefined }));
}

/** A few in activities are on probation for their grades. */
function eligibilityRows(setting: Setting, student: SampleStudent, through: Day): EligibilityRow[] {
  const chance = new Chance(setting.seed, 7, student.index);
  const quarter = setting.year.quarters[0];
  if (
    student.activities.length === 0 ||
    chance.below(100) >= 6 ||
    quarter === undefined ||
    through < quarter.start + 35
  )
    return [];
  return [
    {
      studentId: student.row.studentId,
      source: 'grades',
      status: 'probation',
      start: quarter.start + 35,
      end: quarter.end,
    },
  ];
}

function calendarRows({ schools, year }: Setting): CalendarRow[] {
  return schools.flatMap((school) =>
    year.sessions.map((date) => ({
      schoolId: school.id,
      date,
      minutes: year.minimumDays.has(date) ? school.minimumDayMinutes : school.dayMinutes,
    })),
  );
}

function periodRows({ schools }: Setting): PeriodRow[] {
  return schools.flatMap((school) =>
    school.periods.map(({ period, minutes }, index) => ({ schoolId: school.id, period, position: index + 1, minutes })),
  );
}

function termRows({ schools, year }: Setting): TermRow[] {
  const rows = (schoolId: string, kind: string, terms: SchoolYear['quarters']): TermRow[] =>
    terms.map((term) => ({ schoolId, kind, ...term }));
  const early = schools.filter((school) => school.earlyQuarters);
  return [
    ...rows('', 'quarter', year.quarters),
    ...rows('', 'semester', year.semesters),
    ...early.flatMap(({ id }) => [
      ...rows(id, 'quarter', year.earlyQuarters),
      ...rows(id, 'semester', year.earlySemesters),
    ]),
  ];
}
