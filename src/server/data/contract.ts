/** The lists behind the figures of Home: what to mend in the student information system, and whose attendance it is. */
import { z } from 'zod';
import { BandField, StudentLine } from '../home/contract.ts';
import { dateField, pageOf, pageQuery, route, schoolField } from '../route.ts';

const School = { school: z.string(), schoolName: z.string() };
const Student = { student: z.string(), name: z.string(), grade: z.string(), ...School };

export const DayWithoutRecords = z.object({ ...School, on: dateField, enrolled: z.int() });
export type DayWithoutRecords = z.output<typeof DayWithoutRecords>;

export const UnverifiedDay = z.object({
  ...Student,
  on: dateField,
  codes: z.array(z.string()),
  /** Empty: the whole day. */
  periods: z.array(z.string()),
});
export type UnverifiedDay = z.output<typeof UnverifiedDay>;

export const MissingAddress = z.object({
  ...Student,
  trigger: z.string(),
  level: z.string(),
  title: z.string(),
  metOn: dateField,
  /** Nobody can be reached, or one of the family cannot. */
  isNobody: z.boolean(),
});
export type MissingAddress = z.output<typeof MissingAddress>;

export const SetAsideRow = z.object({
  ...Student,
  on: dateField,
  period: z.string(),
  code: z.string(),
  /** The school the row names. */
  atSchool: z.string(),
  reason: z.string(),
  allowed: z.string(),
});
export type SetAsideRow = z.output<typeof SetAsideRow>;

export const AttendanceLine = StudentLine.extend({
  /** Since when chronically absent without a break; null: not now. */
  chronicSince: dateField.nullable(),
  /** What one more counted day would meet. */
  close: z.array(
    z.object({ pack: z.string(), criterion: z.string(), title: z.string(), have: z.number(), need: z.number() }),
  ),
});
export type AttendanceLine = z.output<typeof AttendanceLine>;

const list = { method: 'GET', tag: 'home' } as const;
const query = z.object({ school: schoolField, ...pageQuery });

export const dataContract = {
  readDaysWithoutRecords: route({
    ...list,
    path: '/api/data/days',
    summary: 'Days in session on which no student of the school has a record that counts, the latest first.',
    action: 'see-worklist',
    query,
    ok: pageOf(DayWithoutRecords),
  }),
  readUnverified: route({
    ...list,
    path: '/api/data/unverified',
    summary: 'Absences of the last two weeks of which nobody has said whether they are excused, the latest first.',
    action: 'see-worklist',
    query,
    ok: pageOf(UnverifiedDay),
  }),
  readMissingAddresses: route({
    ...list,
    path: '/api/data/addresses',
    summary: 'What is due and cannot reach somebody it is for.',
    action: 'see-worklist',
    query,
    ok: pageOf(MissingAddress),
  }),
  readSetAside: route({
    ...list,
    path: '/api/data/set-aside',
    summary: 'Rows of attendance that cannot be counted, with the reason and what is allowed.',
    action: 'see-worklist',
    query,
    ok: pageOf(SetAsideRow),
  }),
  readAttendanceList: route({
    ...list,
    path: '/api/data/attendance',
    summary: 'Students by days missed, the most first.',
    action: 'see-student',
    query: query.extend({
      /** `chronic`: 10% and more; `near-chronic`: two more days would be enough; `new-chronic`: since a day from `since` to `until`. */
      band: z.enum([...BandField.options, 'all', 'close', 'chronic', 'near-chronic', 'new-chronic']).default('all'),
      since: dateField.optional(),
      until: dateField.optional(),
      /** '': every grade. */
      grade: z.string().max(20).default(''),
    }),
    ok: pageOf(AttendanceLine),
  }),
};
