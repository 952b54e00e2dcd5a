/** Who approves at a school, and approving by the link of the weekly mail. The list itself is the tab `to-approve` of the worklist. */
import { z } from 'zod';
import { dateField, route, schoolField } from '../route.ts';

const Deputy = z.object({ person: z.string(), name: z.string(), from: dateField, until: dateField });

/** Whom a school names for a duty. `revision` is what `If-Match` asks for; 0: nobody is named yet. */
export const NamedPerson = z
  .object({
    school: z.string(),
    duty: z.enum(['approver', 'lead', 'supervisor', 'officer', 'specialist']),
    person: z.string().nullable(),
    name: z.string(),
    deputy: Deputy.nullable(),
    revision: z.int(),
  })
  .meta({ id: 'NamedPerson' });
export type NamedPerson = z.output<typeof NamedPerson>;

const secret = z.string().min(20).max(100);

export const LinkItem = z.object({
  trigger: z.string(),
  name: z.string(),
  grade: z.string(),
  level: z.string(),
  title: z.string(),
  metOn: dateField,
  why: z.string().nullable(),
  /** What it waits for, in a sentence. */
  decided: z.string(),
  counted: z.array(z.object({ on: dateField, code: z.string(), period: z.string().nullable() })),
  sentBefore: z.array(z.object({ level: z.string(), on: dateField, state: z.string() })),
});
export type LinkItem = z.output<typeof LinkItem>;

export const approvalsContract = {
  readApprovers: route({
    method: 'GET',
    path: '/api/approvals',
    tag: 'approvals',
    summary: 'Who approves at a school and who stands in, how many wait, and when the next weekly mail comes.',
    action: 'see-worklist',
    query: z.object({ school: schoolField }),
    ok: z.object({
      waiting: z.int(),
      approvers: z.array(NamedPerson),
      /** When the weekly mail comes next; null: it is off, or mail is not set up. */
      nextMailAt: z.iso.datetime().nullable(),
    }),
  }),
  listNamedPeople: route({
    method: 'GET',
    path: '/api/schools/:school/named-people',
    tag: 'approvals',
    summary: 'Whom a school names: approver, supervisor of attendance, truancy officer.',
    action: 'see-schools',
    params: z.object({ school: z.string().min(1).max(100) }),
    ok: z.object({
      items: z.array(NamedPerson),
      candidates: z.array(z.object({ person: z.string(), name: z.string() })),
    }),
  }),
  namePerson: route({
    method: 'PUT',
    path: '/api/schools/:school/named-people/:duty',
    tag: 'approvals',
    summary: 'Names a person for a duty, and a deputy for some days.',
    action: 'manage-school',
    ifMatch: true,
    params: z.object({
      school: z.string().min(1).max(100),
      duty: z.enum(['approver', 'lead', 'supervisor', 'officer', 'specialist']),
    }),
    body: z.object({
      person: z.string().min(1).max(100),
      deputy: Deputy.omit({ name: true }).nullable().default(null),
      reason: z.string().trim().min(1).max(500),
    }),
    ok: NamedPerson,
  }),
  readApprovalLink: route({
    method: 'POST',
    path: '/api/approve-links/read',
    tag: 'approvals',
    summary: 'What waits behind the link of a weekly mail. Reading decides nothing and does not use the link up.',
    action: 'public',
    body: z.object({ secret }),
    ok: z.object({
      person: z.string(),
      school: z.string(),
      expiresAt: z.iso.datetime(),
      language: z.enum(['en', 'es']),
      items: z.array(LinkItem),
    }),
  }),
  decideByLink: route({
    method: 'POST',
    path: '/api/approve-links/decide',
    tag: 'approvals',
    summary: 'Approves and declines what waits, in the name of the person of the link. Uses the link up.',
    action: 'public',
    body: z.object({
      secret,
      decisions: z
        .array(
          z.object({
            trigger: z.string().min(1).max(500),
            decision: z.enum(['approve', 'decline']),
            reason: z.string().trim().min(1).max(500),
          }),
        )
        .min(1)
        .max(500),
    }),
    ok: z.object({
      approved: z.int(),
      declined: z.int(),
      /** Decided by somebody else meanwhile, or no longer met. */
      left: z.array(z.object({ trigger: z.string(), reason: z.string() })),
    }),
  }),
};
