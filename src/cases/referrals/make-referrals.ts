/** Makes referrals: by a criterion for many students at once, or by hand. One that runs for a student and role. */
import type pg from 'pg';
import type { CaseDuty } from '../core/assignments.ts';
import { createTasks, closeTasksAbout } from '../core/create-tasks.ts';
import { dueOn } from '../core/due-on.ts';
import { openCases } from '../core/open-case.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import type { Requirement } from '../requirements/requirement.ts';

export interface NewReferral {
  readonly student: string;
  readonly school: string;
  /** As the pack names it: truancy-officer; or the name of an agency. */
  readonly role: string;
  readonly duty: CaseDuty;
  readonly pack: string;
  readonly criterion: string;
  readonly noticeId: number | null;
  readonly requires: readonly Requirement[];
  /** Why, in words. */
  readonly why: string;
  /** The day on which its criterion was met, ISO; left out by hand. */
  readonly whyOn?: string;
}

export interface MadeReferral {
  readonly referralId: number;
  /** false: one for this role runs already. */
  readonly isNew: boolean;
}

/** Days in session in which the school sends the file. */
const SEND_SCHOOL_DAYS = 3;

/** In the caller's transaction, in their order. Each new one is a task for the administrator: to send the file. */
export async function makeReferrals(
  client: pg.ClientBase,
  who: Who,
  referrals: readonly NewReferral[],
): Promise<readonly MadeReferral[]> {
  if (referrals.length === 0) return [];
  const cases = await openCases(
    client,
    who,
    referrals.map(({ student, school, criterion, noticeId, why }) => ({
      student,
      school,
      because: criterion === '' ? 'by hand' : criterion,
      reason: why,
      noticeId,
    })),
  );
  const made = await client.query<{ id: number; student: string; role: string }>(
    `insert into referrals (district_id, student_id, school_id, case_id, plan_id, role, duty, pack_id, criterion, notice_id, requires, why, why_on, made_on, made_by, made_at)
     select distinct on (n.student_id, n.role) $1, n.student_id, n.school_id, n.case_id,
         (select max(p.plan_id) from plans p where p.district_id = $1 and p.student_id = n.student_id and p.state = 'active'),
         n.role, n.duty, n.pack_id, n.criterion, n.notice_id, n.requires, n.why, n.why_on, $2, $3, $4
       from jsonb_to_recordset($5::jsonb) as n (student_id text, school_id text, case_id bigint, role text, duty text, pack_id text,
         criterion text, notice_id bigint, requires jsonb, why text, why_on date)
      order by n.student_id, n.role
     on conflict (district_id, student_id, role) where closed_on is null do nothing
     returning referral_id as id, student_id as student, role`,
    [
      who.districtId,
      who.on,
      who.name,
      who.now,
      JSON.stringify(referrals.map((one, at) => rowOf(one, cases[at]?.caseId as number))),
    ],
  );
  const fresh = new Map(made.rows.map(({ id, student, role }) => [`${student}\n${role}`, id]));
  const newOnes = new Map(
    referrals.flatMap((referral, at) => {
      const id = fresh.get(`${referral.student}\n${referral.role}`);
      return id === undefined ? [] : [[id, { referral, id, caseId: cases[at]?.caseId as number }] as const];
    }),
  );
  await tell(client, who, [...newOnes.values()]);
  const there = await client.query<{ id: number; student: string; role: string }>(
    `select referral_id as id, student_id as student, role from referrals where district_id = $1 and student_id = any ($2) and closed_on is null`,
    [who.districtId, referrals.map(({ student }) => student)],
  );
  const known = new Map(there.rows.map(({ id, student, role }) => [`${student}\n${role}`, id]));
  return referrals.map(({ student, role }) => ({
    referralId: known.get(`${student}\n${role}`) as number,
    isNew: fresh.has(`${student}\n${role}`),
  }));
}

/** Its criterion is no longer met, and a person takes it back: those that were not sent yet. */
export async function cancelReferrals(
  client: pg.ClientBase,
  who: Who,
  { referrals, reason }: { readonly referrals: readonly number[]; readonly reason: string },
): Promise<void> {
  const cancelled = await client.query<{ id: number; student: string; caseId: number }>(
    `update referrals set state = 'withdrawn', closed_on = $3, revision = revision + 1
      where district_id = $1 and referral_id = any ($2) and state in ('preparing', 'returned')
      returning referral_id as id, student_id as student, case_id as "caseId"`,
    [who.districtId, referrals, who.on],
  );
  for (const { id } of cancelled.rows)
    await closeTasksAbout(client, who, { about: { thing: 'referral', id }, state: 'cancelled', outcome: reason });
  await appendSteps(
    client,
    who,
    cancelled.rows.map(({ id, student, caseId }) => ({
      student,
      caseId,
      thing: 'referral',
      thingId: id,
      step: 'withdrawn',
      reason,
    })),
  );
}

interface New {
  readonly referral: NewReferral;
  readonly id: number;
  readonly caseId: number;
}

async function tell(client: pg.ClientBase, who: Who, made: readonly New[]): Promise<void> {
  await appendSteps(
    client,
    who,
    made.map(({ referral: { student, role, criterion, why }, id, caseId }) => ({
      student,
      caseId,
      thing: 'referral',
      thingId: id,
      step: 'made',
      reason: why,
      detail: { role, because: criterion === '' ? 'by hand' : criterion },
    })),
  );
  const due = await dueOn(
    client,
    who.districtId,
    made.map(({ referral: { school } }) => ({ school, from: who.on, schoolDays: SEND_SCHOOL_DAYS })),
  );
  await createTasks(
    client,
    who,
    made.map(({ referral: { student, school, noticeId }, id, caseId }, at) => ({
      student,
      school,
      what: 'key:send-referral',
      role: 'administrator',
      dueOn: due[at] ?? null,
      caseId,
      noticeId,
      about: { thing: 'referral', id },
    })),
  );
}

function rowOf(one: NewReferral, caseId: number): Readonly<Record<string, unknown>> {
  return {
    student_id: one.student,
    school_id: one.school,
    case_id: caseId,
    role: one.role,
    duty: one.duty,
    pack_id: one.pack,
    criterion: one.criterion,
    notice_id: one.noticeId,
    requires: one.requires,
    why: one.why,
    why_on: one.whyOn ?? null,
  };
}
