import type pg from 'pg';
import { readCalendars, type Calendars } from './duration.ts';
import type { Occasion } from './performer.ts';

/** The calendars of the occasions' schools, by the first day of the school year. */
export async function readYearCalendars(
  client: pg.ClientBase | pg.Pool,
  districtId: number,
  occasions: readonly Pick<Occasion, 'school' | 'yearStart'>[],
): Promise<ReadonlyMap<string, Calendars>> {
  const calendars = new Map<string, Calendars>();
  for (const [yearStart, ofYear] of Map.groupBy(occasions, (one) => one.yearStart)) {
    const schools = [...new Set(ofYear.map(({ school }) => school))];
    calendars.set(yearStart, await readCalendars(client, districtId, schools, yearStart));
  }
  return calendars;
}
