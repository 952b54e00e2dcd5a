/** People and roles: who works with Rollcall, in which roles, since when and why. */
import { z } from 'zod';
import { ACTIONS, ROLES } from '../../access/roles.ts';
import { dateField, pageOf, pageQuery, route, schoolField } from '../route.ts';

const GrantShape = z.object({
  role: z.enum(ROLES),
  /** null: the whole district. */
  school: z.string().max(100).nullable(),
});
export type GrantShape = z.output<typeof GrantShape>;

export const PersonLine = z
  .object({
    person: z.string(),
    name: z.string(),
    email: z.string(),
    /** Id in staff.csv. */
    staffId: z.string().nullable(),
    grants: z.array(GrantShape.extend({ from: dateField })),
    /** `password` and the ids of providers used before. */
    signsInBy: z.array(z.string()),
    hasTwoStep: z.boolean(),
    lastSeenAt: z.iso.datetime().nullable(),
    /** The first day without access. */
    endedOn: dateField.nullable(),
    hasEnded: z.boolean(),
    revision: z.string(),
  })
  .meta({ id: 'Person' });
export type PersonLine = z.output<typeof PersonLine>;

export const PersonDetail = PersonLine.extend({
  changes: z.array(
    z.object({
      change: z.string(),
      detail: z.record(z.string(), z.unknown()),
      from: dateField,
      reason: z.string(),
      by: z.string(),
      at: z.iso.datetime(),
    }),
  ),
}).meta({ id: 'PersonDetail' });
export type PersonDetail = z.output<typeof PersonDetail>;

const personFields = {
  name: z.string().max(200),
  email: z.string().max(200),
  staffId: z.string().max(100).nullable().default(null),
  grants: z.array(GrantShape).max(200),
};
const why = { reason: z.string().trim().min(3).max(500), from: dateField.optional() };

const Link = z.object({ url: z.string(), expiresAt: z.iso.datetime() }).meta({ id: 'OneTimeLink' });

export const RosterAnswer = z
  .object({
    lines: z.array(
      z.object({
        state: z.enum(['new', 'changed', 'same']),
        name: z.string(),
        email: z.string(),
        staffId: z.string().nullable(),
        grants: z.array(GrantShape),
        ends: z.array(GrantShape),
      }),
    ),
    problems: z.array(z.object({ line: z.int().nullable(), path: z.string(), found: z.string(), allowed: z.string() })),
    notInFile: z.int(),
  })
  .meta({ id: 'RosterPlan' });
export type RosterAnswer = z.output<typeof RosterAnswer>;

const LARGEST_ROSTER = 4 * 1024 * 1024;

const see = { tag: 'people', action: 'see-people' } as const;
const manage = { tag: 'people', action: 'manage-people' } as const;
const params = z.object({ person: z.string().max(100) });

export const peopleContract = {
  listPeople: route({
    ...see,
    method: 'GET',
    path: '/api/people',
    summary: 'People by name; a school administrator sees those of the own schools.',
    query: z.object({
      ...pageQuery,
      school: schoolField,
      role: z.enum(ROLES).optional(),
      ended: z.enum(['with', 'without']).default('without'),
    }),
    ok: pageOf(PersonLine),
  }),
  addPerson: route({
    ...manage,
    method: 'POST',
    path: '/api/people',
    summary: 'Adds a person, with a one-time link to set a password where it is asked for.',
    body: z.object({ ...personFields, ...why, link: z.boolean().default(false) }),
    status: 201,
    ok: z.object({ person: z.string(), link: Link.nullable() }),
  }),
  readPerson: route({
    ...see,
    method: 'GET',
    path: '/api/people/:person',
    summary: 'One person, with what was changed, by whom and why.',
    params,
    ok: PersonDetail,
  }),
  changePerson: route({
    ...manage,
    method: 'PUT',
    path: '/api/people/:person',
    summary:
      'Makes the person be as given, from a day on. A new e-mail unlinks single sign-on and signs the person out.',
    params,
    body: z.object({ ...personFields, ...why }),
    ifMatch: true,
    ok: PersonDetail,
  }),
  endAccess: route({
    ...manage,
    method: 'POST',
    path: '/api/people/:person/end',
    summary: 'Ends the access; from today on, the signed-in devices are signed out at once.',
    params,
    body: z.object(why),
    ok: z.object({ endedOn: dateField, devices: z.int() }),
  }),
  restoreAccess: route({
    ...manage,
    method: 'POST',
    path: '/api/people/:person/restore',
    summary: 'Gives access back, with the roles that the person had.',
    params,
    body: z.object({ reason: why.reason }),
    ok: PersonDetail,
  }),
  makePersonLink: route({
    ...manage,
    method: 'POST',
    path: '/api/people/:person/link',
    summary: 'A one-time link with which the person sets a password; an earlier one stops working.',
    params,
    ok: Link,
  }),
  resetTwoStep: route({
    ...manage,
    method: 'POST',
    path: '/api/people/:person/two-step/end',
    summary: 'Switches the person’s two-step sign-in off, and signs them out everywhere: for a lost phone.',
    params,
    body: z.object({ reason: why.reason }),
    ok: PersonDetail,
  }),
  signOutPerson: route({
    ...manage,
    method: 'DELETE',
    path: '/api/people/:person/sessions',
    summary: 'Signs the person out everywhere.',
    params,
    ok: z.object({ ended: z.int() }),
  }),
  planRoster: route({
    ...manage,
    method: 'POST',
    path: '/api/people/roster/plan',
    summary: 'What a roster file would do, and everything that is wrong with it. Changes nothing.',
    body: z.object({ text: z.string() }),
    bodyLimit: LARGEST_ROSTER,
    ok: RosterAnswer,
  }),
  takeInRoster: route({
    ...manage,
    method: 'POST',
    path: '/api/people/roster',
    summary: 'Takes a roster file in, as a whole or not at all. Nobody’s access ends.',
    body: z.object({ text: z.string(), ...why }),
    bodyLimit: LARGEST_ROSTER,
    idempotent: true,
    ok: RosterAnswer,
  }),
  readRoles: route({
    tag: 'people',
    action: 'use-app',
    method: 'GET',
    path: '/api/roles',
    summary: 'Who may do what: the table of role, action and scope.',
    ok: z.object({
      roles: z.array(z.enum(ROLES)),
      rows: z.array(
        z.object({
          action: z.enum(ACTIONS as [string, ...string[]]),
          scopes: z.record(z.enum(ROLES), z.enum(['none', 'schools', 'students', 'cases', 'district'])),
        }),
      ),
    }),
  }),
  countStudentsOf: route({
    ...manage,
    method: 'POST',
    path: '/api/people/reach',
    summary: 'What somebody with these roles would see: how many students, and where.',
    body: z.object({ grants: z.array(GrantShape).max(200), staffId: z.string().max(100).nullable().default(null) }),
    ok: z.object({ students: z.int(), ofDistrict: z.int() }),
  }),
};
