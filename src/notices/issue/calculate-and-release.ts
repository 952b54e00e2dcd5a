/** A calculation with everything that it releases by itself: what jobs, the command line and the server run. */
import type pg from 'pg';
import {
  calculateIn,
  inTransactionOrDry,
  lastCalculation,
  type CalculateOptions,
  type CalculationReport,
} from '../../calculation/index.ts';
import { closeEarlierYears, endExpired, endPlanTerms, lapseContracts } from '../../cases/index.ts';
import type { Database } from '../../db/index.ts';
import { holdForExcusals } from '../excusals/hold-notices.ts';
import { settleExcusals } from '../excusals/propose-excusal.ts';
import { releaseAutomatic, type Released } from './release-automatic.ts';

export interface ReleaseReport extends CalculationReport {
  /** What was issued and carried out without a person. */
  readonly released: readonly Released[];
}

/** Calculates and releases in one transaction; tried only, both are undone. Fails: as a calculation. */
export async function calculateAndRelease(db: Database, options: CalculateOptions): Promise<ReleaseReport> {
  return inTransactionOrDry(db, options.dryRun === true, (client) => calculateAndReleaseIn(client, options));
}

/** The same in the caller's transaction. `automatic` says what is left to people. */
export async function calculateAndReleaseIn(client: pg.ClientBase, options: CalculateOptions): Promise<ReleaseReport> {
  const { districtId, now } = options;
  const report = await calculateIn(client, options);
  const { calculationId, asOfOn: asOf } = report;
  const rollcall = { districtId, personId: '', name: 'Rollcall', role: 'rollcall', now, on: asOf } as const;
  await endPlanTerms(client, rollcall);
  await endExpired(client, rollcall);
  await closeEarlierYears(client, rollcall);
  await lapseContracts(client, rollcall);
  await settleExcusals(client, rollcall, asOf);
  await holdForExcusals(client, rollcall);
  const released = await releaseAutomatic(client, { districtId, calculationId, asOf, now });
  if (released.length === 0) return { ...report, released };
  const after = await lastCalculation(client, districtId);
  return { ...report, figures: after?.figures ?? report.figures, automatic: leftOf(report, released), released };
}

function leftOf(
  { automatic }: Pick<CalculationReport, 'automatic'>,
  released: readonly Released[],
): CalculationReport['automatic'] {
  return automatic
    .map((one) => ({
      ...one,
      count:
        one.count -
        (released.find(({ pack, criterion }) => pack === one.pack && criterion === one.criterion)?.count ?? 0),
    }))
    .filter(({ count }) => count > 0);
}
