/** The date that letters bear which are issued now. */
import type { ClientBase } from 'pg';
import { lastCalculation, refuseFarDay } from '../../calculation/index.ts';
import { todayInDistrict } from '../../db/zone.ts';
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

async function isFar(client: Pick<ClientBase, 'query'>, districtId: number, day: string): Promise<boolean> {
  try {
    await refuseFarDay(client, { districtId, asOf: parseDay(day) ?? 0 });
    return false;
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
}
