/** Days and times in a district's zone. */
import type { ClientBase } from 'pg';

/** The district's zone, by its IANA name. */
export async function readTimeZone(client: Pick<ClientBase, 'query'>, districtId: number): Promise<string> {
  const found = await client.query<{ time_zone: string }>('select time_zone from districts where district_id = $1', [
    districtId,
  ]);
  return found.rows[0]?.time_zone ?? 'America/Los_Angeles';
}

/** Today in the district's zone, as ISO text. */
export async function todayInDistrict(
  client: Pick<ClientBase, 'query'>,
  { districtId, now }: { readonly districtId: number; readonly now: Date },
): Promise<string> {
  return todayIn(await readTimeZone(client, districtId), now);
}

/** The date of an instant in a zone, as ISO text. */
export function todayIn(timeZone: string, at: Date): string {
  let format = DATE_FORMATS.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA-u-ca-gregory', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    DATE_FORMATS.set(timeZone, format);
  }
  return format.format(at);
}

/** Making one costs more than all that a request asks of it. */
const DATE_FORMATS = new Map<string, Intl.DateTimeFormat>();
