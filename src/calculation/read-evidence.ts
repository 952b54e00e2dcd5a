import type { ClientBase } from 'pg';
import { formatDay } from '../engine/index.ts';
import type { Identity } from './decision-events.ts';

/** The packed evidence of these triggers, in their order. Fails: a trigger that is not stored is an assertion. */
export async function readEvidenceOf(
  client: ClientBase,
  districtId: number,
  triggers: readonly Identity[],
): Promise<readonly Buffer[]> {
  if (triggers.length === 0) return [];
  const found = await client.query<{ evidence: Buffer | null }>(
    `select t.evidence
     from unnest($2::text[], $3::text[], $4::text[], $5::date[], $6::int[], $7::text[])
       with ordinality as k (pack_id, student_id, criterion, cycle_on, occurrence, school_id, position)
     left join triggers t on t.district_id = $1 and t.pack_id = k.pack_id and t.student_id = k.student_id
       and t.criterion = k.criterion and t.cycle_on = k.cycle_on and t.occurrence = k.occurrence
       and t.school_id = k.school_id
     order by k.position`,
    [
      districtId,
      triggers.map(({ packId }) => packId),
      triggers.map(({ student }) => student),
      triggers.map(({ criterion }) => criterion),
      triggers.map(({ cycle }) => formatDay(cycle)),
      triggers.map(({ occurrence }) => occurrence),
      triggers.map(({ school }) => school),
    ],
  );
  return found.rows.map(({ evidence }) => {
    if (evidence === null) throw new Error('a trigger on file has no row');
    return evidence;
  });
}
