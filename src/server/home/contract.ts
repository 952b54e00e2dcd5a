/** Home: what is due, what waits and why, whether the data is in, and how attendance is. */
import { z } from 'zod';
import { dateField, route, schoolField } from '../route.ts';

/** `below-5`: less than 5 of 100 days missed. Ends: the lower one included, the upper one not. */
export const BANDS = ['below-5', '5-10', '10-20', '20-up'] as const;
export const BandField = z.enum(BANDS);
export type BandField = z.output<typeof BandField>;

/** Fewer students than this make a figure that speaks of each of them: it is not shown to those who may not see them. */
export const FEWEST_STUDENTS = 10;

const School = z.object({ school: z.string(), name: z.string() });

export const DueLine = z.object({
  pack: z.string(),
  level: z.string(),
  title: z.string(),
  due: z.int(),
  oldestOn: dateField,
  /** Of the oldest; 0: today is the last day, below zero: overdue by so many. */
  schoolDaysLeft: z.int(),
  overdue: z.int(),
});
export type DueLine = z.output<typeof DueLine>;

export const AbsenceRuleShape = z.object({
  /** Whose rule it is; null: no pack in use there has a rate over the year, and the usual rule is taken. */
  from: z.object({ pack: z.string(), level: z.string() }).nullable(),
  /** Absent for any reason counts, excused or not. */
  isAnyReason: z.boolean(),
  /** What counts, in words of the pack; English. */
  words: z.string(),
  /** What part of a day missed is what value; thresholds in percent of the day's periods, periods or minutes. */
  rows: z.array(
    z.object({
      by: z.enum(['share', 'periods', 'minutes']),
      isOver: z.boolean(),
      threshold: z.number(),
      days: z.number(),
    }),
  ),
});
export type AbsenceRuleShape = z.output<typeof AbsenceRuleShape>;

/** `percent` to one decimal; null: nobody was enrolled, or too few students to say. */
const RateShape = z.object({ percent: z.number().nullable(), isBelow: z.boolean() });

export const AttendanceShape = z
  .object({
    /** `counting`: a calculation or an import came after these figures, and they are counted anew right now. */
    state: z.enum(['counted', 'counting']),
    /** The day of the calculation for which they were counted; null: never yet. */
    asOf: dateField.nullable(),
    /** Percent; null where the schools together have different ones. */
    goal: z.number().nullable(),
    latest: RateShape.extend({ on: dateField, schools: z.int(), ofSchools: z.int() }).nullable(),
    week: RateShape.extend({ from: dateField, to: dateField }).nullable(),
    year: RateShape.nullable(),
    /** Calendar weeks, `from` their Monday. */
    weeks: z.array(z.object({ from: dateField, percent: z.number().nullable() })),
    bands: z.array(z.object({ band: BandField, count: z.int() })),
    /** Students in the bands together. */
    students: z.int(),
    /** One more counted day would meet the next step. null: not counted yet. */
    close: z.int().nullable(),
    rules: z.array(AbsenceRuleShape.extend({ schools: z.array(School) })),
    /** Fewer than this, and the figure is not shown; null: everything is. */
    tooFew: z.object({ students: z.int(), needed: z.int() }).nullable(),
  })
  .meta({ id: 'HomeAttendance' });
export type AttendanceShape = z.output<typeof AttendanceShape>;

export const DataShape = z
  .object({
    through: dateField.nullable(),
    /** Attendance was imported after the last calculation. */
    isCalculationStale: z.boolean(),
    daysWithoutRecords: z.int(),
    /** Absences of the last two weeks, a student and a day each, of which nobody has said whether they are excused. */
    unverified: z.int(),
    /** Due letters that cannot reach somebody they are for; null: asked for one school at a time. */
    missingAddresses: z.int().nullable(),
    setAside: z.int(),
    /** Letters that did not arrive by e-mail, and that nobody has printed yet. */
    lettersToPrint: z.int(),
    /** Schools whose letterhead lacks a part. */
    missingLetterheads: z.array(School.extend({ missing: z.array(z.string()) })),
    withoutApprover: z.array(School),
    /** Nobody is named to lead the attendance team: what runs there stands with the whole team. */
    withoutLead: z.array(School),
  })
  .meta({ id: 'HomeData' });
export type DataShape = z.output<typeof DataShape>;

export const SchoolLine = School.extend({
  due: z.int(),
  overdue: z.int(),
  oldestOn: dateField.nullable(),
  levels: z.array(z.object({ pack: z.string(), level: z.string(), due: z.int() })),
  through: dateField.nullable(),
  daysWithoutRecords: z.int(),
  year: z.number().nullable(),
  goal: z.number(),
  isBelow: z.boolean(),
});
export type SchoolLine = z.output<typeof SchoolLine>;

export const StudentLine = z.object({
  student: z.string(),
  name: z.string(),
  grade: z.string(),
  schoolName: z.string(),
  /** Days attended of days enrolled, percent; null without a day. */
  percent: z.number().nullable(),
  enrolledDays: z.int(),
  /** Days, to the thousandth. */
  absentDays: z.number(),
  band: BandField.nullable(),
});
export type StudentLine = z.output<typeof StudentLine>;

/** What a teacher should know first of a student: the gravest, newest alert, in one line. */
export const AlertLine = StudentLine.extend({
  alert: z
    .object({
      kind: z.enum(['met', 'sent', 'chronic']),
      /** The criterion; '' for chronic absence. */
      level: z.string(),
      title: z.string(),
      on: dateField.nullable(),
    })
    .nullable(),
});
export type AlertLine = z.output<typeof AlertLine>;

export const Home = z
  .object({
    /** `schools`: a school or several; `students`: a teacher's own; `cases`: assigned ones. */
    kind: z.enum(['schools', 'district', 'students', 'cases']),
    /** Today in the district, and the day from which deadlines are counted. */
    today: dateField,
    asOf: dateField.nullable(),
    /** Before the first calculation: what there is already, in the order in which it is done. null afterwards. */
    beginning: z
      .object({ hasImport: z.boolean(), hasPack: z.boolean(), hasNotices: z.boolean(), mayStart: z.boolean() })
      .nullable(),
    cycle: z.object({ isDue: z.boolean(), lastIssuedAt: z.iso.datetime().nullable() }).nullable(),
    due: z.array(DueLine),
    held: z.array(z.object({ reason: z.string(), count: z.int() })),
    toApprove: z.int(),
    declined: z.int(),
    changed: z.int(),
    data: DataShape.nullable(),
    attendance: AttendanceShape.nullable(),
    runs: z.object({ lastAt: z.iso.datetime().nullable(), nextAt: z.iso.datetime().nullable() }),
    /** Of the district. */
    schools: z.array(SchoolLine),
    failedJobs: z.int().nullable(),
    /** Of a teacher. */
    students: z.array(AlertLine),
    /** Schools whose rates are in `attendance`. */
    at: z.array(School),
  })
  .meta({ id: 'Home' });
export type Home = z.output<typeof Home>;

export const homeContract = {
  readHome: route({
    method: 'GET',
    path: '/api/home',
    tag: 'home',
    summary: 'What is due, what waits and why, whether the data is in, how attendance is.',
    action: 'see-home',
    query: z.object({ school: schoolField }),
    ok: Home,
  }),
};
