import type { DateMeasure } from './measure.ts';

/**
 * The counted minutes, at most the day's minutes where the calendar gives them; at two schools each at most its own, then added.
 * Unknown minutes add nothing.
 */
export const MINUTES: DateMeasure = {
  amountOf: ({ records, district }, date) => {
    const bySchool = new Map<number, number>();
    for (const record of date) {
      const school = records.school[record] as number;
      bySchool.set(school, (bySchool.get(school) ?? 0) + Math.max(0, records.minutes[record] as number));
    }
    const day = records.day[date[0] as number] as number;
    let total = 0;
    for (const [school, minutes] of bySchool) {
      const most = district.calendars[school]?.minutesOn(day) ?? -1;
      total += most < 0 ? minutes : Math.min(most, minutes);
    }
    return total;
  },
};
