/** How current the figures are. Holds nothing about students. */
import type { Handlers } from '../context.ts';
import { readRunTimes } from '../home/runs.ts';
import { schoolsOf } from '../context.ts';
import type { asOfContract } from './contract.ts';

interface Row {
  readonly asOf: string;
  readonly at: Date;
  readonly through: string | null;
  readonly recorded: string | null;
  readonly isBehind: boolean;
  readonly packs: readonly string[] | null;
}

/**
 * A pack is in use at a school where it is for it, or for all of them. The figures of a calculation are counted after it: until then
 * the data goes through the last day with records that the calculation read ("recorded"), not through the day it looked from.
 */
const READ = `
  select c.as_of_on as "asOf", c.finished_at as at,
    (select max(a.through_on) from school_attendance a
      where a.district_id = c.district_id and ($2::text[] is null or a.school_id = any ($2))) as through,
    least(c.as_of_on::text, (select max(s.value ->> 'to') from imports i, jsonb_each(coalesce(i.figures -> 'schools', '{}')) s
      where i.district_id = c.district_id and i.state = 'done' and i.import_id <= coalesce(c.import_id, i.import_id)
        and ($2::text[] is null or s.key = any ($2)))) as recorded,
    exists (select from imports i where i.district_id = c.district_id and i.state = 'done' and i.import_id > coalesce(c.import_id, 0)) as "isBehind",
    (select array_agg(distinct p ->> 'id') from jsonb_array_elements(c.packs) p
      where $2::text[] is null or p ->> 'school' = '' or p ->> 'school' = any ($2)) as packs
  from calculations c where c.district_id = $1 order by c.calculation_id desc limit 1`;

export const asOfHandlers: Handlers<typeof asOfContract> = {
  readAsOf: async ({ parts, districtId, reach, query }) => {
    const schools = schoolsOf(reach, query.school);
    const [found, runs] = await Promise.all([
      parts.db.pool.query<Row>(READ, [districtId, schools ?? null]),
      readRunTimes(parts.db.pool, districtId),
    ]);
    const row = found.rows[0];
    return {
      through: row?.through ?? row?.recorded ?? null,
      asOf: row?.asOf ?? null,
      calculatedAt: row?.at.toISOString() ?? null,
      isBehind: row?.isBehind ?? false,
      packs: [...(row?.packs ?? [])].sort(),
      nextAt: runs.nextAt,
    };
  },
};
