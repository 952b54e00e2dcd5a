/** Adding a person: by an administrator, a roster file, the command line or the first-run link. Nobody signs up. */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { withTransaction, type Database } from '../../db/index.ts';
import { todayInDistrict } from '../../db/zone.ts';
import { Refusal } from '../../problem.ts';
import type { Grant } from '../actor.ts';
import { sessionCacheOf } from '../sign-in/session-cache.ts';
import { noteChange, type ChangeNote } from './change-log.ts';
import { checkedPerson, type PersonInput } from './person-input.ts';

export interface AddPerson extends PersonInput, ChangeNote {
  readonly districtId: number;
}

/**
 * Adds a person with their roles. They get in by single sign-on with this e-mail, or by a one-time link to set a password.
 * Fails: ProblemError for what cannot be used; Refusal where the e-mail is somebody's already.
 */
export async function addPerson(db: Database, input: AddPerson): Promise<{ readonly personId: string }> {
  const result = await withTransaction(db, (client) => insertPerson(client, input));
  sessionCacheOf(db).forget();
  return result;
}

/** As {@link addPerson}, in the caller's transaction. */
export async function insertPerson(client: pg.ClientBase, input: AddPerson): Promise<{ readonly personId: string }> {
  const { districtId, at, by } = input;
  const { name, email, staffId, grants } = await checkedPerson(client, districtId, input);
  const personId = randomUUID();
  const added = await client.query(
    `insert into people (district_id, person_id, name, email, staff_id, added_by, added_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing`,
    [districtId, personId, name, email, staffId ?? '', by, at],
  );
  if (added.rowCount === 0)
    throw new Refusal(`${email} is in use already. Nobody was added.`, {
      code: 'people.in-use',
      values: { email },
    });
  await client.query(
    `insert into sign_in."user" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt", "twoFactorEnabled", "districtId")
     values ($1, $2, $3, true, $4, $4, false, $5)`,
    [personId, name, email, at, districtId],
  );
  await giveGrants(client, { districtId, personId, grants, note: input });
  await noteChange(client, { districtId, personId, change: 'added', detail: { grants } }, input);
  return { personId };
}

export interface GrantsOf {
  readonly districtId: number;
  readonly personId: string;
  readonly grants: readonly Grant[];
  readonly note: ChangeNote;
}

/** Gives roles from the day of the note. */
export async function giveGrants(
  client: pg.ClientBase,
  { districtId, personId, grants, note }: GrantsOf,
): Promise<void> {
  const from = note.from ?? (await todayInDistrict(client, { districtId, now: note.at }));
  await client.query(
    `insert into grants (district_id, person_id, role, school_id, from_on, given_by, given_at, reason)
     select $1, $2, g.role, coalesce(g.school, ''), $4, $5, $6, $7 from jsonb_to_recordset($3::jsonb) g (role text, school text)`,
    [districtId, personId, JSON.stringify(grants), from, note.by, note.at, note.reason],
  );
}
