/** Tier II and III: the board, the page of root causes and interventions, plans, reviews. */
import { z } from 'zod';
import { dateField, route, schoolField } from '../route.ts';
import { AnswerField, PartField, TierBoard, TierPage } from './shapes.ts';

const tierField = z.string().regex(/^T[1-9]\d{0,14}$/);
const params = z.object({ tier: tierField });
const words = (most: number) => z.string().trim().max(most);
const reason = z.string().trim().min(1).max(500);
const done = z.object({ tier: z.string() });
const change = { method: 'POST', tag: 'tiers', action: 'manage-tiers', params, ok: done } as const;

export const tiersContract = {
  readTierBoard: route({
    method: 'GET',
    path: '/api/tiers',
    tag: 'tiers',
    summary: 'Students on a list of Tier II and where they stand, or those of Tier III.',
    action: 'see-tiers',
    query: z.object({
      school: schoolField,
      tier: z.enum(['2', '3']).default('2'),
      /** Percent of enrolled days missed, of one of the lists; left out: the widest. */
      list: z.coerce.number<number | string>().min(0).max(100).optional(),
    }),
    ok: TierBoard,
  }),
  readStudentTier: route({
    method: 'GET',
    path: '/api/students/:student/tier',
    tag: 'tiers',
    summary: 'Everything of one student on the board: root causes, what fits, the plan, reviews with attendance.',
    action: 'see-tiers',
    params: z.object({ student: z.string().max(20) }),
    query: z.object({ tier: z.enum(['2', '3']).default('2') }),
    ok: TierPage,
  }),
  enterTier: route({
    method: 'POST',
    path: '/api/students/:student/tier',
    tag: 'tiers',
    summary: 'Puts a student on the board of Tier II; once until it is decided.',
    action: 'manage-tiers',
    status: 201,
    params: z.object({ student: z.string().max(20) }),
    /** Left out: the list the student is on, else by hand. */
    body: z.object({ because: words(60).optional() }),
    ok: done,
  }),
  matchInterventions: route({
    method: 'POST',
    path: '/api/tiers/matches',
    tag: 'tiers',
    summary: 'What of the district’s interventions fits these root causes, the strongest first. Writes nothing.',
    action: 'see-tiers',
    body: z.object({ answers: z.record(z.string().max(60), AnswerField), tier: z.literal([2, 3]) }),
    ok: z.object({
      items: z.array(z.object({ code: z.string(), causes: z.array(z.string()), strength: z.int() })),
    }),
  }),
  assessRootCauses: route({
    ...change,
    method: 'PUT',
    path: '/api/tiers/:tier/root-causes',
    summary: 'Saves the page, or says that another assessment was used. The earlier stays on file.',
    body: z.object({
      kind: z.enum(['matching', 'other']),
      answers: z.record(z.string().max(60), AnswerField),
      practice: words(1000),
      chosen: z.array(z.string().max(60)).max(30),
      document: z.int().positive().nullable(),
      note: words(2000),
    }),
  }),
  makeTierPlan: route({
    ...change,
    method: 'PUT',
    path: '/api/tiers/:tier/plan',
    summary: 'Makes the success plan or the action plan, with or without the family, or changes its lines.',
    body: z.object({
      startOn: dateField,
      reviewOn: dateField,
      familyPart: z.enum(['took-part', 'invited', 'not-reached']),
      familyComments: words(4000),
      lines: z
        .array(z.object({ part: PartField, words: words(500), who: words(120), dueOn: dateField.nullable() }))
        .max(60),
      interventions: z.array(z.string().max(60)).max(30),
    }),
  }),
  implementTierPlan: route({
    ...change,
    path: '/api/tiers/:tier/implement',
    summary: 'Says that the plan is carried out, from a day on.',
    body: z.object({ on: dateField }),
  }),
  shareTierPlan: route({
    ...change,
    path: '/api/tiers/:tier/share',
    idempotent: true,
    summary: 'Gives the plan to the family in its language: by e-mail, else as a letter to print.',
    ok: z.object({ tier: z.string(), emails: z.int(), letters: z.int(), missing: z.int() }),
  }),
  reviewTier: route({
    ...change,
    path: '/api/tiers/:tier/reviews',
    summary: 'A look at the plan with the attendance since, and what comes next: continue, change, close, refer.',
    body: z.object({
      notes: words(4000),
      decision: z.enum(['continue', 'change', 'close', 'refer']),
      reason,
      nextOn: dateField.nullable(),
      view: z.enum(['helped', 'partly', 'not']).nullable(),
    }),
    ok: z.object({ tier: z.string(), referredTo: z.string().nullable() }),
  }),
  giveTier: route({
    ...change,
    path: '/api/tiers/:tier/owner',
    summary: 'Says who answers for it.',
    body: z.object({ person: z.string().min(1).max(100) }),
  }),
  leaveBoard: route({
    ...change,
    path: '/api/tiers/:tier/leave',
    summary: 'Takes a student off the board before a plan was made.',
    body: z.object({ reason }),
  }),
};
