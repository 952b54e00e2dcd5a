/** When a schedule is due: days and a time of day in a zone, over every change of its clocks. Pure. */

export interface Rhythm {
  /** 1 is Monday, 7 is Sunday. None: never. */
  readonly days: readonly number[];
  /** `17:32`; seconds behind it do not matter. */
  readonly at: string;
  /** Given: again after so many minutes, whatever the days. */
  readonly everyMinutes?: number | null;
}

const DAY = 86_400_000;

/**
 * The first moment after `after`. Null when there is none.
 * A time that the clocks leap over in spring comes later by what they leap; one that comes twice in autumn is due the first time.
 */
export function nextOccurrence(rhythm: Rhythm, timeZone: string, after: Date): Date | null {
  if (rhythm.everyMinutes !== undefined && rhythm.everyMinutes !== null)
    return new Date(after.getTime() + rhythm.everyMinutes * 60_000);
  const [hours = 0, minutes = 0] = rhythm.at.split(':').map(Number);
  const from = Math.floor(localTime(timeZone, after.getTime()) / DAY);
  for (let day = from - 1; day <= from + 8; day += 1) {
    if (!rhythm.days.includes(weekdayOf(day))) continue;
    const at = instantOf(day * DAY + hours * 3_600_000 + minutes * 60_000, timeZone);
    if (at > after.getTime()) return new Date(at);
  }
  return null;
}

/** The next moments, for a person to see what a schedule means. */
export function nextOccurrences(
  rhythm: Rhythm,
  timeZone: string,
  { after, count }: { readonly after: Date; readonly count: number },
): readonly Date[] {
  const found: Date[] = [];
  for (let last = after; found.length < count;) {
    const next = nextOccurrence(rhythm, timeZone, last);
    if (next === null) break;
    found.push(next);
    last = next;
  }
  return found;
}

/** Days since 1970-01-01, a Thursday. */
function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The instant at which the clocks of a zone show a local time, both as milliseconds. */
function instantOf(local: number, timeZone: string): number {
  const before = local - offsetAt(timeZone, local - DAY);
  const after = local - offsetAt(timeZone, local + DAY);
  const shown = [Math.min(before, after), Math.max(before, after)].find((at) => localTime(timeZone, at) === local);
  return shown ?? before;
}

function offsetAt(timeZone: string, at: number): number {
  return localTime(timeZone, at) - at;
}

/** What the clocks of the zone show, as if it were UTC. */
function localTime(timeZone: string, at: number): number {
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
