/** Activity eligibility of a student: the overall status, and what each source says until when. */
import { z } from 'zod';
import { dateField, route } from '../route.ts';

const Coded = z.object({ code: z.string(), name: z.object({ en: z.string(), es: z.string() }), isKnown: z.boolean() });

export const StudentEligibility = z
  .object({
    /** Of today; without one eligibility is nobody's concern. */
    activities: z.array(z.string()),
    overall: z.object({
      status: Coded,
      /** Its last day; null: open. */
      until: dateField.nullable(),
      /** Whose status it is; null: nobody says anything, so the mildest status of the catalog holds. */
      source: z.string().nullable(),
    }),
    /** Newest first. */
    records: z.array(
      z.object({
        source: z.string(),
        status: Coded,
        from: dateField,
        until: dateField.nullable(),
        /** Of ours, for ending it; null for what another source says. */
        record: z.int().nullable(),
        before: Coded.nullable(),
        because: z.string().nullable(),
        notice: z.string().nullable(),
        state: z.enum(['active', 'expired', 'ended', 'other']),
        endedBy: z.string(),
        endedReason: z.string(),
        holds: z.boolean(),
        isMostSevere: z.boolean(),
      }),
    ),
    mayEnd: z.boolean(),
  })
  .meta({ id: 'StudentEligibility' });
export type StudentEligibility = z.output<typeof StudentEligibility>;

export const eligibilityContract = {
  readStudentEligibility: route({
    method: 'GET',
    path: '/api/students/:student/eligibility',
    tag: 'eligibility',
    summary: 'Who says what of the student’s activity eligibility, which is the most severe, and when each ends.',
    action: 'see-student',
    params: z.object({ student: z.string().max(20) }),
    ok: StudentEligibility,
  }),
  endEligibility: route({
    method: 'POST',
    path: '/api/eligibility/:record/end',
    tag: 'eligibility',
    summary: 'Ends a status that attendance gave, from today on, with a reason.',
    action: 'manage-incident',
    params: z.object({ record: z.coerce.number<number | string>().int().positive() }),
    body: z.object({ reason: z.string().trim().min(3).max(500) }),
    ok: z.object({ record: z.int() }),
  }),
};
