/** Whom a student's case was given to, and whom a school names for a duty. */
import type pg from 'pg';
import { readNamedPeople, type Duty } from '../../access/index.ts';
import { appendSteps } from './steps.ts';
import type { Who } from './who.ts';

export type CaseDuty = 'supervisor' | 'officer' | 'specialist' | 'agency';

/** `then:` and packs name roles by their long names. */
export const DUTY_OF_ROLE: Readonly<Record<string, Exclude<Duty, 'approver' | 'lead'>>> = {
  'supervisor-of-attendance': 'supervisor',
  'truancy-officer': 'officer',
  'prevention-specialist': 'specialist',
};

export interface Assign {
  readonly student: string;
  readonly caseId: number | null;
  readonly duty: CaseDuty;
  readonly personId: string;
  /** Code of a criterion, or in words. */
  readonly because: string;
}

/** Puts the student within the person's reach. The same again changes nothing. In the caller's transaction. */
export async function assign(client: pg.ClientBase, who: Who, input: Assign): Promise<number> {
  const { student, caseId, duty, personId, because } = input;
  const made = await client.query<{ assignment_id: number }>(
    `insert into case_assignments (district_id, student_id, case_id, duty, person_id, because, from_on, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (district_id, student_id, duty, person_id) where ended_on is null do nothing returning assignment_id`,
    [who.districtId, student, caseId, duty, personId, because, who.on, who.name, who.now],
  );
  const id = made.rows[0]?.assignment_id;
  if (id === undefined) return existing(client, who, input);
  const detail = { duty, person: await nameOf(client, who.districtId, personId), because };
  await appendSteps(client, who, [{ student, caseId, thing: 'assignment', thingId: id, step: 'given', detail }]);
  return id;
}

/** The person no longer sees the student by this assignment. What was done stays theirs on record. */
export async function endAssignment(
  client: pg.ClientBase,
  who: Who,
  input: { readonly assignmentId: number; readonly reason: string },
): Promise<void> {
  const ended = await client.query<{ student_id: string; case_id: number | null; duty: CaseDuty }>(
    `update case_assignments set ended_on = $3, ended_by = $4, ended_reason = $5
      where district_id = $1 and assignment_id = $2 and ended_on is null returning student_id, case_id, duty`,
    [who.districtId, input.assignmentId, who.on, who.name, input.reason],
  );
  await appendSteps(
    client,
    who,
    ended.rows.map((row) => ({
      student: row.student_id,
      caseId: row.case_id,
      thing: 'assignment',
      thingId: input.assignmentId,
      step: 'ended',
      reason: input.reason,
      detail: { duty: row.duty },
    })),
  );
}

/** Whom the school names for a duty on a day, or in the deputy's days the deputy; null: nobody. */
export async function personOfDuty(
  client: pg.ClientBase | pg.Pool,
  districtId: number,
  { school, duty, on }: { readonly school: string; readonly duty: Duty; readonly on: string },
): Promise<{ readonly personId: string; readonly name: string } | null> {
  const named = await readNamedPeople(client, { districtId, schools: [school] });
  const found = named.find((one) => one.duty === duty);
  if (found === undefined) return null;
  const { deputy } = found;
  return deputy !== null && deputy.from <= on && on <= deputy.until
    ? { personId: deputy.personId, name: deputy.name }
    : { personId: found.personId, name: found.name };
}

async function existing(client: pg.ClientBase, who: Who, { student, duty, personId }: Assign): Promise<number> {
  const found = await client.query<{ assignment_id: number }>(
    'select assignment_id from case_assignments where district_id = $1 and student_id = $2 and duty = $3 and person_id = $4 and ended_on is null',
    [who.districtId, student, duty, personId],
  );
  const id = found.rows[0]?.assignment_id;
  if (id === undefined) throw new Error('an assignment that is neither new nor there');
  return id;
}

async function nameOf(client: pg.ClientBase, districtId: number, personId: string): Promise<string> {
  const found = await client.query<{ name: string }>(
    'select name from people where district_id = $1 and person_id = $2',
    [districtId, personId],
  );
  return found.rows[0]?.name ?? '';
}
