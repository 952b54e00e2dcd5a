/** Links that work once and for a day: the first administrator of an empty system, and a password for somebody who has none. */
import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { withTransaction, type Database } from '../../db/index.ts';
import { Refusal } from '../../problem.ts';
import { insertPerson } from '../people/add-person.ts';
import { noteChange } from '../people/change-log.ts';
import { refuseGuessable } from './guessable.ts';
import { checkPassword, setPassword } from './set-password.ts';

/** Unit: hours. */
const LINK_HOURS = 24;

type Kind = 'first-administrator' | 'password';

export interface MakeLink {
  readonly districtId: number;
  /** As the browser sees the server. */
  readonly baseUrl: string;
  /** Name of who makes it. */
  readonly by: string;
  readonly now: Date;
}

export interface OneTimeLink {
  /** The secret stands behind `#`, so that no server, proxy or log sees it when the page is opened. */
  readonly url: string;
  readonly expiresAt: Date;
}

/** Whose link it is and until when; `person` is null for the first administrator. */
export interface OpenLink {
  readonly kind: Kind;
  readonly person: { readonly personId: string; readonly name: string; readonly email: string } | null;
  readonly expiresAt: Date;
}

/**
 * A link with which the first administrator comes in; an earlier one stops working.
 * Null where somebody may manage people already: then there is nothing to begin.
 */
export async function makeFirstRunLink(db: Database, link: MakeLink): Promise<OneTimeLink | null> {
  return withTransaction(db, async (client) => {
    await lockFirstRun(client, link.districtId);
    if (await hasAdministrator(client, link.districtId, link.now)) return null;
    return makeLink(client, link, { kind: 'first-administrator', personId: '' });
  });
}

/** The address of {@link makeFirstRunLink}, for what a server says when it starts. */
export async function firstRunLink(db: Database, link: Omit<MakeLink, 'by'>): Promise<string | null> {
  const made = await makeFirstRunLink(db, { ...link, by: 'the server' });
  return made?.url ?? null;
}

/**
 * A link with which a person sets a password; an earlier one of theirs stops working.
 * Fails: Refusal for somebody unknown or without access.
 */
export async function makePasswordLink(
  db: Database,
  link: MakeLink & { readonly personId: string },
): Promise<OneTimeLink> {
  const { districtId, personId, by, now } = link;
  return withTransaction(db, async (client) => {
    const found = await client.query<{ has_ended: boolean }>(
      `select p.ended_on is not null as has_ended from people p where p.district_id = $1 and p.person_id = $2 for update`,
      [districtId, personId],
    );
    if (found.rows[0] === undefined) throw new Refusal('There is nobody with this id.', { code: 'people.nobody' });
    if (found.rows[0].has_ended)
      throw new Refusal('The access of this person has ended. Restore it first.', { code: 'people.ended' });
    await noteChange(
      client,
      { districtId, personId, change: 'link' },
      { by, at: now, reason: 'a link to set a password' },
    );
    return makeLink(client, link, { kind: 'password', personId });
  });
}

/** What a link is for. Null: unknown, used, replaced or too late. */
export async function readLink(db: Database, { districtId, token, now }: UseLink): Promise<OpenLink | null> {
  const found = await db.pool.query<{
    kind: Kind;
    person_id: string;
    name: string | null;
    email: string | null;
    expires_at: Date;
  }>(
    `select l.kind, l.person_id, p.name, p.email, l.expires_at from one_time_links l
     left join people p on p.district_id = l.district_id and p.person_id = l.person_id
     where l.district_id = $1 and l.link_hash = $2 and l.closed_at is null and l.expires_at > $3`,
    [districtId, hashOf(token), now],
  );
  const [row] = found.rows;
  if (row === undefined) return null;
  const person = row.name === null ? null : { personId: row.person_id, name: row.name, email: row.email ?? '' };
  return { kind: row.kind, person, expiresAt: row.expires_at };
}

export interface UseLink {
  readonly districtId: number;
  readonly token: string;
  readonly now: Date;
}

