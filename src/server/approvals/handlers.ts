/** Approvers of schools, and the link of the weekly mail. */
import {
  actorOfPerson,
  closeApprovalLink,
  coversSchool,
  DUTIES,
  namePerson,
  reachOf,
  readApprovalLink,
  readNamedPeople,
  readPeople,
  recordAudit,
  scopedDatabase,
  type NamedPerson as Named,
  type Reach,
} from '../../access/index.ts';
import { isMailOn } from '../../messages/index.ts';
import { readSchedules } from '../../jobs/index.ts';
import { Refusal } from '../../problem.ts';
import { schoolsOf, withRevision, type Context, type Handlers } from '../context.ts';
import { problem, problemOfRoom } from '../problems.ts';
import { withTitles } from '../titles.ts';
import { approveTrigger, declineTrigger, visitTrigger, type Deciding } from '../triggers/one-trigger.ts';
import { readComputedWorklist } from '../worklist/computed-worklist.ts';
import type { approvalsContract, LinkItem, NamedPerson } from './contract.ts';

export const approvalsHandlers: Handlers<typeof approvalsContract> = {
  readApprovers: async (context) => {
    const { query, reach, parts, districtId } = context;
    const schools = schoolsOf(reach, query.school);
    const { counts } = await readComputedWorklist(context, schools);
    const named = await readNamedPeople(parts.db.pool, { districtId, schools });
    return {
      waiting: counts['to-approve'],
      approvers: named.filter(({ duty }) => duty === 'approver').map(namedOf),
      nextMailAt: await nextMailAt(context),
    };
  },
  listNamedPeople: async ({ params, reach, parts, districtId }) => {
    if (!coversSchool(reach, params.school) && reach.kind !== 'district') throw problem('not-found');
    const named = await readNamedPeople(parts.db.pool, { districtId, schools: [params.school] });
    const people = await readPeople(parts.db, { districtId, now: parts.now(), withEnded: false });
    return {
      items: DUTIES.map((duty) => {
        const found = named.find((one) => one.duty === duty);
        return found === undefined ? nobody(params.school, duty) : namedOf(found);
      }),
      candidates: people
        .filter((person) => person.grants.some(({ school }) => school === null || school === params.school))
        .map(({ personId, name }) => ({ person: personId, name })),
    };
  },
  namePerson: async (context) => {
    const { params, body, reach, parts, districtId, actor, revision, audit } = context;
    const { school, duty } = params;
    if (!coversSchool(reach, school)) throw problem('not-found');
    const deputy =
      body.deputy === null ? null : { personId: body.deputy.person, from: body.deputy.from, until: body.deputy.until };
    const request = { districtId, school, duty, personId: body.person, deputy, reason: body.reason };
    const named = await namePerson(parts.db, {
      ...request,
      by: actor.name,
      now: parts.now(),
      revision: Number.parseInt(revision, 10),
    });
    if (named === null) {
      const [present] = (await readNamedPeople(parts.db.pool, { districtId, schools: [school] })).filter(
        (one) => one.duty === duty,
      );
      throw problem('stale', { present: present === undefined ? nobody(school, duty) : namedOf(present) });
    }
    await audit({ action: 'name-person', detail: { school, duty } });
    return withRevision(context, named.revision, namedOf(named));
  },
  readApprovalLink: async (context) => {
    const acting = await openLink(context, context.body.secret);
    const found = await itemsOf(acting);
    const { db } = acting.parts;
    const { language } = acting.actor;
    const { items, students } = await withTitles(found, { db, districtId: acting.districtId, language });
    await acting.audit({ action: 'view-list', students, detail: { list: 'approvals', by: 'link' } });
    return {
      person: acting.actor.name,
      school: acting.schoolName,
      expiresAt: acting.expiresAt.toISOString(),
      language: acting.actor.language,
      items,
    };
  },
  decideByLink: async (context) => {
    const { secret, decisions } = context.body;
    const acting = await openLink(context, secret);
    const { parts, districtId } = context;
    if (!(await closeApprovalLink(parts.db.pool, { districtId, secret, now: parts.now() }))) throw problem('not-found');
    const done = { approve: 0, decline: 0 };
    const left: { trigger: string; reason: string }[] = [];
    for (const { trigger, decision, reason } of decisions) {
      const refused = await decideOne(acting, { trigger, decision, reason });
      if (refused === null) done[decision] += 1;
      else left.push({ trigger, reason: refused });
    }
    return { approved: done.approve, declined: done.decline, left };
  },
};

