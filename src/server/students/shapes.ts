/** What the API says about a student, in shapes. Loaded by the browser too. */
import { z } from 'zod';
import { dateField } from '../route.ts';

const day = dateField;
const instant = z.iso.datetime();

export const STATUSES = ['present', 'absent', 'tardy', 'left-early', 'exempt'] as const;
export const EXCUSES = ['excused', 'unexcused', 'unverified', ''] as const;
/** What a day looks like as a whole: one of the seven statuses of the calendar. */
export const MARKS = ['present', 'excused', 'unexcused', 'unverified', 'tardy', 'left-early', 'exempt'] as const;
export const BANDS = ['below-5', '5-to-10', '10-to-20', '20-or-more'] as const;

const School = z.object({ id: z.string(), name: z.string() });

/** One line of what a search found. */
export const StudentHit = z
  .object({
    student: z.string(),
    number: z.string().describe('In the student information system.'),
    firstName: z.string(),
    lastName: z.string(),
    grade: z.string(),
    school: School.nullable().describe('Of the latest enrollment.'),
    leftOn: day.nullable().describe('The last day enrolled, where that is over.'),
    through: z.enum(['name', 'number', 'guardian', 'phone']),
    guardian: z.string().nullable().describe('By whose name or phone the student was found.'),
  })
  .meta({ id: 'StudentHit' });

export const AttendanceFigures = z
  .object({
    from: day,
    through: day.nullable().describe('The last day with records at the school.'),
    enrolledDays: z.number(),
    attendedDays: z.number(),
    absentDays: z.number(),
    excusedDays: z.number(),
    unexcusedDays: z.number(),
    unverifiedDays: z.number(),
    tardies: z.int(),
    absentPercent: z.number(),
    band: z.enum(BANDS).nullable().describe('null: too few days to say.'),
  })
  .meta({ id: 'AttendanceFigures' });

export const StudentAlert = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('moved-away'), on: day, school: School.nullable() }),
    z.object({ kind: z.literal('not-enrolled'), from: day.nullable(), school: School.nullable() }),
    z.object({ kind: z.literal('no-contact'), count: z.int() }),
    z.object({ kind: z.literal('no-letters') }),
    z.object({
      kind: z.literal('changed'),
      criterion: z.string(),
      change: z.enum(['amended', 'no-longer-met', 'met-again']),
    }),
    z.object({ kind: z.literal('shown'), alert: z.int(), says: z.string(), until: day, because: z.string() }),
    z.object({ kind: z.literal('due'), criterion: z.string(), on: day }),
    z.object({ kind: z.literal('to-approve'), criterion: z.string(), on: day }),
    z.object({ kind: z.literal('held'), criterion: z.string(), on: day, by: z.enum(['rule', 'person']) }),
    z.object({ kind: z.literal('set-aside'), count: z.int() }),
  ])
  .meta({ id: 'StudentAlert' });

export const NextStep = z
  .object({
    pack: z.string(),
    criterion: z.string(),
    title: z.string(),
    have: z.number(),
    need: z.number(),
    unit: z.string(),
    missing: z.string(),
  })
  .meta({ id: 'NextStep' });

export const StudentHead = z
  .object({
    student: z.string(),
    number: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    grade: z.string(),
    school: School.nullable(),
    enrolledSince: day.nullable(),
    flags: z.array(z.string()).describe('As the student information system marks the student.'),
    isAdult: z.boolean().describe('18 or older: letters go to the student.'),
    asOf: day.describe('The day of the last calculation, for which all of this speaks.'),
    dataThrough: day.nullable(),
    years: z.array(z.int()).describe('School years (of their 1 July) with attendance, the latest first.'),
    attendance: AttendanceFigures.nullable(),
    absenceRule: z.string().describe('How a day absent is counted, in words.'),
    alerts: z.array(StudentAlert),
    nextSteps: z.array(NextStep).describe('The closest first.'),
    notices: z.int(),
  })
  .meta({ id: 'StudentHead' });

