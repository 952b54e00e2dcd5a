import type { Day } from '../calendar/day.ts';
import type { StudentContext } from '../student-context.ts';
import type { RecordTest } from './selectors.ts';

/** The counted records of one date: indexes into the context's records, in the order of evidence. */
export interface CountedDate {
  readonly day: Day;
  readonly records: readonly number[];
}

/** The counted records of the school year up to the judged day, date by date, in order. Dates without one are left out. */
export function countedDates(context: StudentContext, isCounted: RecordTest, isLookedAt: RecordTest): CountedDate[] {
  const { records, from, to } = context;
  const dates: { day: Day; records: number[] }[] = [];
  let last: { day: Day; records: number[] } | undefined;
  for (let r = from; r < to; r++) {
    if (!isCounted(records, r) || !isLookedAt(records, r)) continue;
    const day = records.day[r] as Day;
    if (last === undefined || last.day !== day) dates.push((last = { day, records: [] }));
    last.records.push(r);
  }
  return dates;
}
