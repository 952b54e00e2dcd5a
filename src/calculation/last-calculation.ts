import type { ClientBase } from 'pg';
import type { PackUseRow } from './read-packs.ts';
import type { CalculationFigures } from './figures.ts';

export interface LastCalculation {
  readonly calculationId: number;
  /** `YYYY-MM-DD`. */
  readonly asOfOn: string;
  /** The last import it saw. */
  readonly importId: number | null;
  readonly calculatedBy: string;
  readonly finishedAt: Date;
  readonly uses: readonly PackUseRow[];
  readonly figures: CalculationFigures;
}

/** The newest calculation of a district; null before the first. */
export async function lastCalculation(
  client: Pick<ClientBase, 'query'>,
  districtId: number,
): Promise<LastCalculation | null> {
  const found = await client.query<LastCalculation>(
    `select calculation_id as "calculationId", as_of_on as "asOfOn", import_id as "importId",
       calculated_by as "calculatedBy", finished_at as "finishedAt", packs as uses, figures
     from calculations where district_id = $1 order by calculation_id desc limit 1`,
    [districtId],
  );
  return found.rows[0] ?? null;
}
