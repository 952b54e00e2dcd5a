import type pg from 'pg';
import { appendSteps } from './steps.ts';
import type { Who } from './who.ts';

/** Closes files that should not have been opened, with the reason as their outcome. What is in them stays. Safe to repeat. */
export async function closeUnneeded(
  client: pg.ClientBase,
  who: Who,
  { cases, reason }: { readonly cases: readonly number[]; readonly reason: string },
): Promise<void> {
  const closed = await client.query<{ case_id: number; student_id: string }>(
    `update cases set state = 'closed', closed_on = $3, outcome = $4, revision = revision + 1
      where district_id = $1 and case_id = any ($2) and state = 'open' returning case_id, student_id`,
    [who.districtId, cases, who.on, reason],
  );
  await appendSteps(
    client,
    who,
    closed.rows.map((row) => ({
      student: row.student_id,
      caseId: row.case_id,
      thing: 'case',
      thingId: row.case_id,
      step: 'closed',
      reason,
      detail: { outcome: reason },
    })),
  );
}