/** What a link lets its person do: as they are today, at the one school, nothing but this. */
type Acting = Deciding & {
  /** In place of a session: what was visited by this person's link. */
  readonly sessionId: string;
  readonly school: string;
  readonly schoolName: string;
  readonly expiresAt: Date;
};

type Opening = Pick<Context, 'parts' | 'districtId' | 'request'>;

/** Fails: `not-found` for a link that is unknown, used, replaced or too late, and where the person may not approve any more. */
async function openLink(context: Opening, secret: string): Promise<Acting> {
  const { parts, districtId, request } = context;
  const now = parts.now();
  const link = await readApprovalLink(parts.db.pool, { districtId, secret, now });
  const actor = link === null ? null : await actorOfPerson(parts.db.pool, { districtId, personId: link.personId, now });
  if (link === null || actor === null || !coversSchool(reachOf(actor, 'approve-trigger'), link.school))
    throw problem('not-found');
  const reach: Reach = { kind: 'schools', schools: new Set([link.school]) };
  const found = await parts.db.pool.query<{ name: string }>(
    'select name from schools where district_id = $1 and school_id = $2',
    [districtId, link.school],
  );
  return {
    parts,
    districtId,
    actor,
    reach,
    db: scopedDatabase(parts.db, actor, reach),
    audit: (entry) => recordAudit(parts.db.pool, { actor, districtId, from: request.ip, at: parts.now() }, entry),
    sessionId: `link ${link.personId}`,
    school: link.school,
    schoolName: found.rows[0]?.name ?? link.school,
    expiresAt: link.expiresAt,
  };
}

async function itemsOf(acting: Acting): Promise<{ readonly items: LinkItem[]; readonly students: string[] }> {
  const { entries } = await readComputedWorklist(acting, [acting.school]);
  const lines = entries.map(({ line }) => line).filter(({ state }) => state === 'to-approve');
  const items: LinkItem[] = [];
  for (const { trigger, name, grade, level, title, metOn, sentBefore } of lines) {
    const { why, decided, counted } = await visitTrigger(acting, { trigger, school: acting.school });
    items.push({
      trigger,
      name,
      grade,
      level,
      title,
      metOn,
      why,
      decided,
      counted: counted.map(({ on, code, period }) => ({ on, code, period })),
      sentBefore: sentBefore.map((one) => ({ level: one.level, on: one.on, state: one.state })),
    });
  }
  return { items, students: [...new Set(lines.map(({ student }) => student))] };
}

/** Null when it was decided; else why not. */
async function decideOne(
  acting: Acting,
  { trigger, decision, reason }: { readonly trigger: string; readonly decision: string; readonly reason: string },
): Promise<string | null> {
  try {
    await (decision === 'approve' ? approveTrigger : declineTrigger)(acting, { trigger, reason });
    return null;
  } catch (error) {
    const known = problemOfRoom(error);
    if (known === undefined) throw error;
    return error instanceof Refusal ? error.message : known.shape.title;
  }
}

async function nextMailAt({ parts, districtId }: Pick<Context, 'parts' | 'districtId'>): Promise<string | null> {
  if (!(await isMailOn(parts.db.pool, districtId, parts.env))) return null;
  const schedules = await readSchedules(parts.db.pool, districtId);
  const found = schedules.find(({ job }) => job === 'approval-mail');
  return found?.isOn === true ? (found.nextAt?.toISOString() ?? null) : null;
}

function namedOf({ school, duty, personId, name, deputy, revision }: Named): NamedPerson {
  return {
    school,
    duty,
    name,
    revision,
    person: personId,
    deputy:
      deputy === null ? null : { person: deputy.personId, name: deputy.name, from: deputy.from, until: deputy.until },
  };
}

function nobody(school: string, duty: NamedPerson['duty']): NamedPerson {
  return { school, duty, person: null, name: '', deputy: null, revision: 0 };
}
