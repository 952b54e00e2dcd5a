/** A requirement that a person says is not needed, with the reason; taken back, it is asked for again. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import { NEVER_WAIVED, type Requirement } from './requirement.ts';

export interface Waiver {
  readonly requirement: string;
  readonly reason: string;
  readonly by: string;
}

export interface WaiverAbout {
  readonly thing: 'plan' | 'referral';
  readonly id: number;
}

/** Those that hold. */
export async function readWaivers(
  client: Pick<pg.ClientBase | pg.Pool, 'query'>,
  { districtId, about }: { readonly districtId: number; readonly about: WaiverAbout },
): Promise<readonly Waiver[]> {
  const found = await client.query<Waiver>(
    `select requirement, reason, made_by as by from requirement_waivers
      where district_id = $1 and thing = $2 and thing_id = $3 and ended_at is null order by waiver_id`,
    [districtId, about.thing, about.id],
  );
  return found.rows;
}

export interface WaiverInput {
  readonly student: string;
  readonly caseId: number | null;
  readonly about: WaiverAbout;
  readonly requires: readonly Requirement[];
  readonly requirement: string;
  readonly reason: string;
}

/** Fails: Refusal for what nobody may leave out, or what is not asked for. */
export async function waive(client: pg.ClientBase, who: Who, input: WaiverInput): Promise<void> {
  const { student, caseId, about, requires, requirement, reason } = input;
  const asked = requires.find(({ key }) => key === requirement);
  if (asked === undefined) throw new Refusal('This is not asked for.', { code: 'requirements.not-asked' });
  if (NEVER_WAIVED.has(asked.kind))
    throw new Refusal('This cannot be left out: without it the file is turned back.', { code: 'requirements.never' });
  const made = await client.query(
    `insert into requirement_waivers (district_id, student_id, thing, thing_id, requirement, reason, made_by_id, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (district_id, thing, thing_id, requirement) where ended_at is null do nothing`,
    [who.districtId, student, about.thing, about.id, requirement, reason, who.personId, who.name, who.now],
  );
  if (made.rowCount === 0) throw new Refusal('Somebody said so already.', { code: 'requirements.said' });
  const detail = { requirement };
  await appendSteps(client, who, [
    { student, caseId, thing: about.thing, thingId: about.id, step: 'requirement-not-needed', reason, detail },
  ]);
}

/** Asks for it again. */
export async function unwaive(
  client: pg.ClientBase,
  who: Who,
  { student, caseId, about, requirement }: Omit<WaiverInput, 'requires' | 'reason'>,
): Promise<void> {
  const ended = await client.query(
    `update requirement_waivers set ended_by = $5, ended_at = $6
      where district_id = $1 and thing = $2 and thing_id = $3 and requirement = $4 and ended_at is null`,
    [who.districtId, about.thing, about.id, requirement, who.name, who.now],
  );
  if (ended.rowCount === 0) throw new Refusal('This is asked for already.', { code: 'requirements.asked' });
  await appendSteps(client, who, [
    { student, caseId, thing: about.thing, thingId: about.id, step: 'requirement-needed', detail: { requirement } },
  ]);
}
