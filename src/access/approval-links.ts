/** The links of the weekly mail: one person approves or declines at one school, once, without signing in. */
import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';

/** Until the next weekly mail has surely come. Unit: days. */
const APPROVAL_LINK_DAYS = 8;

export interface ApprovalLink {
  readonly districtId: number;
  readonly personId: string;
  readonly school: string;
}

/** Makes a link; earlier ones of the person at the school stop working. The secret is nowhere but in what is returned. */
export async function makeApprovalLink(
  client: pg.Pool | pg.ClientBase,
  { districtId, personId, school, baseUrl, now }: ApprovalLink & { readonly baseUrl: string; readonly now: Date },
): Promise<{ readonly url: string; readonly expiresAt: Date }> {
  const secret = randomBytes(24).toString('base64url');
  const expiresAt = new Date(now.getTime() + APPROVAL_LINK_DAYS * 24 * 3600 * 1000);
  await client.query(
    `update approval_links set closed_at = $4
     where district_id = $1 and person_id = $2 and school_id = $3 and closed_at is null`,
    [districtId, personId, school, now],
  );
  await client.query(
    `insert into approval_links (district_id, link_hash, person_id, school_id, made_at, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [districtId, hashOf(secret), personId, school, now, expiresAt],
  );
  // Behind `#`: no server, proxy or log sees it when the page is opened.
  return { url: `${baseUrl}/approve#${secret}`, expiresAt };
}

interface OpenedLink extends ApprovalLink {
  readonly expiresAt: Date;
}

/** Whose link it is. null: unknown, used, replaced or too late. Reading changes nothing: mail scanners open links. */
export async function readApprovalLink(
  client: pg.Pool | pg.ClientBase,
  { districtId, secret, now }: { readonly districtId: number; readonly secret: string; readonly now: Date },
): Promise<OpenedLink | null> {
  const found = await client.query<{ person_id: string; school_id: string; expires_at: Date }>(
    `select person_id, school_id, expires_at from approval_links
     where district_id = $1 and link_hash = $2 and closed_at is null and expires_at > $3`,
    [districtId, hashOf(secret), now],
  );
  const row = found.rows[0];
  return row === undefined
    ? null
    : { districtId, personId: row.person_id, school: row.school_id, expiresAt: row.expires_at };
}

/** Uses a link up. False: another was faster. */
export async function closeApprovalLink(
  client: pg.Pool | pg.ClientBase,
  { districtId, secret, now }: { readonly districtId: number; readonly secret: string; readonly now: Date },
): Promise<boolean> {
  const closed = await client.query(
    `update approval_links set closed_at = $3
     where district_id = $1 and link_hash = $2 and closed_at is null and expires_at > $3`,
    [districtId, hashOf(secret), now],
  );
  return closed.rowCount === 1;
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
