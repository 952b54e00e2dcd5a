/** Referrals: the reviewer's inbox, and what a school prepares and sends. */
import { z } from 'zod';
import { dateField, pageOf, pageOrCountQuery, route, schoolField } from '../route.ts';
import { RequirementField } from '../plans/shapes.ts';

const referralField = z.string().regex(/^R[1-9]\d{0,14}$/);
const params = z.object({ referral: referralField });
const words = (most: number) => z.string().trim().max(most);
const reason = z.string().trim().min(1).max(1000);
const done = z.object({ referral: z.string() });
const ReferralStateField = z.enum(['preparing', 'new', 'in-review', 'returned', 'decided', 'withdrawn']);
export const OutcomeField = z.enum([
  'back-to-school',
  'warning',
  'home-visit',
  'services',
  'court',
  'recovered',
  'other',
]);
const TabField = z.enum(['preparing', 'new', 'in-review', 'returned', 'decided']);

export const ReferralLine = z
  .object({
    /** `R12`. */
    referral: z.string(),
    student: z.string(),
    name: z.string(),
    grade: z.string(),
    school: z.string(),
    schoolName: z.string(),
    role: z.string(),
    state: ReferralStateField,
    /** Code of the criterion; '' by hand. */
    because: z.string(),
    why: z.string(),
    /** The day on which its criterion was met; null by hand. */
    whyOn: dateField.nullable(),
    reviewer: z.string(),
    askedOn: dateField.nullable(),
    dueOn: dateField.nullable(),
    lastContactOn: dateField.nullable(),
    /** `F12`; null: not sent yet. */
    file: z.string().nullable(),
    pages: z.int().nullable(),
    nextStep: z.string(),
    nextStepOn: dateField.nullable(),
    outcome: z.union([OutcomeField, z.literal('')]),
    outcomeOn: dateField.nullable(),
  })
  .meta({ id: 'ReferralLine' });
export type ReferralLine = z.output<typeof ReferralLine>;

export const ReferralDetail = ReferralLine.extend({
  case: z.string(),
  /** `P12`; null: no plan. */
  plan: z.string().nullable(),
  askedBy: z.string(),
  acceptedOn: dateField.nullable(),
  missing: z.array(z.string()),
  returnedReason: z.string(),
  outcomeNotes: z.string(),
  requirements: z.array(RequirementField),
  ready: z.int(),
  /** Whom the school names; '' nobody. */
  named: z.string(),
  steps: z.array(
    z.object({
      step: z.string(),
      on: dateField,
      at: z.string(),
      by: z.string(),
      reason: z.string(),
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
  may: z.array(z.enum(['send', 'withdraw', 'accept', 'return', 'next-step', 'decide', 'waive'])),
}).meta({ id: 'ReferralDetail' });
export type ReferralDetail = z.output<typeof ReferralDetail>;

export const referralsContract = {
  listReferrals: route({
    method: 'GET',
    path: '/api/referrals',
    tag: 'referrals',
    summary:
      'Referrals under one tab, the newest first, and how many stand under each. An officer has those that were given to them.',
    action: 'see-referrals',
    query: z.object({
      school: schoolField,
      tab: TabField.default('new'),
      student: z.string().max(20).default(''),
      ...pageOrCountQuery,
    }),
    ok: pageOf(ReferralLine).extend({ counts: z.record(TabField, z.int()) }),
  }),
  readReferral: route({
    method: 'GET',
    path: '/api/referrals/:referral',
    tag: 'referrals',
    summary: 'One referral: what is asked, the file, what was done, what may be done now.',
    action: 'see-referrals',
    params,
    ok: ReferralDetail,
  }),
  makeReferral: route({
    method: 'POST',
    path: '/api/students/:student/referrals',
    tag: 'referrals',
    summary: 'Prepares a referral by hand.',
    action: 'send-referral',
    status: 201,
    params: z.object({ student: z.string().max(20) }),
    body: z.object({
      role: z.union([
        z.enum(['truancy-officer', 'supervisor-of-attendance', 'prevention-specialist']),
        words(60).min(1),
      ]),
      why: reason,
    }),
    ok: done,
  }),
  waiveReferralRequirement: route({
    method: 'PUT',
    path: '/api/referrals/:referral/requirements/:requirement',
    tag: 'referrals',
    summary: 'Goes on without an earlier step, with the reason; or asks for it again.',
    action: 'send-referral',
    params: z.object({ referral: referralField, requirement: z.string().max(100) }),
    body: z.object({ isNeeded: z.boolean(), reason: words(500).default('') }),
    ok: done,
  }),
  sendReferral: route({
    method: 'POST',
    path: '/api/referrals/:referral/send',
    tag: 'referrals',
    summary:
      'Seals the file and sends it: the reviewer sees this case from then on. A party outside gets a disclosure line.',
    action: 'send-referral',
    idempotent: true,
    params,
    body: z.object({
      /** An agency outside, by name; '' the person whom the school names. */
      agency: words(200).default(''),
      /** Outside the district: what is given is written down as a disclosure. */
      isOutside: z.boolean().default(false),
      interest: words(500).default(''),
      schoolDays: z.int().min(1).max(60).default(10),
    }),
    ok: z.object({ referral: z.string(), file: z.string(), disclosure: z.int().nullable() }),
  }),
  withdrawReferral: route({
    method: 'POST',
    path: '/api/referrals/:referral/withdraw',
    tag: 'referrals',
    summary: 'Takes a referral back, with the reason.',
    action: 'send-referral',
    params,
    body: z.object({ reason }),
    ok: done,
  }),
  acceptReferral: route({
    method: 'POST',
    path: '/api/referrals/:referral/accept',
    tag: 'referrals',
    summary: 'The reviewer takes it.',
    action: 'decide-referral',
    params,
    ok: done,
  }),
  returnReferral: route({
    method: 'POST',
    path: '/api/referrals/:referral/return',
    tag: 'referrals',
    summary: 'Back to the school: what is ticked as missing becomes its tasks.',
    action: 'decide-referral',
    params,
    body: z.object({ missing: z.array(words(100).min(1)).max(20), reason }),
    ok: done,
  }),
  setReferralNextStep: route({
    method: 'POST',
    path: '/api/referrals/:referral/next-step',
    tag: 'referrals',
    summary: 'What the reviewer does next, and when.',
    action: 'decide-referral',
    params,
    body: z.object({ nextStep: reason, on: dateField.nullable() }),
    ok: done,
  }),
  decideReferral: route({
    method: 'POST',
    path: '/api/referrals/:referral/decide',
    tag: 'referrals',
    summary: 'The outcome, with its day.',
    action: 'decide-referral',
    params,
    body: z.object({ outcome: OutcomeField, notes: words(4000), on: dateField }),
    ok: done,
  }),
};
