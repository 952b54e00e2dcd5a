/** A calculation's day that lies far from every day in session: most likely a mistyped year. */
import type { ClientBase } from 'pg';
import { formatDay, type Day } from '../engine/index.ts';
import { Refusal } from '../problem.ts';

/** A summer, a whole year without a new calendar, and some days more. Unit: days. */
const FARTHEST = 370;

/**
 * Passes when some school has a day in session within 370 days of the day, or no calendar is on file yet.
 * Fails: Refusal that names the day, and the first and last day in session on file.
 */
export async function refuseFarDay(
  client: Pick<ClientBase, 'query'>,
  { districtId, asOf }: { readonly districtId: number; readonly asOf: Day },
): Promise<void> {
  const found = await client.query<{ first_on: string | null; last_on: string | null; is_near: boolean | null }>(
    `select min(on_date) as first_on, max(on_date) as last_on,
       bool_or(on_date - $2::date between -$3::integer and $3::integer) as is_near
     from calendar_days where district_id = $1`,
    [districtId, formatDay(asOf), FARTHEST],
  );
  const { first_on: first = null, last_on: last = null, is_near: isNear = null } = found.rows[0] ?? {};
  if (first === null || isNear === true) return;
  throw new Refusal(
    `${formatDay(asOf)} is more than ${FARTHEST} days from every day in session on file, from ${first} to ${last}. Is the year right? Nothing was changed.`,
    { code: 'calculate.far', values: { date: formatDay(asOf), first, last: last ?? first } },
  );
}
