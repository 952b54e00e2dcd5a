/** The months of schools as they were counted, those of earlier school years too. */
import type pg from 'pg';
import type { MonthRate, MonthStart } from './school-months.ts';

export interface KeptMonth extends MonthRate {
  readonly school: string;
}

/** In order of school and month. Ends: both included. Input: `schools` undefined: all. */
export async function readKeptMonths(
  client: pg.ClientBase | pg.Pool,
  {
    districtId,
    schools,
    from,
    to,
  }: {
    readonly districtId: number;
    readonly schools: readonly string[] | undefined;
    readonly from: MonthStart;
    readonly to: MonthStart;
  },
): Promise<readonly KeptMonth[]> {
  const found = await client.query<KeptMonth>(
    `select school_id as school, month_on as month, days, enrolled_days::float8 as "enrolledDays",
       absent_thousandths::float8 as "absentThousandths"
     from school_attendance_months
     where district_id = $1 and ($2::text[] is null or school_id = any ($2)) and month_on between $3::date and $4::date
     order by school_id, month_on`,
    [districtId, schools ?? null, from, to],
  );
  return found.rows;
}

/** Months of several schools, each month once, in order. */
export function monthsTogether(months: readonly KeptMonth[]): readonly MonthRate[] {
  return [...Map.groupBy(months, ({ month }) => month)]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([month, some]) => ({
      month,
      days: some.reduce((most, { days }) => Math.max(most, days), 0),
      enrolledDays: some.reduce((sum, { enrolledDays }) => sum + enrolledDays, 0),
      absentThousandths: some.reduce((sum, { absentThousandths }) => sum + absentThousandths, 0),
    }));
}
