/** Whether a school meets on a day. */
import type pg from 'pg';

export interface SchoolDay {
  /** Null: the calendar of the school does not reach that day. */
  readonly isSchoolDay: boolean | null;
  /** The first day in session after it, ISO; null: none is known. */
  readonly next: string | null;
}

/** As the calendar of the school says it. */
export async function readSchoolDay(
  client: pg.ClientBase | pg.Pool,
  { districtId, school, on }: { readonly districtId: number; readonly school: string; readonly on: string },
): Promise<SchoolDay> {
  const found = await client.query<{ isIn: boolean; isKnown: boolean; next: string | null }>(
    `select coalesce(bool_or(on_date = $3), false) as "isIn", coalesce(min(on_date) <= $3 and max(on_date) >= $3, false) as "isKnown",
       min(on_date) filter (where on_date > $3) as next
      from calendar_days where district_id = $1 and school_id = $2`,
    [districtId, school, on],
  );
  const [{ isIn, isKnown, next } = { isIn: false, isKnown: false, next: null }] = found.rows;
  return { isSchoolDay: isKnown ? isIn : null, next };
}