const DayRecord = z
  .object({
    period: z.string().nullable().describe('null: the whole day.'),
    code: z.string(),
    description: z.string(),
    status: z.enum(STATUSES).nullable().describe('null: a code that the code table does not have.'),
    excuse: z.enum(EXCUSES),
    minutes: z.int().nullable(),
    course: z.string().nullable(),
    section: z.string().nullable(),
    school: z.string(),
    importedAt: instant,
    setAside: z
      .enum(['unknown-student', 'unknown-school', 'unknown-code', 'unknown-period', 'not-in-session', 'not-enrolled'])
      .nullable()
      .describe('Why it is not counted.'),
  })
  .meta({ id: 'DayRecord' });

export const EarlierRecord = z
  .object({
    period: z.string().nullable(),
    code: z.string(),
    status: z.enum(STATUSES).nullable(),
    excuse: z.enum(EXCUSES),
    minutes: z.int().nullable(),
    importedAt: instant,
    goneAt: instant.describe('The import that no longer had it.'),
  })
  .meta({ id: 'EarlierRecord' });

export const StudentDay = z
  .object({
    on: day,
    school: z.string().nullable().describe('At which school the day is in session for the student; null: at none.'),
    mark: z.enum(MARKS).nullable().describe('null: nothing is known of it yet.'),
    isUnexcused: z.boolean().describe('A tardy or early leave without excuse.'),
    absent: z.number().describe('The part of the day that counts as absent.'),
    part: z.number().nullable().describe('The part of the day missed where it was not all of it.'),
    records: z.array(DayRecord),
    earlier: z.array(EarlierRecord).describe('What the file said before.'),
  })
  .meta({ id: 'StudentDay' });

export const CountingRule = z
  .object({
    key: z.string(),
    pack: z.string(),
    criterion: z.string(),
    title: z.string(),
    school: z.string().nullable(),
    need: z.number().nullable(),
    unit: z.string(),
    days: z
      .array(z.object({ on: day, periods: z.array(z.string()), ordinal: z.int() }))
      .describe('The days that count.'),
  })
  .meta({ id: 'CountingRule' });

export const StudentYear = z
  .object({
    year: z.int(),
    from: day,
    through: day,
    asOf: day,
    dataThrough: day.nullable(),
    schools: z.array(School),
    days: z.array(StudentDay).describe('Days in session, and others on which something is on record.'),
    rules: z.array(CountingRule),
  })
  .meta({ id: 'StudentYear' });

/** Without a check of its own: an answer has thousands of them. */
const place = z.number();

const WhyRecord = z.object({
  date: day,
  period: z.string().nullable(),
  course: z.string().nullable(),
  code: z.string(),
  minutes: z.int().nullable(),
});

export const WhyTrigger = z
  .object({
    trigger: z.string(),
    cycle: day,
    occurrence: z.int(),
    date: day,
    value: z.number(),
    decision: z.string(),
    reason: z.string().nullable(),
    why: z.string(),
    decided: z.string(),
    decisions: z.array(z.string()),
    notices: z.array(z.string()),
  })
  .meta({ id: 'WhyTrigger' });

export const WhyCriterion = z
  .object({
    key: z.string(),
    pack: z.string(),
    version: z.string(),
    criterion: z.string(),
    title: z.string(),
    actsByItself: z.boolean(),
    school: z.string().nullable(),
    state: z.string(),
    sentence: z.string(),
    rule: z.string(),
    from: day.nullable(),
    through: day,
    progress: z.array(
      z.object({ have: z.number(), need: z.number().nullable(), unit: z.string(), missing: z.string() }),
    ),
    missing: z.string(),
    counted: z.array(place).describe('Places in `records`, in order of day.'),
    notCounted: z.array(place).describe('Places in `records`, in order of day.'),
    whyNotCounted: z.array(place).describe('For each of `notCounted` its place in `reasons`.'),
    triggers: z.array(WhyTrigger),
  })
  .meta({ id: 'WhyCriterion' });

export const StudentWhy = z
  .object({
    asOf: day,
    records: z
      .array(WhyRecord)
      .describe('The records that some criterion counts or does not: a year of them, each once.'),
    reasons: z.array(z.string()).describe('Why records do not count, each once.'),
    criteria: z.array(WhyCriterion),
  })
  .meta({ id: 'StudentWhy' });

