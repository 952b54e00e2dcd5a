/** Referrals. */
import type { ClientBase } from 'pg';
import { z } from 'zod';
import type { Action } from '../../access/index.ts';
import { CASE_FILE_PARTS, fileName, giveFile } from '../../case-files/index.ts';
import {
  acceptReferral,
  actionsOf,
  countReady,
  countReferrals,
  decideReferral,
  DUTY_OF_ROLE,
  findReferral,
  lockReferral,
  makeReferrals,
  personOfDuty,
  readReferralLine,
  readReferralReadiness,
  readReferrals,
  readSteps,
  readStudentPlace,
  REFERRAL,
  referralName,
  requirementsOf,
  returnReferral,
  sendReferral,
  setNextStep,
  unwaive,
  waive,
  withdrawReferral,
  type ReferralLine as Line,
  type ReferralRow,
  type Who,
} from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { caseKeyOf } from '../cases/case-key.ts';
import { inCasework, leaveVisit } from '../cases/place.ts';
import { sealFor } from '../case-files/file-desk.ts';
import { schoolsOf, type Context, type Handlers } from '../context.ts';
import { cursorOf, readCursor, studentKeyOf, studentOfKey } from '../keys.ts';
import { Refusal } from '../../problem.ts';
import { problem } from '../problems.ts';
import { memoryOf } from '../students/open-student.ts';
import { whoOf } from '../who.ts';
import type { ReferralDetail, ReferralLine, referralsContract } from './contract.ts';

