/** What a court asks about a student and a guardian and the student information system does not say. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import type { StudentDetails } from '../requirements/requirement-facts.ts';
import type { PlanRow } from './plan-row.ts';

type OfPlan = Pick<PlanRow, 'planId' | 'student' | 'caseId'>;

/** Returns false where another person changed it meanwhile: `revision` is that which was read, 0 for none. */
export async function saveStudentDetails(
  client: pg.ClientBase,
  who: Who,
  { plan, revision, ...details }: StudentDetails & { readonly plan: OfPlan },
): Promise<boolean> {
  const { gender, eyeColor, hairColor, height, weight } = details;
  const saved = await client.query(
    `insert into court_details as d (district_id, student_id, gender, eye_color, hair_color, height, weight, made_by, made_at)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9
      where $10 = 0 or exists (select from court_details o where o.district_id = $1 and o.student_id = $2)
     on conflict (district_id, student_id) do update set gender = excluded.gender, eye_color = excluded.eye_color,
       hair_color = excluded.hair_color, height = excluded.height, weight = excluded.weight, made_by = excluded.made_by,
       made_at = excluded.made_at, revision = d.revision + 1 where d.revision = $10`,
    [who.districtId, plan.student, gender, eyeColor, hairColor, height, weight, who.name, who.now, revision],
  );
  if (saved.rowCount === 0) return false;
  const given = Object.entries({ gender, eyeColor, hairColor, height, weight }).flatMap(([name, value]) =>
    value === '' ? [] : [name],
  );
  await said(client, who, plan, { step: 'student-details', detail: { given } });
  return true;
}

export interface GuardianDetails {
  readonly guardian: string;
  /** ISO. */
  readonly birthOn: string | null;
  readonly gender: string;
}

/** Fails: Refusal for a guardian who is not on file, or a date that the file of guardians has. */
export async function saveGuardianDetails(
  client: pg.ClientBase,
  who: Who,
  { plan, guardian, birthOn, gender }: GuardianDetails & { readonly plan: OfPlan },
): Promise<void> {
  const found = await client.query<{ birth_on: string | null }>(
    'select birth_on from guardians where district_id = $1 and student_id = $2 and guardian_id = $3',
    [who.districtId, plan.student, guardian],
  );
  const row = found.rows[0];
  if (row === undefined) throw new Refusal('There is no such guardian of this student.', { code: 'plans.no-guardian' });
  if (row.birth_on !== null && birthOn !== null && birthOn !== row.birth_on)
    throw new Refusal('The student information system has a date of birth for this guardian. Correct it there.', {
      code: 'plans.birth-date-there',
    });
  if (birthOn !== null && birthOn >= who.on)
    throw new Refusal('A date of birth lies in the past.', { code: 'plans.birth-date' });
  await client.query(
    `insert into guardian_details as d (district_id, student_id, guardian_id, birth_on, gender, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (district_id, student_id, guardian_id) do update set birth_on = coalesce(excluded.birth_on, d.birth_on),
       gender = case when excluded.gender = '' then d.gender else excluded.gender end, made_by = excluded.made_by,
       made_at = excluded.made_at, revision = d.revision + 1`,
    [who.districtId, plan.student, guardian, row.birth_on === null ? birthOn : null, gender, who.name, who.now],
  );
  await said(client, who, plan, { step: 'guardian-details', detail: { guardian } });
}

async function said(
  client: pg.ClientBase,
  who: Who,
  { planId, student, caseId }: OfPlan,
  what: { readonly step: string; readonly detail: Readonly<Record<string, unknown>> },
): Promise<void> {
  await appendSteps(client, who, [{ student, caseId, thing: 'plan', thingId: planId, ...what }]);
}
