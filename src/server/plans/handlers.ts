/** Intervention plans. */
import type { ClientBase } from 'pg';
import { z } from 'zod';
import {
  addIntervention,
  changePlan,
  createPlanByHand,
  evaluatePlan,
  findPlan,
  finishPlan,
  implementPlan,
  markCopy,
  NOTHING_ASKED,
  notYet,
  personOfDuty,
  planName,
  readCopyContent,
  readPlanFile,
  readPlanReadiness,
  readPlans,
  readStudentPlace,
  recommendationMail,
  recommendToCourt,
  requireReady,
  requiresOf,
  saveGuardianDetails,
  saveStudentDetails,
  stepFiling,
  stepIntervention,
  tellFamily,
  tellSupervisor,
  unwaive,
  waive,
  yearStartOf,
  type PlanRow,
  type Who,
} from '../../cases/index.ts';
import { COURT_PACKET_PARTS } from '../../case-files/index.ts';
import { readCatalog } from '../../catalogs/index.ts';
import type { Action } from '../../access/index.ts';
import { withTransaction } from '../../db/index.ts';
import { letterWithImages, renderOneLetter } from '../../documents/index.ts';
import { buildFor, sealFor, type FileAsked } from '../case-files/file-desk.ts';
import { keptForReach } from '../cases/kept-casework.ts';
import { inCasework, leaveVisit } from '../cases/place.ts';
import { schoolsOf, withRevision, type Context, type Handlers } from '../context.ts';
import { cursorOf, readCursor, studentKeyOf, studentOfKey } from '../keys.ts';
import { Refusal } from '../../problem.ts';
import { problem } from '../problems.ts';
import { memoryOf } from '../students/open-student.ts';
import { whoOf } from '../who.ts';
import type { plansContract } from './contract.ts';
import { answerOf, lineOf } from './plan-answer.ts';

