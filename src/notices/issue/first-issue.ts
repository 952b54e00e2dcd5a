/** A district's first issue: nothing was carried over or adopted, so the whole past would go out at once. */
import type pg from 'pg';

/** Whether no notice is on file yet, of whatever origin. */
export async function isFirstIssue(client: pg.ClientBase | pg.Pool, districtId: number): Promise<boolean> {
  const found = await client.query('select 1 from notices where district_id = $1 limit 1', [districtId]);
  return found.rowCount === 0;
}

/** The warning, with the number it would send. */
export function firstIssueWarning(notices: number): string {
  const [what, verb] = notices === 1 ? ['1 notice', 'goes'] : [`${notices} notices`, 'go'];
  return [
    `First issue: no letter sent before Rollcall was carried over, and nothing was adopted. ${what} ${verb} out now, for everything since the school year began.`,
    'If families have had letters already: import them as "issued" events, or settle the past with rollcall adopt --as-of DATE.',
  ].join('\n');
}
