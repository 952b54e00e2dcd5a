/** The refusal of what is done for the whole district only. Source: screens.md 6.1, string 13. */
import type { ClientBase } from 'pg';
import { Refusal } from '../problem.ts';
import { lastCalculation } from './last-calculation.ts';

/** Refuses with the reason, the last run and whom to ask. Input: `school` as the person gave it, an id. */
export async function refuseSchoolScope(
  client: Pick<ClientBase, 'query'>,
  { districtId, school }: { readonly districtId: number; readonly school: string },
): Promise<never> {
  const named = await client.query<{ name: string }>(
    'select name from schools where district_id = $1 and school_id = $2',
    [districtId, school],
  );
  const last = await lastCalculation(client, districtId);
  const when =
    last === null
      ? 'never'
      : `${last.finishedAt.toISOString().slice(0, 10)} by ${last.calculatedBy}, as of ${last.asOfOn}`;
  const from = named.rows[0]?.name ?? school;
  throw new Refusal(
    `This is done for the whole district, not from ${from}. Last run: ${when}. ` +
      'It may run at any time; ask the district attendance office, or leave out --school.',
  );
}
