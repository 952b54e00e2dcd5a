/** How far the data goes that a list rests on: said on every list. */
import type pg from 'pg';
import { lastCalculation } from '../../calculation/index.ts';

export interface DataThrough {
  /** Last day with records of the imports (of one school, when asked for), ISO; null before the first import. */
  readonly through: string | null;
  readonly calculation: { readonly asOf: string; readonly finishedAt: string } | null;
  /** `california-sarb 2026.1`. */
  readonly packs: readonly string[];
}

export async function readDataThrough(
  client: pg.ClientBase | pg.Pool,
  options: { readonly districtId: number; readonly school?: string },
): Promise<DataThrough> {
  const through = await client.query<{ through: string | null }>(
    `select max(s.value->>'to') as through
       from imports i, jsonb_each(coalesce(i.figures->'schools', '{}')) s
      where i.district_id = $1 and i.state = 'done' and ($2::text is null or s.key = $2)`,
    [options.districtId, options.school ?? null],
  );
  const packs = await client.query<{ name: string }>(
    `select distinct v.pack_id || ' ' || v.version as name
       from pack_uses u join pack_versions v on v.district_id = u.district_id and v.pack_hash = u.pack_hash
      where u.district_id = $1 and u.ended_at is null and ($2::text is null or u.school_id in ('', $2)) order by 1`,
    [options.districtId, options.school ?? null],
  );
  const last = await lastCalculation(client, options.districtId);
  return {
    through: through.rows[0]?.through ?? null,
    calculation: last === null ? null : { asOf: last.asOfOn, finishedAt: last.finishedAt.toISOString() },
    packs: packs.rows.map((row) => row.name),
  };
}
