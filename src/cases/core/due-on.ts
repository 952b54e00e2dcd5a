/** Deadlines: days in session at a school. */
import type pg from 'pg';

export interface DueAsk {
  readonly school: string;
  /** ISO; the first day that counts is the one after it. */
  readonly from: string;
  /** 0: the day itself. */
  readonly schoolDays: number;
}

/**
 * The last day of each: the n-th day in session at the school after `from`, ISO. Where the calendar ends before, or the school
 * has none, the missing days count as Monday to Friday.
 */
export async function dueOn(
  client: pg.ClientBase | pg.Pool,
  districtId: number,
  asks: readonly DueAsk[],
): Promise<readonly string[]> {
  const keyOf = ({ school, from, schoolDays }: DueAsk): string => `${school}\n${from}\n${schoolDays}`;
  const distinct = [...new Map(asks.map((ask) => [keyOf(ask), ask])).values()];
  if (distinct.length === 0) return [];
  const found = await client.query<{
    school: string;
    from: string;
    days: number;
    due: string | null;
    last: string | null;
    have: number;
  }>(
    `select a.school, a.from_on as "from", a.days, max(d.on_date) filter (where d.rank = a.days) as due, max(d.on_date) as last, count(d.on_date)::int as have
       from unnest($2::text[], $3::date[], $4::int[]) as a (school, from_on, days)
       left join lateral (
         select on_date, row_number() over (order by on_date) as rank from (
           select c.on_date from calendar_days c
            where c.district_id = $1 and c.school_id = a.school and c.on_date > a.from_on order by c.on_date limit a.days) as next) as d on true
      group by 1, 2, 3`,
    [
      districtId,
      distinct.map((ask) => ask.school),
      distinct.map((ask) => ask.from),
      distinct.map((ask) => ask.schoolDays),
    ],
  );
  const due = new Map(
    found.rows.map((row) => [
      keyOf({ school: row.school, from: row.from, schoolDays: row.days }),
      row.days === 0 ? row.from : (row.due ?? afterWeekdays(row.last ?? row.from, row.days - row.have)),
    ]),
  );
  return asks.map((ask) => due.get(keyOf(ask)) as string);
}

/** The n-th of Monday to Friday after a day. */
function afterWeekdays(from: string, days: number): string {
  const date = new Date(`${from}T00:00:00Z`);
  for (let left = days; left > 0;) {
    date.setUTCDate(date.getUTCDate() + 1);
    if (date.getUTCDay() !== 0 && date.getUTCDay() !== 6) left -= 1;
  }
  return date.toISOString().slice(0, 10);
}
