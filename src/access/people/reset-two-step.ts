/** Switching a person's second step off for them: the phone and the recovery codes are gone. */
import { withTransaction, type Database } from '../../db/index.ts';
import { Refusal } from '../../problem.ts';
import { sessionCacheOf } from '../sign-in/session-cache.ts';
import { noteChange, type ChangeNote } from './change-log.ts';

export interface ResetTwoStep extends ChangeNote {
  readonly districtId: number;
  readonly personId: string;
}

/**
 * From then on the password alone lets the person in; they are signed out everywhere.
 * Fails: Refusal for somebody without a second step.
 */
export async function resetTwoStep(db: Database, input: ResetTwoStep): Promise<void> {
  const { districtId, personId } = input;
  await withTransaction(db, async (client) => {
    const changed = await client.query(
      `update sign_in."user" set "twoFactorEnabled" = false, "updatedAt" = $3
       where "id" = $2 and "districtId" = $1 and "twoFactorEnabled"`,
      [districtId, personId, input.at],
    );
    if (changed.rowCount === 0)
      throw new Refusal('This person has no two-step sign-in.', { code: 'people.no-two-step' });
    await client.query('delete from sign_in."twoFactor" where "userId" = $1', [personId]);
    await client.query('delete from sign_in."session" where "userId" = $1', [personId]);
    await noteChange(client, { districtId, personId, change: 'two-step', detail: { on: false } }, input);
  });
  sessionCacheOf(db).forget();
}
