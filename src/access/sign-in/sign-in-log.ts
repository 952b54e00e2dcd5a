/** Who came in, and who tried a password of theirs in vain, from where: entries of the audit. */
import type { Database } from '../../db/index.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { ActorOfSession } from './session-actor.ts';

interface Noted {
  readonly db: Database;
  readonly address: string;
  readonly at: Date;
}

/** Somebody is signed in. `way`: `password`, `two-step` or the id of a provider. */
export async function recordSignIn(
  { db, address, at }: Noted,
  session: ActorOfSession | null,
  way: string,
): Promise<void> {
  if (session === null) return;
  const { actor } = session;
  const who = { actor, districtId: actor.districtId, from: address, at };
  await recordAudit(db.pool, who, { action: 'sign-in', detail: { by: way } });
}

/** A wrong password for somebody who is there. For anybody else there is nobody to write it down for. */
export async function recordWrongPassword({ db, address, at }: Noted, email: string): Promise<void> {
  const found = await db.pool.query<{ district_id: number; person_id: string; name: string }>(
    'select district_id, person_id, name from people where email = $1',
    [email],
  );
  const [person] = found.rows;
  if (person === undefined) return;
  const who = { actor: null, districtId: person.district_id, from: address, at };
  await recordAudit(db.pool, who, { action: 'sign-in', outcome: 'refused', detail: { person: person.person_id } });
}
