import type { DateMeasure } from './measure.ts';

/**
 * The counted minutes, at most the day's minutes where the calendar gives them; at two schools each at most its own, then added.
 * Unknown minutes add nothing.
 */
export const MINUTES: DateMeasure = ({ records, district }, counted, i) => {
  const day = counted.days[i] as number;
  const from = counted.starts[i] as number;
  const to = counted.starts[i + 1] as number;
  const schoolAt = (at: number): number => records.school[counted.records[at] as number] as number;
  let total = 0;
  for (let first = from; first < to; first++) {
    const school = schoolAt(first);
    let isSeen = false;
    for (let before = from; before < first && !isSeen; before++) isSeen = schoolAt(before) === school;
    if (isSeen) continue;
    let minutes = 0;
    for (let at = first; at < to; at++) {
      if (schoolAt(at) === school) minutes += Math.max(0, records.minutes[counted.records[at] as number] as number);
    }
    const most = district.calendars[school]?.minutesOn(day) ?? -1;
    total += most < 0 ? minutes : Math.min(most, minutes);
  }
  return total;
};