export const plansHandlers: Handlers<typeof plansContract> = {
  listPlans: async (context) => {
    const { query, reach, db, districtId, audit } = context;
    const who = await whoOf(context, 'see-plans');
    const after = readCursor(Cursor, query.cursor);
    const student = query.student === '' ? undefined : await studentOfKey(context, query.student);
    const asked = {
      districtId,
      schools: schoolsOf(reach, query.school),
      time: query.time,
      yearStart: yearStartOf(who.on),
      on: who.on,
      limit: query.limit,
      ...(student === undefined ? {} : { student }),
      ...(after === undefined ? {} : { after }),
    };
    const found = await keptForReach(context, ['plans', asked], () => readPlans(db.pool, asked));
    const last = found.lines.at(-1);
    const students = found.lines.map(({ studentNo }) => studentKeyOf(studentNo));
    await audit({ action: 'view-list', students, detail: { list: 'plans', time: query.time } });
    return {
      items: found.lines.map(lineOf),
      next:
        found.lines.length < query.limit || last === undefined
          ? null
          : cursorOf({ beginsOn: last.beginsOn, planId: last.planId }),
      total: found.total,
    };
  },
  readPlan: async (context) => {
    const who = await whoOf(context, 'see-plans');
    const file = await withTransaction(context.db, async (client) => {
      const known = await memoryOf(context.parts.db).of(client, who.districtId);
      return readPlanFile(client, { districtId: who.districtId, planId: idOf(context.params.plan), on: who.on, known });
    });
    if (file === undefined) throw problem('not-found');
    await leaveVisit(context, file.student, 'plan');
    return withRevision(context, file.plan.revision, await answerOf(context, file, who));
  },
  makePlan: async (context) => {
    const { params, body, audit } = context;
    const student = await studentOfKey(context, params.student);
    const made = await inCasework(context, 'manage-plan', async (client, who) => {
      const school = await readStudentPlace(client, { districtId: who.districtId, student, on: who.on });
      return createPlanByHand(client, who, { student, school, reason: body.reason });
    });
    await audit({ action: 'make-plan', students: [params.student], detail: { plan: planName(made.planId) } });
    return { plan: planName(made.planId) };
  },
  changePlan: (context) =>
    onPlan(context, 'manage-plan', 'change-plan', async (client, who, { planId }) => {
      const { owner, ...body } = context.body;
      const changed = await changePlan(client, who, {
        planId,
        revision: Number(context.revision),
        ...(owner === undefined ? {} : { ownerId: owner }),
        ...body,
      });
      await requireFresh(client, who, changed, planId);
    }),
  implementPlan: (context) =>
    onPlan(context, 'manage-plan', 'implement-plan', (client, who, { planId }) =>
      implementPlan(client, who, { planId, on: context.body.on }),
    ),
  addIntervention: async (context) => {
    const { body } = context;
    let intervention = 0;
    const { plan } = await onPlan(context, 'manage-plan', 'add-intervention', async (client, who, { planId }) => {
      const catalog = await readCatalog(client, who.districtId, 'interventions', who.on);
      const entry = catalog.find(({ code }) => code === body.code);
      if (entry === undefined)
        throw problem('invalid', {
          errors: [{ path: 'body.code', message: 'allowed: an intervention of the district’s catalog' }],
        });
      const title = entry.name[context.actor.language];
      intervention = await addIntervention(client, who, { planId, title, personId: '', ...body });
    });
    return { plan, intervention };
  },
  stepIntervention: (context) =>
    onPlan(context, 'manage-plan', 'step-intervention', (client, who, { planId }) => {
      const { action, reason, ...change } = context.body;
      return stepIntervention(client, who, {
        planId,
        interventionId: context.params.intervention,
        action,
        reason,
        change: withoutUndefined(change),
      });
    }),
  evaluatePlan: (context) =>
    onPlan(context, 'manage-plan', 'evaluate-plan', async (client, who, { planId }) => {
      const changed = await evaluatePlan(client, who, { planId, revision: Number(context.revision), ...context.body });
      await requireFresh(client, who, changed, planId);
    }),
  finishPlan: (context) =>
    onPlan(context, 'manage-plan', 'finish-plan', (client, who, { planId }) =>
      finishPlan(client, who, { planId, ...context.body }),
    ),
  tellFamily: async (context) => {
    let told = { emails: 0, letters: 0, missing: 0 };
    await onPlan(context, 'manage-plan', 'tell-family', async (client, who, { planId }) => {
      const known = await memoryOf(context.parts.db).of(client, who.districtId);
      const { copies, missing } = await tellFamily(client, who, { planId, known });
      const emails = copies.filter(({ way }) => way === 'email').length;
      told = { emails, letters: copies.length - emails, missing };
    });
    return told;
  },
  readPlanCopy: async (context) => {
    const { db, districtId, params, audit } = context;
    const planId = idOf(params.plan);
    const content = await readCopyContent(db.pool, { districtId, planId, copyId: params.copy });
    if (content === undefined) throw problem('not-found');
    const student = await studentOfPlan(context, planId);
    await audit({ action: 'view-document', students: [student], detail: { plan: params.plan, copy: params.copy } });
    const letter = await letterWithImages(context.parts.db.pool, districtId, content);
    return { name: `${params.plan}-${params.copy}.pdf`, type: 'application/pdf', body: await renderOneLetter(letter) };
  },
  markPlanCopy: (context) =>
    onPlan(context, 'manage-plan', 'mark-plan-copy', (client, who, { planId }) =>
      markCopy(client, who, { planId, copyId: context.params.copy, state: context.body.state }),
    ),
  saveStudentDetails: (context) =>
    onPlan(context, 'manage-plan', 'save-student-details', async (client, who, plan) => {
      const isSaved = await saveStudentDetails(client, who, {
        plan,
        revision: Number(context.revision),
        ...context.body,
      });
      if (!isSaved) throw problem('stale');
    }),
  saveGuardianDetails: (context) =>
    onPlan(context, 'manage-plan', 'save-guardian-details', async (client, who, plan) => {
      const known = await memoryOf(context.parts.db).of(client, who.districtId);
      const file = await readPlanFile(client, { districtId: who.districtId, planId: plan.planId, on: who.on, known });
      const guardian = file?.facts.guardians[context.params.guardian - 1]?.guardian;
      if (guardian === undefined) throw problem('not-found');
      await saveGuardianDetails(client, who, { plan, guardian, ...context.body });
    }),
  waivePlanRequirement: (context) =>
    onPlan(context, 'recommend-court', 'waive-requirement', async (client, who, plan) => {
      const { isNeeded, reason } = context.body;
      const { student, caseId, planId } = plan;
      const about = { thing: 'plan', id: planId } as const;
      const given = { student, caseId, about, requirement: context.params.requirement };
      if (isNeeded) return unwaive(client, who, given);
      if (reason === '')
        throw problem('invalid', { errors: [{ path: 'body.reason', message: 'allowed: why it is not needed' }] });
      return waive(client, who, { ...given, requires: await requiresOf(client, who.districtId, plan), reason });
    }),
  previewRecommendation: async (context) => {
    const { parts, params } = context;
    const who = await whoOf(context, 'recommend-court');
    const planId = idOf(params.plan);
    const key = await studentOfPlan(context, planId);
    const found = await withTransaction(context.db, (client) => recommendation(context, client, who, planId));
    await context.audit({ action: 'preview-recommendation', students: [key], detail: { plan: params.plan } });
    const { readiness, supervisor, email } = found;
    const missing = readiness.filter(({ state }) => state === 'missing' || state === 'started').length;
    const { whyNot, whyNotCode } = whyNotToCourt(found, missing);
    return {
      requirements: readiness.map(({ days, ...rest }) => ({ ...rest, days: [...days] })),
      ready: readiness.length - missing,
      isPossible: whyNot === '',
      whyNot,
      whyNotCode,
      supervisor: supervisor?.name ?? '',
      email:
        email === null
          ? null
          : {
              to: email,
              ...recommendationMail({
                plan: params.plan,
                school: found.schoolName,
                by: who.name,
                baseUrl: parts.baseUrl,
              }),
            },
    };
  },
  previewPacket: async (context) => {
    const who = await whoOf(context, 'recommend-court');
    const planId = idOf(context.params.plan);
    const key = await studentOfPlan(context, planId);
    const built = await buildFor(context, who, await packetOf(context, planId));
    await context.audit({
      action: 'view-document',
      students: [key],
      detail: { plan: context.params.plan, packet: 'preview' },
    });
    return { name: `${context.params.plan}-packet.pdf`, type: 'application/pdf', body: built.pdf };
  },
  recommendPlan: async (context) => {
    await sealPacket(context, context.body.reason);
    return onPlan(context, 'recommend-court', 'recommend-plan', async (client, who, { planId, student }) => {
      const { plan, readiness, supervisor } = await recommendation(context, client, who, planId);
      if (supervisor === null) throw new Refusal(NOBODY, { code: 'plans.no-supervisor' });
      const { reason } = context.body;
      const filing = await recommendToCourt(client, who, { planId, reason, supervisor, readiness });
      const { baseUrl } = context.parts;
      await tellSupervisor(client, who, { supervisor, filing, planId, student, school: plan.school, baseUrl });
    });
  },
  withdrawRecommendation: (context) =>
    onPlan(context, 'recommend-court', 'withdraw-recommendation', (client, who, { planId }) =>
      stepFiling(client, who, { planId, action: 'withdraw', reason: context.body.reason }),
    ),
  stepFiling: (context) =>
    onPlan(context, 'decide-referral', 'step-filing', (client, who, { planId }) =>
      stepFiling(client, who, { planId, ...context.body }),
    ),
};

