/** Finding a student, and everything about one. A student's number of the student information system is never in an address. */
import { z } from 'zod';
import { dateField, pageOf, pageQuery, route } from '../route.ts';
import {
  StudentFamily,
  StudentHead,
  StudentHit,
  StudentNotice,
  StudentWhy,
  StudentYear,
  TimelineGroupField,
  TimelineItem,
} from './shapes.ts';

const params = z.object({ student: z.string().max(20) });

export const studentsContract = {
  searchStudents: route({
    method: 'POST',
    path: '/api/students/search',
    tag: 'students',
    summary:
      'Students by name, number, or a guardian’s name or phone; of those the person may see, the best match first.',
    action: 'find-student',
    body: z.object({
      text: z.string().trim().min(2).max(100),
      limit: z.int().min(1).max(100).default(8),
      cursor: pageQuery.cursor,
    }),
    ok: pageOf(StudentHit),
  }),
  readStudent: route({
    method: 'GET',
    path: '/api/students/:student',
    tag: 'students',
    summary: 'Who the student is, attendance to date, alerts and the next step. Leaves the audit entry of a visit.',
    action: 'see-student',
    params,
    ok: StudentHead,
  }),
  readStudentYear: route({
    method: 'GET',
    path: '/api/students/:student/attendance',
    tag: 'students',
    summary:
      'A school year day by day: what is on record, since when, what it was before, and which days count for which rule.',
    action: 'see-student',
    params,
    query: z.object({
      /** Of its 1 July; left out: the present one. */
      year: z.coerce.number<number | string>().int().min(1900).max(2200).optional(),
    }),
    ok: StudentYear,
  }),
  readStudentWhy: route({
    method: 'GET',
    path: '/api/students/:student/why',
    tag: 'students',
    summary: 'Why, or why not: every criterion in use at the student’s school, as of a day.',
    action: 'see-student',
    params,
    query: z.object({ asOf: dateField.optional() }),
    ok: StudentWhy,
  }),
  readStudentNotices: route({
    method: 'GET',
    path: '/api/students/:student/notices',
    tag: 'students',
    summary: 'Every notice on file, as it was sent, the latest first.',
    action: 'see-notices',
    params,
    query: z.object(pageQuery),
    ok: pageOf(StudentNotice),
  }),
  readStudentTimeline: route({
    method: 'GET',
    path: '/api/students/:student/timeline',
    tag: 'students',
    summary:
      'Everything that happened: imports that changed days, criteria met, decisions, notices, events. The newest first.',
    action: 'see-student',
    params,
    query: z.object({ kind: TimelineGroupField.optional(), ...pageQuery }),
    ok: pageOf(TimelineItem).extend({
      /** What there is to narrow it to, with the number of things, whatever was asked for. */
      kinds: z.array(z.object({ kind: TimelineGroupField, count: z.int() })),
    }),
  }),
  readStudentFamily: route({
    method: 'GET',
    path: '/api/students/:student/family',
    tag: 'students',
    summary: 'Guardians, who gets mail and who must not be told, languages, and siblings the person may see.',
    action: 'see-family',
    params,
    ok: StudentFamily,
  }),
  noteTextWish: route({
    method: 'POST',
    path: '/api/students/:student/texts',
    tag: 'students',
    summary:
      'A guardian told the school that no more text messages should come to the number, or that they should again.',
    action: 'mark-notice',
    params,
    body: z.object({ guardian: z.string().min(1).max(100), wants: z.enum(['no-texts', 'texts']) }),
    ok: z.object({}),
  }),
};
