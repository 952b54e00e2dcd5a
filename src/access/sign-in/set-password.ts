/** Setting a password: what it must be, and that it ends the other sessions of the person. */
import { randomUUID } from 'node:crypto';
import { withTransaction, type Database } from '../../db/index.ts';
import { ProblemError } from '../../problem.ts';
import { refuseGuessable } from './guessable.ts';
import { hashPassword, LONGEST_PASSWORD, SHORTEST_PASSWORD } from './password.ts';
import { sessionCacheOf } from './session-cache.ts';

export interface SetPassword {
  readonly personId: string;
  readonly password: string;
  readonly now: Date;
  /** The session that stays; all others of the person end. */
  readonly keepSession?: string | undefined;
}

/**
 * Sets the password of a person and ends their other sessions.
 * Fails: ProblemError for a password of the wrong length; Refusal for one that is easy to guess.
 */
export async function setPassword(
  db: Database,
  { personId, password, now, keepSession = '' }: SetPassword,
): Promise<void> {
  checkPassword(password);
  const found = await db.pool.query<{ email: string }>('select email from people where person_id = $1', [personId]);
  refuseGuessable(password, { email: found.rows[0]?.email ?? '' });
  const hash = await hashPassword(password);
  await withTransaction(db, async (client) => {
    const changed = await client.query(
      `update sign_in."account" set "password" = $2, "updatedAt" = $3 where "userId" = $1 and "providerId" = 'credential'`,
      [personId, hash, now],
    );
    if (changed.rowCount === 0)
      await client.query(
        `insert into sign_in."account" ("id", "accountId", "providerId", "userId", "password", "createdAt", "updatedAt")
         values ($1, $2, 'credential', $2, $3, $4, $4)`,
        [randomUUID(), personId, hash, now],
      );
    await client.query('delete from sign_in."session" where "userId" = $1 and "id" <> $2', [personId, keepSession]);
  });
  sessionCacheOf(db).forget();
}

/** Fails: ProblemError. As NIST SP 800-63B has it nothing is asked of its letters; what is easy to guess is refused apart. */
export function checkPassword(password: string): void {
  const { length } = [...password];
  if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD)
    throw new ProblemError([
      {
        path: 'password',
        found: `${length} characters`,
        allowed: `${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters; a few words are easy to remember`,
      },
    ]);
}
