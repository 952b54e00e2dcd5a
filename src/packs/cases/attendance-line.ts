import type { Day } from '../../engine/index.ts';
import { parseCaseDay } from './case-day.ts';

export const ATTENDANCE_LINE =
  'DATE CODE, as `Mon 2025-09-22 U`; several dates with commas, a run with `..`; then any of `35 min`, `in P1 P2`, `of COURSE`, `at SCHOOL`';

/** One line of attendance: a record for each date and period. */
export interface AttendanceLine {
  /** Ends: both included; a run is over the days in session. */
  readonly spans: readonly { readonly first: Day; readonly last: Day }[];
  readonly code: string;
  readonly minutes: number | undefined;
  /** Empty: the whole day. */
  readonly periods: readonly string[];
  readonly course: string | undefined;
  readonly school: string | undefined;
}

const DATE = '(?:[A-Z][a-z]{2} )?\\d{4}-\\d{2}-\\d{2}';
const SPAN = `${DATE}(?:\\.\\.${DATE})?`;
const LINE = new RegExp(
  `^(?<spans>${SPAN}(?:, ${SPAN})*) (?<code>[^ ,]+)(?: (?<minutes>\\d{1,4}) min)?(?: in (?<periods>[^ ]+(?: (?!of |at )[^ ]+)*))?(?: of (?<course>[^ ]+))?(?: at (?<school>[^ ]+))?$`,
);

/** Parses a line such as `Mon 2025-09-22..Wed 2025-09-24 C 50 min in P1 P2 of MATH at oak`. Fails: undefined. */
export function parseAttendanceLine(written: string): AttendanceLine | undefined {
  const parts = written.length > 1000 ? undefined : LINE.exec(written)?.groups;
  if (parts === undefined) return undefined;
  const spans = (parts['spans'] ?? '').split(', ').map(parseSpan);
  if (!spans.every((span) => span !== undefined)) return undefined;
  return {
    spans,
    code: parts['code'] ?? '',
    minutes: parts['minutes'] === undefined ? undefined : Number(parts['minutes']),
    periods: parts['periods']?.split(' ') ?? [],
    course: parts['course'],
    school: parts['school'],
  };
}

function parseSpan(written: string): { first: Day; last: Day } | undefined {
  const [from = '', to = from] = written.split('..');
  const first = parseCaseDay(from);
  const last = parseCaseDay(to);
  return first === undefined || last === undefined || last < first ? undefined : { first, last };
}
