/** The welfare step: social services or law enforcement considered, contacted or not needed. */
import { z } from 'zod';
import { dateField, route, schoolField } from '../route.ts';

const AGENCIES = ['social-services', 'law-enforcement', 'other'] as const;
const studentParams = z.object({ student: z.string().max(20) });

const WelfareTask = z.object({
  task: z.int(),
  student: z.string(),
  name: z.string(),
  what: z.string(),
  notice: z.string().nullable(),
  dueOn: dateField.nullable(),
  isOverdue: z.boolean(),
});

export const WelfareStep = z
  .object({
    welfare: z.int(),
    decision: z.enum(['made', 'not-needed']),
    agency: z.enum(['', ...AGENCIES]),
    organisation: z.string(),
    contactName: z.string(),
    on: dateField,
    reason: z.string(),
    disclosure: z.int().nullable(),
    corrects: z.int().nullable(),
    correctedBy: z.int().nullable(),
    by: z.string(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'WelfareStep' });
export type WelfareStep = z.output<typeof WelfareStep>;

const Welfare = z.object({
  steps: z.array(WelfareStep),
  /** Asked for and not taken yet. */
  open: z.array(WelfareTask),
  mayDecide: z.boolean(),
});

export const welfareContract = {
  listWelfare: route({
    method: 'GET',
    path: '/api/welfare',
    tag: 'welfare',
    summary: 'Welfare steps that are asked for and not taken yet, with their last days.',
    action: 'see-cases',
    query: z.object({ school: schoolField }),
    ok: z.object({ items: z.array(WelfareTask), total: z.int() }),
  }),
  readStudentWelfare: route({
    method: 'GET',
    path: '/api/students/:student/welfare',
    tag: 'welfare',
    summary: 'What was decided about a student’s welfare, and what is still asked for.',
    action: 'see-cases',
    params: studentParams,
    ok: Welfare,
  }),
  recordWelfare: route({
    method: 'POST',
    path: '/api/students/:student/welfare',
    tag: 'welfare',
    summary: 'A contact, with its line in the log of disclosures, or why none was needed.',
    action: 'welfare-step',
    status: 201,
    params: studentParams,
    body: z.object({
      task: z.int().nullable().default(null),
      corrects: z.int().nullable().default(null),
      on: dateField,
      reason: z.string().trim().min(1).max(1000),
      contact: z
        .object({
          agency: z.enum(AGENCIES),
          organisation: z.string().trim().min(1).max(200),
          contactName: z.string().trim().max(200),
          given: z.string().trim().min(1).max(1000),
        })
        .nullable(),
    }),
    ok: Welfare,
  }),
};
