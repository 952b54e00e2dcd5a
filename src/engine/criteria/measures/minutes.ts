import { recordsOfDate } from '../../attendance/counting.ts';
import type { DateMeasure } from './measure.ts';

/**
 * The counted minutes, at most the day's minutes where the calendar gives them; at two schools each at most its own, then added.
 * Unknown minutes add nothing.
 */
export const MINUTES: DateMeasure = ({ records, district }, counted, i) => {
  const day = counted.days[i] as number;
  const date = recordsOfDate(counted, i);
  const schools = new Set(date.map((record) => records.school[record] as number));
  let total = 0;
  for (const school of schools) {
    let minutes = 0;
    for (const record of date)
      if (records.school[record] === school) minutes += Math.max(0, records.minutes[record] as number);
    const most = district.calendars[school]?.minutesOn(day) ?? -1;
    total += most < 0 ? minutes : Math.min(most, minutes);
  }
  return total;
};
