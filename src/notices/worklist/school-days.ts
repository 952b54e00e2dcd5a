/** Days in session, as deadlines count them. */
import type pg from 'pg';

const OVERDUE_AFTER_SCHOOL_DAYS = 10;

/** The days in session of every school, in order. Ends: `from` and `through` included, ISO. */
export async function readSchoolDays(
  client: pg.ClientBase | pg.Pool,
  options: {
    readonly districtId: number;
    readonly from: string;
    readonly through: string;
    readonly schools?: readonly string[];
  },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await client.query<{ school_id: string; days: string[] }>(
    `select school_id, array_agg(on_date order by on_date) as days
       from calendar_days
      where district_id = $1 and on_date between $2 and $3 and ($4::text[] is null or school_id = any ($4))
      group by school_id`,
    [options.districtId, options.from, options.through, options.schools ?? null],
  );
  return new Map(found.rows.map((row) => [row.school_id, row.days]));
}

/** How many days in session lie after a day. Input: in order. Ends: the day itself not included. */
export function schoolDaysAfter(days: readonly string[], day: string): number {
  const first = days.findIndex((one) => one > day);
  return first === -1 ? 0 : days.length - first;
}

/** After how many school days a due notice is overdue: `overdueSchoolDays` of the district's settings, else 10. */
export async function readOverdueAfter(client: pg.ClientBase | pg.Pool, districtId: number): Promise<number> {
  const found = await client.query<{ days: number | null }>(
    `select (settings->>'overdueSchoolDays')::integer as days from districts where district_id = $1`,
    [districtId],
  );
  return found.rows[0]?.days ?? OVERDUE_AFTER_SCHOOL_DAYS;
}
