/** When a schedule is due: days and a time of day in a zone, over every change of its clocks. Pure. */
import { instantOf, localTime, weekdayOf } from '../db/zone.ts';

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