export const StudentNotice = z
  .object({
    notice: z.string(),
    batch: z.string().nullable(),
    pack: z.string(),
    criterion: z.string(),
    title: z.string(),
    school: z.string(),
    issuedOn: day,
    issuedBy: z.string(),
    origin: z.enum(['rollcall', 'carried-over', 'adopted']),
    state: z.string(),
    stateOn: day.nullable(),
    way: z.string(),
    note: z.string(),
    correction: z.enum(['amended', 'no-longer-met', 'met-again']).nullable(),
    isKept: z.boolean().describe('A person looked at the correction and kept the notice.'),
    metOn: day.nullable(),
    value: z.number().nullable(),
    letters: z.array(z.object({ letter: z.int(), recipients: z.array(z.string()), language: z.string() })),
  })
  .meta({ id: 'StudentNotice' });

const TIMELINE_KINDS = [
  'enrolled',
  'left',
  'attendance',
  'trigger',
  'lapsed',
  'decision',
  'lifted',
  'notice',
  'step',
  'event',
  'casework',
] as const;

/** What the timeline can be narrowed to: kinds that a person takes for one. */
export const TIMELINE_GROUPS = {
  enrollment: ['enrolled', 'left'],
  attendance: ['attendance'],
  rule: ['trigger', 'lapsed'],
  decision: ['decision', 'lifted'],
  notice: ['notice', 'step'],
  event: ['event'],
  casework: ['casework'],
} as const satisfies Readonly<Record<string, readonly (typeof TIMELINE_KINDS)[number][]>>;
export type TimelineGroup = keyof typeof TIMELINE_GROUPS;
export const TimelineGroupField = z.enum(Object.keys(TIMELINE_GROUPS) as [TimelineGroup, ...TimelineGroup[]]);

export const TimelineItem = z
  .object({
    kind: z.enum(TIMELINE_KINDS),
    on: day.describe('The day it is about.'),
    at: instant.nullable().describe('When it was recorded; null where that is not known.'),
    by: z.string(),
    criterion: z.string().nullable(),
    notice: z.string().nullable(),
    /** For the words of the screen: the state of a notice, the kind of a decision, the name of an event. */
    what: z.string(),
    note: z.string(),
    days: z.array(day).describe('The days an import changed.'),
    counts: z.object({ added: z.int(), gone: z.int() }).nullable(),
    until: day.nullable(),
    detail: z.record(z.string(), z.unknown()).describe('Of a step of casework: what its sentence needs.'),
  })
  .meta({ id: 'TimelineItem' });

const FamilyGuardian = z
  .object({
    name: z.string(),
    relation: z.string(),
    language: z.string().describe('A language tag, as the file has it.'),
    email: z.string(),
    phone: z.string(),
    address: z.array(z.string()),
    isAddressComplete: z.boolean(),
    receivesMail: z.boolean().nullable(),
    custodial: z.boolean().nullable(),
    noContact: z.boolean(),
    /** As the SIS has it; for what is noted about the guardian. */
    guardian: z.string(),
    /** Whether the phone number can get text messages. */
    canGetTexts: z.boolean(),
    /** Whoever has this number wants no texts; null: nobody said so. */
    noTexts: z.object({ since: instant, source: z.enum(['answer', 'provider', 'person']), by: z.string() }).nullable(),
  })
  .meta({ id: 'FamilyGuardian' });

export const StudentFamily = z
  .object({
    guardians: z.array(FamilyGuardian),
    homeLanguage: z.string(),
    birthOn: day.nullable(),
    adultOn: day.nullable().describe('The eighteenth birthday: from then on the student is the addressee.'),
    isAdult: z.boolean(),
    noLetters: z.boolean(),
    letters: z
      .array(
        z.object({
          recipients: z.array(z.string()),
          address: z.array(z.string()),
          language: z.string(),
          wantedLanguage: z.string(),
          flags: z.array(z.string()),
        }),
      )
      .describe('Who would get a letter today: one to a household.'),
    missing: z.array(z.object({ guardian: z.string().nullable(), reason: z.string() })),
    siblings: z.array(
      z.object({
        student: z.string(),
        firstName: z.string(),
        lastName: z.string(),
        grade: z.string(),
        school: School.nullable(),
      }),
    ),
  })
  .meta({ id: 'StudentFamily' });