export const referralsHandlers: Handlers<typeof referralsContract> = {
  listReferrals: async (context) => {
    const { query, reach, db, districtId, actor, audit } = context;
    const student = query.student === '' ? undefined : await studentOfKey(context, query.student);
    const after = readCursor(z.int(), query.cursor);
    const asked = {
      districtId,
      schools: schoolsOf(reach, query.school),
      ...(reach.kind === 'cases' ? { reviewerId: actor.personId } : {}),
      ...(student === undefined ? {} : { student }),
    };
    const counts = await countReferrals(db.pool, asked);
    const lines = await readReferrals(db.pool, {
      ...asked,
      state: query.tab,
      limit: query.limit,
      ...(after === undefined ? {} : { after }),
    });
    const last = lines.at(-1);
    const students = lines.map(({ studentNo }) => studentKeyOf(studentNo));
    if (query.limit > 0) await audit({ action: 'view-list', students, detail: { list: 'referrals', tab: query.tab } });
    return {
      items: lines.map(lineOf),
      next: lines.length < query.limit || last === undefined ? null : cursorOf(last.referralId),
      total: counts[query.tab],
      counts: { ...counts },
    };
  },
  readReferral: async (context) => {
    const who = await whoOf(context, 'see-referrals');
    const detail = await withTransaction(context.db, (client) => detailOf(context, client, who));
    await leaveVisit(context, { no: Number(detail.student.slice(1)) }, 'referral');
    return detail;
  },
  makeReferral: async (context) => {
    const { params, body, audit } = context;
    const student = await studentOfKey(context, params.student);
    const [made] = await inCasework(context, 'send-referral', async (client, who) => {
      const school = await readStudentPlace(client, { districtId: who.districtId, student, on: who.on });
      const duty = DUTY_OF_ROLE[body.role] ?? 'agency';
      const requires = requirementsOf(['attendance-file', { contacts: 1 }]);
      return makeReferrals(client, who, [
        { student, school, role: body.role, duty, pack: '', criterion: '', noticeId: null, requires, why: body.why },
      ]);
    });
    if (made === undefined) throw new Error('a referral that is neither new nor there');
    const referral = referralName(made.referralId);

    if (!made.isNew)
      throw new Refusal(`A referral to the same runs already: ${referral}.`, {
        code: 'referrals.runs',
        values: { name: referral },
      });
    await audit({ action: 'make-referral', students: [params.student], detail: { referral } });
    return { referral };
  },
  waiveReferralRequirement: (context) =>
    onReferral(context, { action: 'send-referral', entry: 'waive-requirement' }, async (client, who, row) => {
      await lockReferral(client, who, { referralId: row.referralId, action: 'waive' });
      const { isNeeded, reason } = context.body;
      const about = { thing: 'referral', id: row.referralId } as const;
      const given = { student: row.student, caseId: row.caseId, about, requirement: context.params.requirement };
      if (isNeeded) return unwaive(client, who, given);
      if (reason === '')
        throw problem('invalid', { errors: [{ path: 'body.reason', message: 'allowed: why it goes on without' }] });
      return waive(client, who, { ...given, requires: requirementsOf(row.requires), reason });
    }),
  sendReferral: async (context) => {
    const { body, params, actor, districtId, request } = context;
    const who = await whoOf(context, 'send-referral');
    const row = await rowOf(context);
    await requireReady(context, who, row);
    const fileId = await sealFor(context, who, {
      caseId: row.caseId,
      purpose: 'case-file',
      parts: CASE_FILE_PARTS,
      referralId: row.referralId,
    });
    let disclosure: number | null = null;
    await onReferral(
      context,
      { action: 'send-referral', entry: 'send-referral' },
      async (client, acting, { referralId }) => {
        const readiness = await readinessOf(context, client, acting, row);
        const reviewer = body.agency === '' ? await reviewerOf(client, acting, row) : null;
        await sendReferral(client, acting, {
          referralId,
          reviewer,
          agency: body.agency,
          fileId,
          readiness,
          schoolDays: body.schoolDays,
        });
        if (!body.isOutside && body.agency === '') return;
        disclosure = await giveFile(client, acting, {
          fileId,
          party: body.agency === '' ? (reviewer?.name ?? row.role) : body.agency,
          interest: body.interest === '' ? `review of ${referralName(referralId)}` : body.interest,
          on: acting.on,
          audit: { actor, districtId, from: request.ip, at: acting.now },
        });
      },
    );
    return { referral: params.referral, file: fileName(fileId), disclosure };
  },
  withdrawReferral: (context) =>
    onReferral(
      context,
      { action: 'send-referral', entry: 'withdraw-referral', endsReach: true },
      (client, who, { referralId }) => withdrawReferral(client, who, { referralId, reason: context.body.reason }),
    ),
  acceptReferral: (context) =>
    onReferral(context, { action: 'decide-referral', entry: 'accept-referral' }, (client, who, { referralId }) =>
      acceptReferral(client, who, referralId),
    ),
  returnReferral: (context) =>
    onReferral(
      context,
      { action: 'decide-referral', entry: 'return-referral', endsReach: true },
      (client, who, { referralId }) => returnReferral(client, who, { referralId, ...context.body }),
    ),
  setReferralNextStep: (context) =>
    onReferral(context, { action: 'decide-referral', entry: 'set-next-step' }, (client, who, { referralId }) =>
      setNextStep(client, who, { referralId, ...context.body }),
    ),
  decideReferral: (context) =>
    onReferral(context, { action: 'decide-referral', entry: 'decide-referral' }, (client, who, { referralId }) =>
      decideReferral(client, who, { referralId, ...context.body }),
    ),
};

type Asking = Pick<Context, 'db' | 'districtId' | 'parts' | 'audit'> & {
  readonly actor: NonNullable<Context['actor']>;
  readonly params: { readonly referral: string };
};

interface Doing {
  readonly action: Action;
  readonly entry: string;
  /** The reviewer no longer sees the student afterwards: the steps are written beyond the reach that ends with them. */
  readonly endsReach?: boolean;
}

/** Does it in one transaction and leaves its entry. Fails: `not-found` for a referral out of reach. */
async function onReferral(
  context: Asking,
  { action, entry, endsReach = false }: Doing,
  work: (client: ClientBase, who: Who, row: ReferralRow) => Promise<void>,
): Promise<{ referral: string }> {
  const { params, audit, parts } = context;
  const row = await rowOf(context);
  const student = await keyOf(context, row);
  await inCasework(endsReach ? { ...context, db: parts.db } : context, action, (client, who) => work(client, who, row));
  await audit({ action: entry, students: [student], detail: { referral: params.referral } });
  return { referral: params.referral };
}

