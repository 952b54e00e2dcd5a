/** Excusals that somebody proposed: what the attendance office accepts or refuses. */
import { z } from 'zod';
import { dateField, pageOf, pageOrCountQuery, route, schoolField } from '../route.ts';

export const EXCUSAL_STATES = ['proposed', 'accepted', 'refused', 'shown', 'withdrawn'] as const;

export const Excusal = z
  .object({
    excusal: z.int(),
    student: z.string(),
    name: z.string(),
    grade: z.string(),
    school: z.string(),
    schoolName: z.string(),
    document: z.int().nullable(),
    days: z.array(dateField),
    reason: z.string(),
    state: z.enum(EXCUSAL_STATES),
    by: z.string(),
    madeAt: z.iso.datetime(),
    decidedBy: z.string(),
    decidedAt: z.iso.datetime().nullable(),
    decidedReason: z.string(),
    endedOn: dateField.nullable(),
    holds: z.array(z.string()).describe('Criteria whose notices wait for it.'),
    may: z.array(z.enum(['accept', 'refuse', 'withdraw'])),
  })
  .meta({ id: 'Excusal' });
export type Excusal = z.output<typeof Excusal>;

export const excusalsContract = {
  listExcusals: route({
    method: 'GET',
    path: '/api/excusals',
    tag: 'excusals',
    summary: 'Proposed excusals: those that wait first.',
    action: 'decide-trigger',
    query: z.object({ school: schoolField, show: z.enum(['open', 'all']).default('open'), ...pageOrCountQuery }),
    ok: pageOf(Excusal),
  }),
  proposeExcusal: route({
    method: 'POST',
    path: '/api/students/:student/excusals',
    tag: 'excusals',
    summary: 'Proposes days to be excused. Open notices that rest on them wait.',
    action: 'manage-case',
    status: 201,
    params: z.object({ student: z.string().max(20) }),
    body: z.object({ days: z.array(dateField).min(1).max(200), reason: z.string().trim().min(1).max(500) }),
    ok: z.object({ excusal: z.int(), held: z.int() }),
  }),
  decideExcusal: route({
    method: 'POST',
    path: '/api/excusals/:excusal/decide',
    tag: 'excusals',
    summary:
      'Accept: the student information system is changed there, and notices wait until it shows the days excused. Refuse, withdraw: they wait no longer.',
    action: 'decide-trigger',
    params: z.object({ excusal: z.coerce.number<string | number>().int().positive() }),
    body: z.object({
      action: z.enum(['accept', 'refuse', 'withdraw']),
      reason: z.string().trim().max(500).default(''),
    }),
    ok: z.object({ excusal: z.int() }),
  }),
};
