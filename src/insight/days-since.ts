/** Days in session that went by since the last calculation and of which no import has brought a record. */
import type pg from 'pg';
import type { SchoolRates } from './read-attendance.ts';

interface Asking {
  readonly districtId: number;
  readonly schools: readonly string[] | undefined;
  /** The day in the district, ISO. Its own attendance is not missed yet. */
  readonly today: string;
}

/** The rates, whose days without records go on until the day before today. Before the first calculation there is nothing to miss. */
export async function addDaysSince(
  client: Pick<pg.ClientBase, 'query'>,
  asking: Asking,
  rates: readonly SchoolRates[],
): Promise<readonly SchoolRates[]> {
  const since = await readDaysSince(client, asking);
  if (since.size === 0) return rates;
  return rates.map((school) => {
    const days = since.get(school.school) ?? [];
    const enrolled = [...school.enrolledOn.values()].at(-1) ?? school.days.at(-1)?.enrolledDays ?? 0;
    return {
      ...school,
      daysWithoutRecords: [...school.daysWithoutRecords, ...days],
      enrolledOn: new Map([...school.enrolledOn, ...days.map((on) => [on, enrolled] as const)]),
    };
  });
}

/** By school, in order. A day up to which the last import goes has records, or is counted by the next calculation. */
async function readDaysSince(
  client: Pick<pg.ClientBase, 'query'>,
  { districtId, schools, today }: Asking,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await client.query<{ school: string; days: readonly string[] }>(
    `with last_run as (select as_of_on from calculations where district_id = $1 order by calculation_id desc limit 1),
       last_import as materialized (
         -- Taken apart once: the figures of all schools are one large value.
         select s.key as school_id, (s.value ->> 'to')::date as to_on
         from (select figures from imports where district_id = $1 and state = 'done' order by import_id desc limit 1) i
         cross join jsonb_each(i.figures -> 'schools') s)
     select c.school_id as school, array_agg(to_char(c.on_date, 'YYYY-MM-DD') order by c.on_date) as days
     from last_run r cross join calendar_days c left join last_import i on i.school_id = c.school_id
     where c.district_id = $1 and ($2::text[] is null or c.school_id = any ($2))
       and c.on_date < $3::date
       and c.on_date > greatest(r.as_of_on, i.to_on)
     group by c.school_id`,
    [districtId, schools ?? null, today],
  );
  return new Map(found.rows.map(({ school, days }) => [school, days]));
}