export interface FirstAdministrator extends UseLink {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/**
 * Makes the first administrator, with the roles system and district.
 * Fails: Refusal for a link that does not work any more or a system that has an administrator; ProblemError for what was typed.
 */
export async function useFirstRunLink(db: Database, input: FirstAdministrator): Promise<{ readonly personId: string }> {
  const { districtId, name, email, password, now } = input;
  checkPassword(password);
  refuseGuessable(password, { email });
  const added = await withTransaction(db, async (client) => {
    await lockFirstRun(client, districtId);
    if (await hasAdministrator(client, districtId, now))
      throw new Refusal('Rollcall has an administrator already. Nobody was added.', {
        code: 'people.has-administrator',
      });
    await closeLink(client, input, 'first-administrator');
    const grants = [
      { role: 'system', school: null },
      { role: 'district', school: null },
    ] as const;
    return insertPerson(client, {
      districtId,
      name,
      email,
      grants,
      by: name.trim(),
      at: now,
      reason: 'the first administrator',
    });
  });
  await setPassword(db, { personId: added.personId, password, now });
  return added;
}

/**
 * Sets the password of the link's person, which ends their sessions.
 * Fails: Refusal for a link that does not work any more; ProblemError for a password of the wrong length.
 */
export async function usePasswordLink(
  db: Database,
  input: UseLink & { readonly password: string },
): Promise<{ readonly email: string }> {
  const { districtId, password, now } = input;
  checkPassword(password);
  const person = await withTransaction(db, async (client) => {
    const personId = await closeLink(client, input, 'password');
    const found = await client.query<{ name: string; email: string }>(
      'select name, email from people where district_id = $1 and person_id = $2 and ended_on is null',
      [districtId, personId],
    );
    const [row] = found.rows;
    if (row === undefined) throw new Refusal(GONE, { code: 'people.link-gone' });
    refuseGuessable(password, row);
    await noteChange(
      client,
      { districtId, personId, change: 'password' },
      { by: row.name, at: now, reason: 'by a one-time link' },
    );
    return { personId, email: row.email };
  });
  await setPassword(db, { personId: person.personId, password, now });
  return { email: person.email };
}

const GONE =
  'This link does not work any more: it was used, replaced by a newer one, or is older than a day. Ask for another.';
const FIRST_RUN_LOCK = 7_265_015;

async function makeLink(
  client: pg.ClientBase,
  link: MakeLink,
  of: { readonly kind: Kind; readonly personId: string },
): Promise<OneTimeLink> {
  const { districtId, baseUrl, by, now } = link;
  const token = randomBytes(24).toString('base64url');
  const expiresAt = new Date(now.getTime() + LINK_HOURS * 3_600_000);
  await client.query(
    'update one_time_links set closed_at = $4 where district_id = $1 and kind = $2 and person_id = $3 and closed_at is null',
    [districtId, of.kind, of.personId, now],
  );
  await client.query(
    `insert into one_time_links (district_id, link_hash, kind, person_id, made_by, made_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [districtId, hashOf(token), of.kind, of.personId, by, now, expiresAt],
  );
  const page = of.kind === 'password' ? 'set-password' : 'first-run';
  return { url: `${baseUrl}/${page}#${token}`, expiresAt };
}

/** Closes a link in the caller's transaction, so that of two uses at once only one goes on. */
async function closeLink(client: pg.ClientBase, { districtId, token, now }: UseLink, kind: Kind): Promise<string> {
  const closed = await client.query<{ person_id: string }>(
    `update one_time_links set closed_at = $4
     where district_id = $1 and link_hash = $2 and kind = $3 and closed_at is null and expires_at > $4 returning person_id`,
    [districtId, hashOf(token), kind, now],
  );
  const [row] = closed.rows;
  if (row === undefined) throw new Refusal(GONE, { code: 'people.link-gone' });
  return row.person_id;
}

async function lockFirstRun(client: pg.ClientBase, districtId: number): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1, $2)', [FIRST_RUN_LOCK, districtId]);
}

/** Somebody with access who may manage people. */
async function hasAdministrator(client: pg.ClientBase, districtId: number, now: Date): Promise<boolean> {
  const found = await client.query(
    `select 1 from people p join districts d using (district_id) join grants g using (district_id, person_id)
     cross join lateral (select ($2::timestamptz at time zone d.time_zone)::date as today) t
     where p.district_id = $1 and g.role = 'system' and (p.ended_on is null or p.ended_on > t.today)
       and (g.until_on is null or g.until_on > t.today) limit 1`,
    [districtId, now],
  );
  return found.rowCount === 1;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
