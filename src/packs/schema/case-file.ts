/** `cases/*.yaml`: worked examples, a small bundle and the triggers and decisions expected of it. */
import { z } from 'zod';
import { anyListOf, decimal, keys, listOf, oneOf, prose, text, whole } from '../../fields.ts';
import { parseCaseDay, CASE_DAY } from '../cases/case-day.ts';
import { ATTENDANCE_LINE, parseAttendanceLine } from '../cases/attendance-line.ts';
import { STATUSES } from './selectors.ts';
import { weekday } from './values.ts';

/** A date that may show its weekday, which is then checked: `Mon 2026-03-09`. */
const day = z.string({ error: CASE_DAY }).check((context) => {
  if (parseCaseDay(context.value) === undefined)
    context.issues.push({ code: 'custom', input: context.value, message: CASE_DAY });
});

const attendanceLine = z.string({ error: ATTENDANCE_LINE }).check((context) => {
  if (parseAttendanceLine(context.value) === undefined)
    context.issues.push({ code: 'custom', input: context.value, message: ATTENDANCE_LINE });
});

const minutes = whole('minutes', { least: 0, most: 1440 });
const periodName = text('a period', 60);
const schoolId = text('a school id', 60);

const calendar = keys({
  from: day,
  to: day,
  weekdays: listOf(weekday, 'weekday').exactOptional().describe('Default: Monday to Friday.'),
  except: anyListOf(day, 'dates').exactOptional().describe('Not in session.'),
  minutes: minutes.exactOptional().describe('Instructional minutes of each day.'),
  minutesOn: z
    .record(z.string(), minutes, { error: 'a map from a date to minutes' })
    .exactOptional()
    .describe('Instructional minutes of single days.'),
});

const period = z.union(
  [
    periodName,
    keys({
      period: periodName,
      position: z.int({ error: 'position: a whole number' }).exactOptional(),
      minutes: minutes.exactOptional(),
    }),
  ],
  {
    error: 'a period in quotes, or { period: P1, minutes: 50 }',
  },
);
const periods = anyListOf(period, 'periods in their order');

const code = keys({
  status: oneOf(STATUSES),
  excuse: oneOf(['excused', 'unexcused', 'unverified', '']).exactOptional(),
  value: decimal('value', { least: 0, most: 1 }).exactOptional(),
  groups: anyListOf(text('a group', 60), 'groups').exactOptional(),
  description: prose('description', 200).exactOptional(),
});

const expected = keys({
  criterion: text('a code', 10),
  date: day,
  decision: oneOf(['issue', 'issued', 'held', 'declined', 'suppressed', 'satisfied', 'noted']),
  reason: text('a reason', 80).exactOptional().describe('As section 10 prints it; without it, none is expected.'),
  value: z.number({ error: 'value: a number' }).exactOptional(),
  evidence: anyListOf(day, 'dates').exactOptional().describe('The dates of the evidence.'),
  occurrence: whole('occurrence', { least: 1 }).exactOptional().describe('Default 1.'),
  cycle: day.exactOptional(),
  school: schoolId.exactOptional().describe('With scope: school.'),
});

const nothing = z.literal('nothing', { error: 'nothing' });

const student = keys({
  grade: text('a grade', 20).exactOptional(),
  flags: anyListOf(text('a flag', 60), 'flags').exactOptional(),
  enrolled: listOf(
    keys({ school: schoolId.exactOptional(), from: day, to: day.exactOptional() }),
    'enrollment { school, from, to }',
  )
    .exactOptional()
    .describe('Default: at the first school from its first day.'),
  attendance: anyListOf(attendanceLine, `lines, as ${ATTENDANCE_LINE}`).exactOptional(),
  events: anyListOf(
    keys({ date: day, event: text('an event', 60), ref: text('a reference', 80).exactOptional() }),
    'events { date, event, ref }',
  ).exactOptional(),
  asOf: day.exactOptional().describe('In place of that of the example.'),
  expect: z.union([nothing, anyListOf(expected, 'triggers')], {
    error: 'nothing, or a list of triggers { criterion, date, decision }',
  }),
});

const example = keys({
  name: text('the rule in a sentence', 300).describe('The rule in a sentence.'),
  asOf: day,
  criteria: listOf(text('a code', 10), 'code').exactOptional().describe('Only what these criteria give is compared.'),
  students: z.record(text('a student', 80), student, {
    error: 'a map from a student to attendance and what is expected',
  }),
});

export const caseFile = keys({
  calendar,
  schools: z
    .record(schoolId, keys({ calendar: calendar.exactOptional(), periods: periods.exactOptional() }), {
      error: 'a map from a school id to its calendar and periods',
    })
    .exactOptional()
    .describe('Default: one school.'),
  periods: periods.exactOptional(),
  terms: anyListOf(
    keys({
      school: schoolId.exactOptional(),
      kind: text('a kind', 60),
      name: text('a name', 60),
      start: day,
      end: day,
    }),
    'terms',
  ).exactOptional(),
  codes: z.record(text('a code', 60), code, {
    error: 'a map from an attendance code to { status, excuse, value, groups }',
  }),
  examples: listOf(example, 'example'),
});

export type CaseFile = z.infer<typeof caseFile>;
export type WrittenExample = CaseFile['examples'][number];
export type WrittenStudent = WrittenExample['students'][string];
export type WrittenCalendar = CaseFile['calendar'];
export type WrittenTrigger = Exclude<WrittenStudent['expect'], 'nothing'>[number];
