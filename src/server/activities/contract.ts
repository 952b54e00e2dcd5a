/** What was done for belonging with one student: a restorative conversation, engaging the family, relationship mapping. */
import { z } from 'zod';
import { dateField, route } from '../route.ts';

export const ACTIVITY_KINDS = [
  'restorative-conversation',
  'engage-family',
  'relationship-mapping',
  'event',
  'other',
] as const;

export const StudentActivity = z
  .object({
    activity: z.int(),
    kind: z.enum(ACTIVITY_KINDS),
    what: z.string(),
    on: dateField,
    state: z.enum(['planned', 'done', 'called-off']),
    doneOn: dateField.nullable(),
    note: z.string(),
    by: z.string(),
    student: z.string().nullable(),
  })
  .meta({ id: 'StudentActivity' });
export type StudentActivity = z.output<typeof StudentActivity>;

const params = z.object({ student: z.string().max(20) });

export const activitiesContract = {
  readStudentActivities: route({
    method: 'GET',
    path: '/api/students/:student/support-activities',
    tag: 'campaigns',
    summary: 'What was done for belonging with one student, the latest first.',
    action: 'see-tiers',
    params,
    ok: z.object({ items: z.array(StudentActivity), mayAdd: z.boolean() }),
  }),
  addStudentActivity: route({
    method: 'POST',
    path: '/api/students/:student/support-activities',
    tag: 'campaigns',
    summary: 'Plans or logs an activity with one student.',
    action: 'manage-tiers',
    status: 201,
    params,
    body: z.object({
      kind: z.enum(ACTIVITY_KINDS),
      what: z.string().trim().min(1).max(300),
      on: dateField,
      /** What came of it, where it is done already; null: planned. */
      done: z.string().trim().max(1000).nullable(),
    }),
    ok: z.object({ activity: z.int() }),
  }),
};
