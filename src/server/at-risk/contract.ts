/** Students at risk: reasons with their factors, for a time. */
import { z } from 'zod';
import { dateField, pageOf, pageQuery, route, schoolField } from '../route.ts';

const Coded = z.object({ code: z.string(), name: z.object({ en: z.string(), es: z.string() }) });

const reason = {
  record: z.int(),
  /** Null: factors alone, added by hand. */
  reason: Coded.nullable(),
  factors: z.array(Coded),
  note: z.string(),
  /** Ends: both included. */
  from: dateField,
  until: dateField,
  /** Code of the criterion, or `by hand`. */
  because: z.string(),
  notice: z.string().nullable(),
  madeBy: z.string(),
};

export const AtRiskReason = z
  .object({
    ...reason,
    state: z.enum(['active', 'expired', 'ended']),
    /** Today. */
    holds: z.boolean(),
    endedBy: z.string(),
    endedReason: z.string(),
  })
  .meta({ id: 'AtRiskReason' });
export type AtRiskReason = z.output<typeof AtRiskReason>;

export const AtRiskLine = z
  .object({
    ...reason,
    student: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    grade: z.string(),
  })
  .meta({ id: 'AtRiskLine' });
export type AtRiskLine = z.output<typeof AtRiskLine>;

const codeField = z.string().max(80).default('');
const studentParams = z.object({ student: z.string().max(20) });

export const atRiskContract = {
  listAtRisk: route({
    method: 'GET',
    path: '/api/at-risk',
    tag: 'at-risk',
    summary: 'Students at risk today, by name; by school, reason and factor.',
    action: 'see-cases',
    query: z.object({ school: schoolField, reason: codeField, factor: codeField, ...pageQuery }),
    ok: pageOf(AtRiskLine).extend({ reasons: z.array(Coded), factors: z.array(Coded) }),
  }),
  readStudentAtRisk: route({
    method: 'GET',
    path: '/api/students/:student/at-risk',
    tag: 'at-risk',
    summary: 'Why the student is or was at risk, by which factors, and until when.',
    action: 'see-student',
    params: studentParams,
    ok: z.object({
      /** Newest first. */
      reasons: z.array(AtRiskReason),
      /** What may be chosen when one is added by hand. */
      choices: z.object({ reasons: z.array(Coded), factors: z.array(Coded) }),
      mayChange: z.boolean(),
    }),
  }),
  addAtRisk: route({
    method: 'POST',
    path: '/api/students/:student/at-risk',
    tag: 'at-risk',
    summary: 'Adds a reason, or factors alone, by hand, from today on.',
    action: 'manage-case',
    status: 201,
    params: studentParams,
    body: z.object({
      reason: codeField,
      factors: z.array(z.string().max(80)).max(20),
      note: z.string().trim().max(500),
      until: dateField,
    }),
    ok: z.object({ record: z.int() }),
  }),
  endAtRisk: route({
    method: 'POST',
    path: '/api/at-risk/:record/end',
    tag: 'at-risk',
    summary: 'Ends a reason before its last day, from today on.',
    action: 'manage-case',
    params: z.object({ record: z.coerce.number<number | string>().int().positive() }),
    body: z.object({ reason: z.string().trim().min(3).max(500) }),
    ok: z.object({ record: z.int() }),
  }),
};
