/** Writes that triggers are issued, and says so in the figures of their calculation. */
import type pg from 'pg';
import type { CalculationFigures } from '../../calculation/index.ts';
import type { EffectLine } from '../effects/plan-effects.ts';

/** Input: lines of criteria in no group, for which nothing else changes when they are issued. */
export async function markIssued(
  client: pg.ClientBase,
  {
    districtId,
    calculationId,
    lines,
  }: { readonly districtId: number; readonly calculationId: number; readonly lines: readonly EffectLine[] },
): Promise<void> {
  const identities = lines.map(({ trigger }) => trigger.identity);
  const marked = await client.query<{ pack: string; criterion: string }>(
    `update triggers t set decision = 'issued', reason = null
       from unnest($2::text[], $3::text[], $4::text[], $5::date[], $6::int[], $7::text[])
         as i (pack_id, student_id, criterion, cycle_on, occurrence, school_id)
      where t.district_id = $1 and t.pack_id = i.pack_id and t.student_id = i.student_id and t.criterion = i.criterion
        and t.cycle_on = i.cycle_on and t.occurrence = i.occurrence and t.school_id = i.school_id and t.decision = 'issue'
        and exists (select from notices n where n.district_id = t.district_id and n.pack_id = t.pack_id and n.student_id = t.student_id
          and n.criterion = t.criterion and n.cycle_on = t.cycle_on and n.occurrence = t.occurrence and n.school_id = t.school_id
          and n.state <> 'withdrawn')
      returning t.pack_id as pack, t.criterion`,
    [
      districtId,
      identities.map(({ pack }) => pack),
      identities.map(({ student }) => student),
      identities.map(({ criterion }) => criterion),
      identities.map(({ cycle }) => cycle),
      identities.map(({ occurrence }) => occurrence),
      identities.map(({ school }) => school ?? ''),
    ],
  );
  await moveFigures(client, { districtId, calculationId, marked: marked.rows });
}

async function moveFigures(
  client: pg.ClientBase,
  {
    districtId,
    calculationId,
    marked,
  }: {
    readonly districtId: number;
    readonly calculationId: number;
    readonly marked: readonly { readonly pack: string; readonly criterion: string }[];
  },
): Promise<void> {
  const found = await client.query<{ figures: CalculationFigures }>(
    'select figures from calculations where district_id = $1 and calculation_id = $2',
    [districtId, calculationId],
  );
  const figures = found.rows[0]?.figures;
  if (figures === undefined) return;
  await client.query('update calculations set figures = $3 where district_id = $1 and calculation_id = $2', [
    districtId,
    calculationId,
    JSON.stringify({ ...figures, byCriterion: moved(figures.byCriterion, marked) }),
  ]);
}

/** Takes them from `issue` to `issued`. */
function moved(
  before: CalculationFigures['byCriterion'],
  marked: readonly { readonly pack: string; readonly criterion: string }[],
): CalculationFigures['byCriterion'] {
  const counts = new Map(before.map((row) => [keyOf(row), row]));
  for (const { pack, criterion } of marked)
    for (const [decision, by] of [['issue', -1] as const, ['issued', 1] as const]) {
      const key = keyOf({ pack, criterion, decision });
      counts.set(key, { pack, criterion, decision, count: (counts.get(key)?.count ?? 0) + by });
    }
  return [...counts.values()].filter(({ count }) => count > 0).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf({ pack, criterion, decision }: Omit<CalculationFigures['byCriterion'][number], 'count'>): string {
  return `${pack}\u001f${criterion}\u001f${decision}`;
}
