/** Who answers for what: everything that runs has a person, or the people of a role at its school. */
import { z } from 'zod';
import { dateField, pageOf, pageQuery, route, schoolField } from '../route.ts';

export const OWNED_THINGS = ['case', 'plan', 'tier', 'campaign', 'referral', 'contract'] as const;
export const OWNED_QUEUES = ['all', 'overdue', 'waiting'] as const;

export const OwnerShape = z
  .object({
    thing: z.enum(OWNED_THINGS),
    id: z.string(),
    /** Null: the people of the role at the school. */
    person: z.object({ person: z.string(), name: z.string(), isMe: z.boolean() }).nullable(),
    /** By rule: nobody decided it. */
    isByRule: z.boolean(),
    /** As a task's role: `intervention-team`. */
    role: z.string(),
    schoolName: z.string(),
    mayGive: z.boolean(),
    mayTake: z.boolean(),
  })
  .meta({ id: 'Owner' });
export type OwnerShape = z.output<typeof OwnerShape>;

export const OwnedLine = z
  .object({
    thing: z.enum(OWNED_THINGS),
    id: z.string(),
    student: z.string().nullable(),
    /** Of the student; of a campaign its title. */
    name: z.string(),
    grade: z.string(),
    school: z.string(),
    schoolName: z.string(),
    person: z.object({ person: z.string(), name: z.string(), isMe: z.boolean() }).nullable(),
    isByRule: z.boolean(),
    role: z.string(),
    since: dateField,
    /** In words, or `key:` and the name of a sentence of the app; null: no task is open. */
    next: z.string().nullable(),
    waitingOn: z.string(),
    dueOn: dateField.nullable(),
    overdueSchoolDays: z.int(),
    mayGive: z.boolean(),
    mayTake: z.boolean(),
  })
  .meta({ id: 'OwnedLine' });
export type OwnedLine = z.output<typeof OwnedLine>;

const params = z.object({ thing: z.enum(OWNED_THINGS), id: z.string().regex(/^[1-9]\d{0,14}$/, 'a number') });

export const ownersContract = {
  listOwned: route({
    method: 'GET',
    path: '/api/owned',
    tag: 'owners',
    summary:
      'What I answer for, or everybody: files, plans, students on a board, campaigns, referrals, contracts, by when.',
    action: 'do-tasks',
    query: z.object({
      school: schoolField,
      whose: z.enum(['mine', 'all']).default('mine'),
      queue: z.enum(OWNED_QUEUES).default('all'),
      thing: z.enum(['', ...OWNED_THINGS]).default(''),
      ...pageQuery,
    }),
    ok: pageOf(OwnedLine).extend({ counts: z.object({ all: z.int(), overdue: z.int(), waiting: z.int() }) }),
  }),
  readOwner: route({
    method: 'GET',
    path: '/api/owners/:thing/:id',
    tag: 'owners',
    summary: 'Who answers for one thing, and whether that may be changed.',
    action: 'see-cases',
    params,
    ok: OwnerShape,
  }),
  listPossibleOwners: route({
    method: 'GET',
    path: '/api/owners/:thing/:id/people',
    tag: 'owners',
    summary: 'To whom it can be given: people of its school, whom the school names, the district office.',
    action: 'manage-case',
    params,
    ok: z.object({ people: z.array(z.object({ person: z.string(), name: z.string(), role: z.string() })) }),
  }),
  giveOwner: route({
    method: 'POST',
    path: '/api/owners/:thing/:id',
    tag: 'owners',
    summary:
      'Gives it to somebody, or takes it; an empty person leaves it to whom the school names, or the people of the role.',
    action: 'manage-case',
    params,
    body: z.object({ person: z.string().max(100), reason: z.string().trim().max(500).default('') }),
    ok: OwnerShape,
  }),
};