const NOBODY = 'The school names no supervisor of attendance. Name one on the page of the school.';
const Cursor = z.object({ beginsOn: z.iso.date(), planId: z.int() });

type Asking = Pick<Context, 'db' | 'districtId' | 'parts' | 'audit'> & {
  readonly actor: NonNullable<Context['actor']>;
  readonly params: { readonly plan: string };
};

/** Does it in one transaction and leaves its entry. Fails: `not-found` for a plan out of reach. */
async function onPlan(
  context: Asking,
  action: Action,
  entry: string,
  work: (client: ClientBase, who: Who, plan: PlanRow) => Promise<void>,
): Promise<{ plan: string }> {
  const { params, audit } = context;
  const planId = idOf(params.plan);
  const student = await studentOfPlan(context, planId);
  await inCasework(context, action, async (client, who) => {
    const plan = await findPlan(client, { districtId: who.districtId, planId });
    if (plan === undefined) throw problem('not-found');
    await work(client, who, plan);
  });
  await audit({ action: entry, students: [student], detail: { plan: params.plan } });
  return { plan: params.plan };
}

/** The key of a plan's student. Fails: `not-found` for a plan out of reach. */
async function studentOfPlan({ db, districtId }: Pick<Context, 'db' | 'districtId'>, planId: number): Promise<string> {
  const found = await db.pool.query<{ no: number }>(
    `select s.student_no as no from plans p join students s on s.district_id = p.district_id and s.student_id = p.student_id
      where p.district_id = $1 and p.plan_id = $2`,
    [districtId, planId],
  );
  const no = found.rows[0]?.no;
  if (no === undefined) throw problem('not-found');
  return studentKeyOf(no);
}

