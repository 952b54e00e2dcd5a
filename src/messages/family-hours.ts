/** When messages to families may leave: hours of some days, in the district's zone. Pure. */
import { instantOf, localTime, weekdayOf } from '../db/zone.ts';

export interface FamilyHours {
  /** In their order, as `12345`: 1 is Monday, 7 is Sunday. */
  readonly days: string;
  /** As `08:00`: from then on they leave. */
  readonly from: string;
  /** As `19:00`: from then on they wait. */
  readonly until: string;
  /** As `America/Los_Angeles`. */
  readonly timeZone: string;
}

const DAY = 86_400_000;

/** The moment at which a message to a family may leave: `at` itself within the hours, else the next opening. */
export function nextFamilyMoment(hours: FamilyHours, at: Date): Date {
  const { timeZone, days } = hours;
  const today = Math.floor(localTime(timeZone, at.getTime()) / DAY);
  for (let day = today; day <= today + 8; day += 1) {
    if (!days.includes(String(weekdayOf(day)))) continue;
    const opens = instantOf(day * DAY + timeOf(hours.from), timeZone);
    const closes = instantOf(day * DAY + timeOf(hours.until), timeZone);
    if (at.getTime() < closes) return new Date(Math.max(opens, at.getTime()));
  }
  throw new Error('family hours without a day');
}

/** Milliseconds since midnight. */
function timeOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}
