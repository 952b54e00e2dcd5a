/** The date that letters bear which are issued now. */
import type { ClientBase } from 'pg';
import { lastCalculation, refuseFarDay } from '../../calculation/index.ts';
import { parseDay } from '../../engine/index.ts';
import { Refusal } from '../../problem.ts';

interface At {
  readonly districtId: number;
  readonly now: Date;
}

/**
 * Today in the district's zone; the day of the last calculation where that is later, or where today lies far from every
 * day in session (a sample of another year).
 */
export async function letterDay(client: Pick<ClientBase, 'query'>, { districtId, now }: At): Promise<string> {
  const today = await todayInDistrict(client, { districtId, now });
  const last = await lastCalculation(client, districtId);
  if (last === null) return today;
  if (today <= last.asOfOn || (await isFar(client, districtId, today))) return last.asOfOn;
  return today;
}

/** Today in the district's zone, as ISO text. */
export async function todayInDistrict(client: Pick<ClientBase, 'query'>, { districtId, now }: At): Promise<string> {
  const found = await client.query<{ today: string }>(
    `select ($2::timestamptz at time zone time_zone)::date as today from districts where district_id = $1`,
    [districtId, now],
  );
  return found.rows[0]?.today ?? now.toISOString().slice(0, 10);
}

async function isFar(client: Pick<ClientBase, 'query'>, districtId: number, day: string): Promise<boolean> {
  try {
    await refuseFarDay(client, { districtId, asOf: parseDay(day) ?? 0 });
    return false;
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
}
