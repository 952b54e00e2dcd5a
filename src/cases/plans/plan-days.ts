/** Days that plans are judged by. */
import type { ClientBase } from 'pg';
import { lastCalculation } from '../../calculation/index.ts';
import { formatDay, parseDay, schoolYearStart } from '../../engine/index.ts';

/** ISO: the first day of the school year of a day, from July 1. */
export function yearStartOf(on: string): string {
  return formatDay(schoolYearStart(parseDay(on) ?? 0, '07-01'));
}

/** The day of the last calculation; today before the first. */
export async function asOfDay(
  client: ClientBase,
  { districtId, on }: { readonly districtId: number; readonly on: string },
): Promise<number> {
  const last = await lastCalculation(client, districtId);
  return parseDay(last?.asOfOn ?? on) ?? 0;
}
