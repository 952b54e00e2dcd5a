import type pg from 'pg';
import type { Duty } from '../../access/index.ts';

export type OwnerName = (owned: {
  readonly ownerId: string;
  readonly school: string;
  /** What the school names somebody for. */
  readonly duty: Duty;
}) => string;

/** Names for a list of things: of whom each was given to, else of whom its school names; '' the people of the role. */
export async function readOwnerNames(
  client: pg.ClientBase | pg.Pool,
  ask: { readonly districtId: number; readonly people: readonly string[]; readonly on: string },
): Promise<OwnerName> {
  const given = await client.query<{ id: string; name: string }>(
    `select person_id as id, name from people
      where district_id = $1 and person_id = any ($2) and (ended_on is null or ended_on > $3)`,
    [ask.districtId, [...new Set(ask.people)], ask.on],
  );
  const named = await client.query<{ school: string; duty: string; name: string }>(
    'select school_id as school, duty, name from named_on($1, $2::date)',
    [ask.districtId, ask.on],
  );
  const ofPerson = new Map(given.rows.map(({ id, name }) => [id, name]));
  const ofSchool = new Map(named.rows.map(({ school, duty, name }) => [`${duty}\n${school}`, name]));
  return ({ ownerId, school, duty }) => ofPerson.get(ownerId) ?? ofSchool.get(`${duty}\n${school}`) ?? '';
}
