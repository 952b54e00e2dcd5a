/** What runs out by itself: a calculation writes its end down, so that it stands in the history as whatever people do. */
import type pg from 'pg';
import { appendSteps } from './steps.ts';
import type { Who } from './who.ts';

const RUNNING_OUT = [
  ['eligibility_records', 'eligibility'],
  ['at_risk_records', 'at-risk'],
] as const;

/** Ends eligibility statuses and at-risk reasons whose last day is before `who.on`. Returns how many. Safe to repeat. */
export async function endExpired(client: pg.ClientBase, who: Who): Promise<number> {
  let ended = 0;
  for (const [table, thing] of RUNNING_OUT) {
    const rows = await client.query<{ id: number; student: string; school: string; on: string }>(
      `update ${table} set state = 'expired', ended_on = until_on + 1, ended_by = $3
        where district_id = $1 and state = 'active' and until_on < $2
        returning record_id as id, student_id as student, school_id as school, ended_on as "on"`,
      [who.districtId, who.on, who.name],
    );
    ended += rows.rows.length;
    await appendSteps(
      client,
      who,
      rows.rows.map(({ id, student, school, on }) => ({ student, school, thing, thingId: id, step: 'expired', on })),
    );
  }
  return ended;
}
