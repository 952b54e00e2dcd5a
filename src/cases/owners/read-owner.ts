/** Whose a thing is: the person it was given to, else whom the school names, else the people of a role there. */
import type pg from 'pg';
import { OWNED, type OwnedThing } from './owned.ts';

type Queries = pg.ClientBase | pg.Pool;

export interface Owner {
  readonly student: string | null;
  readonly caseId: number | null;
  readonly school: string;
  readonly schoolName: string;
  readonly isRunning: boolean;
  /** '' by rule. */
  readonly givenTo: string;
  /** The person it was given to or that the school names; '' the people of the role. */
  readonly personId: string;
  readonly name: string;
  readonly role: string;
}

/** Undefined where there is none within reach. Input: `on` today, ISO. */
export async function readOwner(
  client: Queries,
  ask: { readonly districtId: number; readonly thing: OwnedThing; readonly id: number; readonly on: string },
): Promise<Owner | undefined> {
  const { table, id, runs, duty, role } = OWNED[ask.thing];
  const found = await client.query<Owner>(
    `select ${ask.thing === 'campaign' ? 'null::text' : 'o.student_id'} as student, ${caseOf(ask.thing)} as "caseId", o.school_id as school,
        coalesce(s.name, o.school_id) as "schoolName", ${runs} as "isRunning", o.owner_id as "givenTo", ${OWNER_COLUMNS}, ${role} as role
       from ${table} o left join schools s on s.district_id = o.district_id and s.school_id = o.school_id
       ${ownerJoin(duty, '$3')}
      where o.district_id = $1 and o.${id} = $2`,
    [ask.districtId, ask.id, ask.on],
  );
  return found.rows[0];
}

/** Joins `given` and `named` to a row `o` with an owner. Input: SQL of the duty and of today. */
export function ownerJoin(duty: string, on: string): string {
  return `left join people given on given.district_id = o.district_id and given.person_id = o.owner_id
         and (given.ended_on is null or given.ended_on > ${on}::date)
       left join named_on($1, ${on}::date) named on named.school_id = o.school_id and named.duty = ${duty}`;
}

export const OWNER_COLUMNS = `coalesce(given.person_id, named.person_id, '') as "personId", coalesce(given.name, named.name, '') as name`;

export function caseOf(thing: OwnedThing): string {
  if (thing === 'campaign') return 'null::bigint';
  return 'o.case_id';
}