async function rowOf({ db, districtId, params }: Asking): Promise<ReferralRow> {
  const row = await findReferral(db.pool, { districtId, referralId: Number(params.referral.slice(1)) });
  if (row === undefined) throw problem('not-found');
  return row;
}

async function keyOf({ db, districtId }: Asking, { student }: ReferralRow): Promise<string> {
  const found = await db.pool.query<{ no: number }>(
    'select student_no as no from students where district_id = $1 and student_id = $2',
    [districtId, student],
  );
  return studentKeyOf(found.rows[0]?.no ?? 0);
}

async function readinessOf({ parts }: Asking, client: ClientBase, { districtId, on }: Who, row: ReferralRow) {
  const known = await memoryOf(parts.db).of(client, districtId);
  return readReferralReadiness(client, { districtId, on, known }, row);
}

/** Before a file is made: nobody waits for a file that cannot be sent. */
async function requireReady(context: Asking, who: Who, row: ReferralRow): Promise<void> {
  await withTransaction(context.db, async (client) => {
    await lockReferral(client, who, { referralId: row.referralId, action: 'send' });
    const readiness = await readinessOf(context, client, who, row);
    const missing = readiness.length - countReady(readiness);
    if (missing > 0)
      throw new Refusal(
        `Not yet: ${missing} of ${readiness.length} requirements are missing. Mend them, or say for each why it is not needed.`,
        { code: 'referrals.not-ready', values: { missing, of: readiness.length } },
      );
  });
}

async function reviewerOf(client: ClientBase, { districtId, on }: Who, { role, school }: ReferralRow) {
  const duty = DUTY_OF_ROLE[role];
  return duty === undefined ? null : personOfDuty(client, districtId, { school, duty, on });
}

async function detailOf(context: Asking, client: ClientBase, who: Who): Promise<z.input<typeof ReferralDetail>> {
  const { districtId } = who;
  const referralId = Number(context.params.referral.slice(1));
  const line = await readReferralLine(client, districtId, referralId);
  if (line === undefined) throw problem('not-found');
  const readiness = await readinessOf(context, client, who, line);
  const steps = await readSteps(client, { districtId, about: { thing: 'referral', id: referralId } });
  const named = await reviewerOf(client, who, line);
  return {
    ...lineOf(line),
    case: caseKeyOf(line.caseId),
    plan: line.planId === null ? null : `P${line.planId}`,
    askedBy: line.askedBy,
    acceptedOn: line.acceptedOn,
    missing: [...line.missing],
    returnedReason: line.returnedReason,
    outcomeNotes: line.outcomeNotes,
    requirements: readiness.map(({ days, ...rest }) => ({ ...rest, days: [...days] })),
    ready: countReady(readiness),
    named: named?.name ?? '',
    steps: steps.map(({ step, on, at, by, reason, detail }) => ({ step, on, at, by, reason, detail: { ...detail } })),
    may: [...actionsOf(REFERRAL, { status: line.state, role: who.role })],
  };
}

function lineOf(line: Line): z.input<typeof ReferralLine> {
  const { referralId, studentNo, criterion, fileId, name, grade, school, schoolName, role, state, why, reviewer } =
    line;
  const { whyOn, askedOn, dueOn, lastContactOn, pages, nextStep, nextStepOn, outcome, outcomeOn } = line;
  return {
    referral: referralName(referralId),
    student: studentKeyOf(studentNo),
    because: criterion,
    file: fileId === null ? null : fileName(fileId),
    name,
    grade,
    school,
    schoolName,
    role,
    state,
    why,
    whyOn,
    reviewer,
    askedOn,
    dueOn,
    lastContactOn,
    pages,
    nextStep,
    nextStepOn,
    outcome,
    outcomeOn,
  };
}
