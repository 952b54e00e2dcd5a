/** Changing what is known of a person and their roles: from a day on, with the reason. */
import type pg from 'pg';
import { withTransaction, type Database } from '../../db/index.ts';
import { todayInDistrict } from '../../db/zone.ts';
import { Refusal } from '../../problem.ts';
import type { Grant } from '../actor.ts';
import { sessionCacheOf } from '../sign-in/session-cache.ts';
import { giveGrants } from './add-person.ts';
import { noteChange, type ChangeKind, type ChangeNote } from './change-log.ts';
import { requireAdministrator } from './last-administrator.ts';
import { checkedPerson, type PersonInput } from './person-input.ts';

export interface ChangePerson extends PersonInput, ChangeNote {
  readonly districtId: number;
  readonly personId: string;
}

/**
 * Makes the person be as given. Roles that are gone end, new ones begin, on the day of the note.
 * A new e-mail unlinks single sign-on and ends the person's sessions: it may be somebody else's hand from then on.
 * Fails: ProblemError for what cannot be used; Refusal for somebody unknown, without access, or an e-mail in use.
 */
export async function changePerson(
  db: Database,
  input: ChangePerson,
): Promise<{ readonly changed: readonly ChangeKind[] }> {
  const changed = await withTransaction(db, (client) => changeIn(client, input));
  sessionCacheOf(db).forget();
  return { changed };
}

/** As {@link changePerson}, in the caller's transaction. */
export async function changeIn(client: pg.ClientBase, input: ChangePerson): Promise<readonly ChangeKind[]> {
  const { districtId, personId } = input;
  const before = await readForChange(client, input);
  const after = await checkedPerson(client, districtId, input);
  const changed: ChangeKind[] = [];
  const note = async (change: ChangeKind, detail: Record<string, unknown>): Promise<void> => {
    changed.push(change);
    await noteChange(client, { districtId, personId, change, detail }, input);
  };
  if (after.name !== before.name) await note('name', { was: before.name, is: after.name });
  if (after.email !== before.email) await changeEmail(client, input, after.email);
  if (after.email !== before.email) await note('email', { was: before.email, is: after.email });
  if ((after.staffId ?? '') !== before.staff_id) await note('staff', { was: before.staff_id, is: after.staffId ?? '' });
  if (changed.length > 0)
    await client.query(
      `with u as (update sign_in."user" set "name" = $3, "email" = $4, "updatedAt" = $6 where "id" = $2)
       update people set name = $3, email = $4, staff_id = $5 where district_id = $1 and person_id = $2`,
      [districtId, personId, after.name, after.email, after.staffId ?? '', input.at],
    );
  const roles = await changeGrants(client, input, { before: before.grants, after: after.grants });
  if (roles !== undefined) await note('roles', roles);
  return changed;
}

interface Before {
  readonly name: string;
  readonly email: string;
  readonly staff_id: string;
  readonly ended_on: string | null;
  readonly grants: readonly (Grant & { readonly id: number })[];
}

async function readForChange(client: pg.ClientBase, { districtId, personId }: ChangePerson): Promise<Before> {
  const found = await client.query<Before>(
    `select name, email, staff_id, ended_on,
       coalesce((select jsonb_agg(jsonb_build_object('id', g.grant_id, 'role', g.role, 'school', nullif(g.school_id, '')) order by g.grant_id)
         from grants g where g.district_id = p.district_id and g.person_id = p.person_id and g.until_on is null), '[]') as grants
     from people p where district_id = $1 and person_id = $2 for update`,
    [districtId, personId],
  );
  const [row] = found.rows;
  if (row === undefined) throw new Refusal('There is nobody with this id.', { code: 'people.nobody' });
  if (row.ended_on !== null)
    throw new Refusal('The access of this person has ended. Restore it first.', { code: 'people.ended' });
  return row;
}

async function changeEmail(
  client: pg.ClientBase,
  { districtId, personId }: ChangePerson,
  email: string,
): Promise<void> {
  const taken = await client.query('select 1 from people where district_id = $1 and email = $2', [districtId, email]);
  if (taken.rowCount !== 0)
    throw new Refusal(`${email} is in use already. Nothing was changed.`, {
      code: 'people.in-use',
      values: { email },
    });
  await client.query(`delete from sign_in."account" where "userId" = $1 and "providerId" <> 'credential'`, [personId]);
  await client.query('delete from sign_in."session" where "userId" = $1', [personId]);
}

interface Grants {
  readonly before: Before['grants'];
  readonly after: readonly Grant[];
}

/** What changed of the roles; undefined where nothing did. */
async function changeGrants(client: pg.ClientBase, input: ChangePerson, { before, after }: Grants) {
  const { districtId, personId } = input;
  const given = after.filter((grant) => !before.some((old) => isSame(old, grant)));
  const taken = before.filter((old) => !after.some((grant) => isSame(old, grant)));
  if (given.length === 0 && taken.length === 0) return undefined;
  const from = input.from ?? (await todayInDistrict(client, { districtId, now: input.at }));
  await client.query(
    `update grants set until_on = greatest($3::date, from_on), taken_by = $4, taken_at = $5, taken_reason = $6
     where district_id = $1 and grant_id = any($2)`,
    [districtId, taken.map(({ id }) => id), from, input.by, input.at, input.reason],
  );
  await giveGrants(client, { districtId, personId, grants: given, note: input });
  if (taken.some(({ role }) => role === 'system')) await requireAdministrator(client, districtId);
  return { given, taken: taken.map(({ role, school }) => ({ role, school })) };
}

function isSame(one: Grant, other: Grant): boolean {
  return one.role === other.role && one.school === other.school;
}
