/** A calculation with everything that it releases by itself: what jobs, the command line and the server run. */
import type pg from 'pg';
import {
  calculateIn,
  inTransactionOrDry,
  lastCalculation,
  type CalculateOptions,
  type CalculationReport,
} from '../../calculation/index.ts';
import { closeEarlierYears, endExpired, endPlanTerms, followSchools, lapseContracts } from '../../cases/index.ts';
import type { Database } from '../../db/index.ts';
import { holdForExcusals } from '../excusals/hold-notices.ts';
import { settleExcusals } from '../excusals/propose-excusal.ts';
import { performDeferred } from '../effects/deferred-effects.ts';
import type { EffectCount } from '../effects/plan-effects.ts';
import { readHeldEffects, type HeldBack } from './held-back.ts';
import { releaseAutomatic } from './release-automatic.ts';
import type { Released } from './stamp-silently.ts';

export interface ReleaseReport extends CalculationReport {
  /** What was issued and carried out without a person. */
  readonly released: readonly Released[];
  /** What earlier notices still had to bring about, and did now. */
  readonly caughtUp: readonly EffectCount[];
  /** What waits for one decision of a person: perform it, or settle it without. */
  readonly heldBack: readonly HeldBack[];
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
  await followSchools(client, rollcall);
  await endPlanTerms(client, rollcall);
  await endExpired(client, rollcall);
  await closeEarlierYears(client, rollcall);
  await lapseContracts(client, rollcall);
  await settleExcusals(client, rollcall, asOf);
  await holdForExcusals(client, rollcall);
  const caughtUp = await performDeferred(client, rollcall, { asOf, isDecided: false });
  const { released, heldBack } = await releaseAutomatic(client, { districtId, calculationId, asOf, now });
  const automatic = leftOf(report, [...released, ...heldBack]);
  const all = { caughtUp, heldBack: [...heldBack, ...(await readHeldEffects(client, districtId))] };
  if (released.length === 0) return { ...report, automatic, released, ...all };
  const after = await lastCalculation(client, districtId);
  return { ...report, figures: after?.figures ?? report.figures, automatic, released, ...all };
}

function leftOf(
  { automatic }: Pick<CalculationReport, 'automatic'>,
  dealtWith: readonly Pick<Released, 'pack' | 'criterion' | 'count'>[],
): CalculationReport['automatic'] {
  return automatic
    .map((one) => ({
      ...one,
      count:
        one.count -
        dealtWith
          .filter(({ pack, criterion }) => pack === one.pack && criterion === one.criterion)
          .reduce((sum, { count }) => sum + count, 0),
    }))
    .filter(({ count }) => count > 0);
}