async function recommendation(context: Asking, client: ClientBase, who: Who, planId: number) {
  const { districtId, on } = who;
  const plan = await findPlan(client, { districtId, planId });
  if (plan === undefined) throw problem('not-found');
  const known = await memoryOf(context.parts.db).of(client, districtId);
  const readiness = await readPlanReadiness(client, { districtId, on, known }, plan);
  const supervisor = await personOfDuty(client, districtId, { school: plan.school, duty: 'supervisor', on });
  const found = await client.query<{ email: string | null; school: string }>(
    `select (select email from people where district_id = $1 and person_id = $3) as email,
       coalesce((select name from schools where district_id = $1 and school_id = $2), $2) as school`,
    [districtId, plan.school, supervisor?.personId ?? ''],
  );
  return { plan, readiness, supervisor, email: found.rows[0]?.email ?? null, schoolName: found.rows[0]?.school ?? '' };
}

async function packetOf(context: Asking, planId: number): Promise<FileAsked> {
  const plan = await findPlan(context.db.pool, { districtId: context.districtId, planId });
  if (plan === undefined) throw problem('not-found');
  return { caseId: plan.caseId, purpose: 'court-packet', parts: COURT_PACKET_PARTS, planId };
}

function whyNotToCourt(
  { readiness, plan, supervisor }: Awaited<ReturnType<typeof recommendation>>,
  missing: number,
): {
  readonly whyNot: string;
  readonly whyNotCode: '' | 'nothing-asked' | 'kept-from-court' | 'no-supervisor';
} {
  if (readiness.length === 0) return { whyNot: NOTHING_ASKED, whyNotCode: 'nothing-asked' };
  if (missing > 0) return { whyNot: notYet(missing, readiness.length), whyNotCode: '' };
  if (plan.courtBlock !== '') return { whyNot: plan.courtBlock, whyNotCode: 'kept-from-court' };
  if (supervisor === null) return { whyNot: NOBODY, whyNotCode: 'no-supervisor' };
  return { whyNot: '', whyNotCode: '' };
}

/** The packet goes with the recommendation; nobody waits for one that cannot be sent. */
async function sealPacket(context: Asking, reason: string): Promise<void> {
  const who = await whoOf(context, 'recommend-court');
  const planId = idOf(context.params.plan);
  await studentOfPlan(context, planId);
  const { readiness, plan, supervisor } = await withTransaction(context.db, (client) =>
    recommendation(context, client, who, planId),
  );
  requireReady(readiness);
  if (plan.courtBlock !== '')
    throw new Refusal(`This plan is kept from court: ${plan.courtBlock}`, {
      code: 'plans.kept-from-court',
      values: { reason: plan.courtBlock },
    });
  if (supervisor === null) throw new Refusal(NOBODY, { code: 'plans.no-supervisor' });
  const asked = await packetOf(context, planId);
  await sealFor(context, who, { ...asked, recommendation: { by: who.name, reason } });
}

async function requireFresh(client: ClientBase, who: Who, changed: PlanRow | null, planId: number): Promise<void> {
  if (changed !== null) return;
  const present = await findPlan(client, { districtId: who.districtId, planId });
  throw problem('stale', { present: present === undefined ? {} : { revision: present.revision } });
}

function idOf(plan: string): number {
  return Number(plan.slice(1));
}

function withoutUndefined<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
