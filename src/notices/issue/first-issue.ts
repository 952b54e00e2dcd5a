/** A district's first issue: nothing was carried over or adopted, so the whole past would go out at once. */
import type pg from 'pg';

/** Whether no notice is on file yet, of whatever origin and at whatever school, whoever asks. */
export async function isFirstIssue(client: pg.ClientBase | pg.Pool, districtId: number): Promise<boolean> {
  const found = await client.query<{ found: boolean }>('select has_notices($1) as found', [districtId]);
  return found.rows[0]?.found !== true;
}

/** The warning, with the number it would send. */
export function firstIssueWarning(notices: number): string {
  const [what, verb] = notices === 1 ? ['1 notice', 'goes'] : [`${notices} notices`, 'go'];
  return [
    `First issue: no letter sent before Rollcall was carried over, and nothing was adopted. ${what} ${verb} out now, for everything since the school year began.`,
    'If families have had letters already: import them as "issued" events, or settle the past with rollcall adopt --as-of DATE.',
  ].join('\n');
}
