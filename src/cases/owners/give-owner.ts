/** Giving a thing to somebody, taking it, or leaving it to the rule again. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import { readPossibleOwners } from '../attendance-file/read-case.ts';
import { requireStep } from '../core/states.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import { OWNED, ownerStates, type OwnedThing } from './owned.ts';
import { readOwner, type Owner } from './read-owner.ts';

export interface GiveOwner {
  readonly thing: OwnedThing;
  readonly id: number;
  /** '' leaves it to the rule. */
  readonly personId: string;
  readonly reason: string;
}

/** In the caller's transaction. Fails: Refusal for somebody who does not work with the school, or what is over. */
export async function giveOwner(client: pg.ClientBase, who: Who, input: GiveOwner): Promise<Owner> {
  const { thing, id, personId, reason } = input;
  const { table, id: key } = OWNED[thing];
  const { districtId, on } = who;
  await client.query(`select 1 from ${table} where district_id = $1 and ${key} = $2 for update`, [districtId, id]);
  const before = await readOwner(client, { districtId, thing, id, on });
  if (before === undefined) throw new Refusal('There is nothing of that number.', { code: 'work.gone' });
  requireStep(ownerStates(thing), { status: before.isRunning ? 'runs' : 'over', action: 'give', who });
  const people = await readWhoMayOwn(client, { districtId, school: before.school, on });
  if (personId !== '' && !people.some((one) => one.personId === personId))
    throw new Refusal('It is given to somebody of its school, whom the school names, or of the district office.', {
      code: 'owners.not-of-school',
    });
  if (personId === before.givenTo) return before;
  await client.query(
    `update ${table} set owner_id = $3, revision = revision + 1 where district_id = $1 and ${key} = $2`,
    [districtId, id, personId],
  );
  const after = await readOwner(client, { districtId, thing, id, on });
  if (after === undefined) throw new Error('a thing that is gone after it was given');
  await appendSteps(client, who, [
    {
      student: after.student,
      school: after.school,
      caseId: after.caseId,
      thing,
      thingId: id,
      step: stepOf(before, after),
      reason,
      detail: { person: after.name, to: after.name, before: before.name, byRule: personId === '', role: after.role },
    },
  ]);
  return after;
}

/** People of the school and the district office, and whom the school names; each once, by name. */
export async function readWhoMayOwn(
  client: pg.ClientBase | pg.Pool,
  ask: { readonly districtId: number; readonly school: string; readonly on: string },
): Promise<readonly { readonly personId: string; readonly name: string; readonly role: string }[]> {
  const people = await readPossibleOwners(client, ask);
  const named = await client.query<{ personId: string; name: string }>(
    `select distinct person_id as "personId", name from named_on($1, $2::date) where school_id = $3`,
    [ask.districtId, ask.on, ask.school],
  );
  const known = new Set(people.map(({ personId }) => personId));
  const others = named.rows.filter(({ personId }) => !known.has(personId)).map((one) => ({ ...one, role: 'officer' }));
  return [...people, ...others].toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
}

function stepOf(before: Owner, after: Owner): string {
  if (after.name === '') return 'owner-left';
  return before.name === '' ? 'owner-named' : 'handed-over';
}
