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

const DAY = 86_400_000;

/** 1 is Monday, 7 is Sunday. Input: days since 1970-01-01, a Thursday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/**
 * The instant at which the clocks of a zone show a local time, both as milliseconds. A time that the clocks leap over in spring comes later
 * by what they leap; of one that comes twice in autumn the first.
 */
export function instantOf(local: number, timeZone: string): number {
  const before = local - offsetAt(timeZone, local - DAY);
  const after = local - offsetAt(timeZone, local + DAY);
  const shown = [Math.min(before, after), Math.max(before, after)].find((at) => localTime(timeZone, at) === local);
  return shown ?? before;
}

function offsetAt(timeZone: string, at: number): number {
  return localTime(timeZone, at) - at;
}

/** What the clocks of the zone show, as if it were UTC. */
export function localTime(timeZone: string, at: number): number {
  const parts = clockOf(timeZone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((one) => one.type === type)?.value ?? 0);
  const second = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return second + (((at % 1000) + 1000) % 1000);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-US-u-ca-gregory', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    clocks.set(timeZone, clock);
  }
  return clock;
}
