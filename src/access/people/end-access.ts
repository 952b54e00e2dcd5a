/** Ending a person's access, and giving it back. */
import { withTransaction, type Database } from '../../db/index.ts';
import { todayInDistrict } from '../../db/zone.ts';
import { Refusal } from '../../problem.ts';
import { sessionCacheOf } from '../sign-in/session-cache.ts';
import { requireAdministrator } from './last-administrator.ts';
import { noteChange, type ChangeNote } from './change-log.ts';

export interface EndAccess extends ChangeNote {
  readonly districtId: number;
  readonly personId: string;
}

/**
 * Ends the access from the day of the note on, which is today unless given; then signed-in devices are signed out at once,
 * and single sign-on and links stop working. A later day ends it by itself.
 * Fails: Refusal for somebody unknown, and where nobody would be left who may manage people.
 */
export async function endAccess(
  db: Database,
  input: EndAccess,
): Promise<{ readonly endedOn: string; readonly devices: number }> {
  const { districtId, personId } = input;
  const result = await withTransaction(db, async (client) => {
    const today = await todayInDistrict(client, { districtId, now: input.at });
    const endedOn = input.from ?? today;
    const changed = await client.query(
      'update people set ended_on = $3 where district_id = $1 and person_id = $2 and (ended_on is null or ended_on > $3::date)',
      [districtId, personId, endedOn],
    );
    if (changed.rowCount === 0)
      throw new Refusal('There is nobody with this id whose access could end on this day.', {
        code: 'people.cannot-end',
      });
    await requireAdministrator(client, districtId);
    await noteChange(client, { districtId, personId, change: 'ended', detail: { endedOn } }, input);
    await client.query(
      'update one_time_links set closed_at = $3 where district_id = $1 and person_id = $2 and closed_at is null',
      [districtId, personId, input.at],
    );
    if (endedOn > today) return { endedOn, devices: 0 };
    const ended = await client.query('delete from sign_in."session" where "userId" = $1', [personId]);
    return { endedOn, devices: ended.rowCount ?? 0 };
  });
  sessionCacheOf(db).forget();
  return result;
}

/**
 * Gives access back, with the roles that the person had.
 * Fails: Refusal for somebody unknown or whose access has not ended.
 */
export async function restoreAccess(db: Database, input: EndAccess): Promise<void> {
  const { districtId, personId } = input;
  await withTransaction(db, async (client) => {
    const changed = await client.query(
      'update people set ended_on = null where district_id = $1 and person_id = $2 and ended_on is not null',
      [districtId, personId],
    );
    if (changed.rowCount === 0)
      throw new Refusal('There is nobody with this id whose access has ended.', { code: 'people.not-ended' });
    await noteChange(client, { districtId, personId, change: 'restored' }, input);
  });
  sessionCacheOf(db).forget();
}
