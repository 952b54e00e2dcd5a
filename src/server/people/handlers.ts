/** People and roles. */
import {
  ACTIONS,
  addPerson,
  changePerson,
  countReach,
  endAccess,
  endSessions,
  makePasswordLink,
  planRoster,
  readPeople,
  readPerson,
  readPersonChanges,
  resetTwoStep,
  restoreAccess,
  ROLES,
  scopeOf,
  takeInRoster,
  type Person,
  type RosterPlan,
} from '../../access/index.ts';
import { ProblemError } from '../../problem.ts';
import { schoolsOf, withRevision, type Context, type Handlers } from '../context.ts';
import { problem } from '../problems.ts';
import type { peopleContract, PersonDetail, PersonLine, RosterAnswer } from './contract.ts';

type Asked = Pick<Context, 'districtId' | 'parts' | 'reach'>;

export const peopleHandlers: Handlers<typeof peopleContract> = {
  listPeople: async (context) => {
    const { districtId, parts, query, reach } = context;
    const now = parts.now();
    const schools = schoolsOf(reach, query.school);
    const found = await readPeople(parts.db, { districtId, now, schools, withEnded: query.ended === 'with' });
    const { role } = query;
    const people =
      role === undefined ? found : found.filter(({ grants }) => grants.some((grant) => grant.role === role));
    const from = Math.max(0, Number(query.cursor ?? 0) || 0);
    const next = from + query.limit;
    return {
      items: people.slice(from, next).map((person) => lineOf(person)),
      next: next < people.length ? String(next) : null,
      total: people.length,
    };
  },
  addPerson: async ({ actor, districtId, parts, body, audit }) => {
    const { link, reason, from, ...person } = body;
    const now = parts.now();
    const { personId } = await addPerson(parts.db, { districtId, ...person, by: actor.name, at: now, reason, from });
    await audit({ action: 'add-person', detail: { person: personId, grants: person.grants } });
    if (!link) return { person: personId, link: null };
    const made = await makePasswordLink(parts.db, {
      districtId,
      personId,
      baseUrl: parts.baseUrl,
      by: actor.name,
      now,
    });
    return { person: personId, link: { url: made.url, expiresAt: made.expiresAt.toISOString() } };
  },
  readPerson: async (context) => answerPerson(context, context.params.person),
  changePerson: async (context) => {
    const { actor, districtId, parts, params, body, revision, audit } = context;
    const present = await answerPerson(context, params.person);
    if (present.revision !== revision) throw problem('stale', { present });
    const { reason, from, ...person } = body;
    const note = { by: actor.name, at: parts.now(), reason, from };
    const { changed } = await changePerson(parts.db, { districtId, personId: params.person, ...person, ...note });
    await audit({ action: 'change-person', detail: { person: params.person, changed } });
    return answerPerson(context, params.person);
  },
  endAccess: async (context) => {
    const { actor, districtId, parts, params, body, audit } = context;
    await requirePerson(context, params.person);
    const whose = { districtId, personId: params.person, by: actor.name, at: parts.now() };
    const ended = await endAccess(parts.db, { ...whose, ...body });
    await audit({ action: 'end-access', detail: { person: params.person, ...ended } });
    return ended;
  },
  restoreAccess: async (context) => {
    const { actor, districtId, parts, params, body, audit } = context;
    await requirePerson(context, params.person);
    const whose = { districtId, personId: params.person, by: actor.name, at: parts.now() };
    await restoreAccess(parts.db, { ...whose, ...body });
    await audit({ action: 'restore-access', detail: { person: params.person } });
    return answerPerson(context, params.person);
  },
  makePersonLink: async (context) => {
    const { actor, districtId, parts, params, audit } = context;
    await requirePerson(context, params.person);
    const { baseUrl } = parts;
    const link = { districtId, personId: params.person, baseUrl, by: actor.name, now: parts.now() };
    const { url, expiresAt } = await makePasswordLink(parts.db, link);
    await audit({ action: 'make-link', detail: { person: params.person } });
    return { url, expiresAt: expiresAt.toISOString() };
  },
  resetTwoStep: async (context) => {
    const { actor, districtId, parts, params, body, audit } = context;
    await requirePerson(context, params.person);
    const whose = { districtId, personId: params.person, by: actor.name, at: parts.now() };
    await resetTwoStep(parts.db, { ...whose, ...body });
    await audit({ action: 'switch-two-step', detail: { person: params.person, on: false } });
    return answerPerson(context, params.person);
  },
  signOutPerson: async (context) => {
    const { parts, params, audit } = context;
    await requirePerson(context, params.person);
    const ended = await endSessions(parts.db, { personId: params.person });
    await audit({ action: 'sign-out-device', detail: { person: params.person, devices: ended } });
    return { ended };
  },
  planRoster: async ({ districtId, parts, body }) =>
    rosterAnswer(await planRoster(parts.db, { districtId, text: body.text, now: parts.now() })),
  takeInRoster: async ({ actor, districtId, parts, body, audit }) => {
    const { text, reason, from } = body;
    const now = parts.now();
    const file = { districtId, text, now };
    const plan = await takeInRoster(parts.db, file, { by: actor.name, at: now, reason, from }).catch(inLines);
    const states = plan.lines.map(({ state }) => state);
    await audit({
      action: 'take-in-roster',
      detail: {
        new: states.filter((state) => state === 'new').length,
        changed: states.filter((state) => state === 'changed').length,
      },
    });
    return rosterAnswer(plan);
  },
  readRoles: () => ({
    roles: [...ROLES],
    rows: ACTIONS.map((action) => ({
      action,
      scopes: Object.fromEntries(ROLES.map((role) => [role, scopeOf(role, action)])) as never,
    })),
  }),
  countStudentsOf: ({ districtId, parts, body }) =>
    countReach(parts.db, { districtId, grants: body.grants, staffId: body.staffId, now: parts.now() }),
};

async function requirePerson({ districtId, parts, reach }: Asked, personId: string): Promise<Person> {
  const person = await readPerson(parts.db, { districtId, now: parts.now(), personId, schools: schoolsOf(reach) });
  if (person === undefined) throw problem('not-found');
  return person;
}

async function answerPerson(context: Asked & Pick<Context, 'reply'>, personId: string): Promise<PersonDetail> {
  const { districtId, parts } = context;
  const person = await requirePerson(context, personId);
  const changes = await readPersonChanges(parts.db, { districtId, personId });
  const line = lineOf(person);
  return withRevision(context, line.revision, {
    ...line,
    changes: changes.map(({ at, ...change }) => ({ ...change, at: at.toISOString() })),
  });
}

function lineOf({ personId, lastSeenAt, revision, grants, signsInBy, ...person }: Person): PersonLine {
  return {
    ...person,
    person: personId,
    grants: [...grants],
    signsInBy: [...signsInBy],
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    revision: String(revision),
  };
}

function rosterAnswer({ lines, problems, notInFile }: RosterPlan): RosterAnswer {
  return {
    lines: lines.map((line) => ({ ...line, grants: [...line.grants], ends: [...line.ends] })),
    problems: problems.map(({ line = null, path = '', found, allowed }) => ({ line, path, found, allowed })),
    notInFile,
  };
}

/** The lines of the file go into the places of the problem. */
function inLines(error: unknown): never {
  if (!(error instanceof ProblemError)) throw error;
  throw problem('invalid', {
    errors: error.problems.map(({ line, path = '', found, allowed }) => ({
      path: `line ${line ?? '?'} ${path}`.trim(),
      message: `found ${found}; allowed: ${allowed}`,
    })),
  });
}
