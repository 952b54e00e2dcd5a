/** Attendance of schools as a person looks at it: the latest day, the week, the year, and how they came about. */
import type pg from 'pg';
import { parseDay, weekdayIndex, formatDay, type Day } from '../engine/index.ts';
import type { AbsenceRuleUsed } from '../calculation/absence-rule.ts';

/** Days attended of days enrolled, both in session. */
export interface Rate {
  readonly enrolledDays: number;
  readonly absentThousandths: number;
}

export interface SchoolRates {
  readonly school: string;
  readonly name: string;
  /** The last day counted, ISO; null without any record. */
  readonly throughOn: string | null;
  /** null: not counted yet. */
  readonly rule: AbsenceRuleUsed | null;
  /**
   * Days in session up to the day of the calculation on which nobody has a record, ISO: all after `throughOn`. Earlier ones only
   * where most days have records of two students or more; at a small school a day on which everybody was there is nothing to look up.
   */
  readonly daysWithoutRecords: readonly string[];
  /** Students enrolled on each of those days. */
  readonly enrolledOn: ReadonlyMap<string, number>;
  readonly lastInSessionOn: string | null;
  /** In order of day, up to `throughOn`. */
  readonly days: readonly (Rate & { readonly on: string })[];
}

/** Of a school's days, in order, each as numbers with commas between: an array of the database takes much longer to read. */
interface Row {
  readonly school: string;
  readonly name: string;
  readonly through: string | null;
  readonly rule: AbsenceRuleUsed | null;
  /** Days since 1970. */
  readonly days: string | null;
  readonly enrolled: string | null;
  readonly absent: string | null;
  readonly recorded: string | null;
}

/** Input: `schools` undefined: all. In order of name. */
export async function readSchoolRates(
  client: pg.ClientBase | pg.Pool,
  { districtId, schools }: { readonly districtId: number; readonly schools: readonly string[] | undefined },
): Promise<readonly SchoolRates[]> {
  const found = await client.query<Row>(
    `select s.school_id as school, s.name, a.through_on as through, a.rule, d.days, d.enrolled, d.absent, d.recorded
     from schools s
     left join school_attendance a on a.district_id = s.district_id and a.school_id = s.school_id
     left join (
       select x.school_id, string_agg((x.on_date - date '1970-01-01')::text, ',') as days,
         string_agg(x.enrolled_count::text, ',') as enrolled, string_agg(x.absent_thousandths::text, ',') as absent,
         string_agg(x.recorded_count::text, ',') as recorded
       from (select y.* from school_attendance_days y where y.district_id = $1 and ($2::text[] is null or y.school_id = any ($2))
         order by y.school_id, y.on_date) x
       group by x.school_id) d on d.school_id = s.school_id
     where s.district_id = $1 and ($2::text[] is null or s.school_id = any ($2)) order by s.name, s.school_id`,
    [districtId, schools ?? null],
  );
  const dateOf = keptDates();
  return found.rows.map((row) => ratesOf(row, dateOf));
}

/** Every school has much the same days: each is written once. */
function keptDates(): (day: number) => string {
  const known = new Map<number, string>();
  return (day) => {
    const before = known.get(day);
    if (before !== undefined) return before;
    const on = formatDay(day);
    known.set(day, on);
    return on;
  };
}

function ratesOf(row: Row, dateOf: (day: number) => string): SchoolRates {
  const { school, name, through, rule } = row;
  const [enrolled, absent, records] = [numbersOf(row.enrolled), numbersOf(row.absent), numbersOf(row.recorded)];
  const all = numbersOf(row.days).map((day, i) => ({
    on: dateOf(day),
    enrolledDays: enrolled[i] ?? 0,
    absentThousandths: absent[i] ?? 0,
    recorded: records[i] ?? 0,
  }));
  const isTelling = usualCount(records) >= TELLING;
  const without = all.filter((day) => day.recorded === 0 && (isTelling || through === null || day.on > through));
  return {
    school,
    name,
    throughOn: through,
    rule,
    daysWithoutRecords: without.map(({ on }) => on),
    enrolledOn: new Map(without.map(({ on, enrolledDays }) => [on, enrolledDays])),
    lastInSessionOn: all.at(-1)?.on ?? null,
    days: all
      .filter(({ on }) => through !== null && on <= through)
      .map(({ on, enrolledDays, absentThousandths }) => ({ on, enrolledDays, absentThousandths })),
  };
}

function numbersOf(text: string | null): readonly number[] {
  return text === null ? [] : text.split(',').map(Number);
}

/** Students with a record on a usual day, from which on a day without any is remarkable. */
const TELLING = 2;

function usualCount(counts: readonly number[]): number {
  return counts.toSorted((one, other) => one - other)[Math.floor(counts.length / 2)] ?? 0;
}

/** The rates of several schools together. */
export interface AttendanceTogether {
  /** The last day that any of them has, ISO; null without any. `schools` of them have it. */
  readonly latest: (Rate & { readonly on: string; readonly schools: number }) | null;
  /** The calendar week of the latest day, up to it. */
  readonly week: (Rate & { readonly from: string; readonly to: string }) | null;
  readonly year: Rate;
  /** Calendar weeks with a day in session, in order; `from` is the Monday. */
  readonly weeks: readonly (Rate & { readonly from: string })[];
}

export function together(schools: readonly SchoolRates[]): AttendanceTogether {
  const days = schools.flatMap((school) => school.days);
  const lastOn = days.reduce((last, { on }) => (on > last ? on : last), '');
  const mondays = new Map([...new Set(days.map(({ on }) => on))].map((on) => [on, mondayOf(on)]));
  const byWeek = Map.groupBy(days, ({ on }) => mondays.get(on) ?? on);
  const weeks = [...byWeek.keys()].sort().map((from) => ({ from, ...added(byWeek.get(from) ?? []) }));
  const week = weeks.at(-1);
  return {
    latest:
      lastOn === ''
        ? null
        : {
            on: lastOn,
            schools: schools.filter((school) => school.days.at(-1)?.on === lastOn).length,
            ...added(days.filter(({ on }) => on === lastOn)),
          },
    week: week === undefined ? null : { ...week, to: lastOn },
    year: added(days),
    weeks,
  };
}

function added(days: readonly Rate[]): Rate {
  return {
    enrolledDays: days.reduce((sum, { enrolledDays }) => sum + enrolledDays, 0),
    absentThousandths: days.reduce((sum, { absentThousandths }) => sum + absentThousandths, 0),
  };
}

function mondayOf(on: string): string {
  const day = parseDay(on) as Day;
  return formatDay(day - weekdayIndex(day));
}

/** Attendance as a percentage to one decimal, rounded half up; null where nobody was enrolled. Exact in integers. */
export function percentOf({ enrolledDays, absentThousandths }: Rate): number | null {
  if (enrolledDays === 0) return null;
  // Tenths of a percent: (1000 × enrolled − absent) / (1000 × enrolled) × 1000, rounded half up.
  const attended = enrolledDays * 1000 - absentThousandths;
  return Math.floor((attended * 2 + enrolledDays) / (enrolledDays * 2)) / 10;
}

/** Whether a rate lies below a goal. Unit of `goal`: tenths of a percent. Compared before rounding. */
export function isBelow({ enrolledDays, absentThousandths }: Rate, goal: number): boolean {
  return enrolledDays * 1000 - absentThousandths < goal * enrolledDays;
}
