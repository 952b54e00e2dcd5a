/** One decision about everything that was held back, or about a part of it. */
import type pg from 'pg';
import { lastCalculation, lockDistrict, settleTriggers } from '../../calculation/index.ts';
import type { Who } from '../../cases/index.ts';
import { withTransaction, type Database } from '../../db/index.ts';
import { parseDay } from '../../engine/index.ts';
import { Refusal } from '../../problem.ts';
import { performDeferred, settleDeferred, type DeferredFilter } from '../effects/deferred-effects.ts';
import { sumEffects, type EffectCount, type EffectLine } from '../effects/plan-effects.ts';
import { readReleaseLines } from './release-lines.ts';
import { stampSilently } from './stamp-silently.ts';

export interface DecideHeldBack {
  readonly decision: 'perform' | 'settle';
  readonly reason: string;
  /** Left out: all packs, criteria, schools. */
  readonly pack?: string | undefined;
  readonly criterion?: string | undefined;
  /** The student's school now; of effects whose notice is out, then. */
  readonly school?: string | undefined;
  /** `before-use` or `not-made` alone; left out: both. */
  readonly why?: 'before-use' | 'not-made' | undefined;
  /** The same key twice is one decision. */
  readonly key: string;
}

export interface DecidedHeldBack {
  /** Triggers and effects that were held back and are dealt with now. */
  readonly decided: number;
  /** What was made. */
  readonly effects: readonly EffectCount[];
}

/**
 * Performs what was held back, or settles it as `adopt` does: it counts as issued, and nothing is made.
 * Fails: Refusal before the first calculation. Where nothing is held back, nothing happens.
 */
export async function decideHeldBack(
  db: Pick<Database, 'pool'>,
  who: Who,
  decision: DecideHeldBack,
): Promise<DecidedHeldBack> {
  return withTransaction(db, async (client) => {
    await lockDistrict(client, who.districtId);
    const last = await lastCalculation(client, who.districtId);
    if (last === null)
      throw new Refusal('Nothing was calculated yet, so nothing is held back.', { code: 'issue.not-calculated' });
    // Nothing is issued as of a day before the calculation that found it.
    const asOf = last.asOfOn > who.on ? last.asOfOn : who.on;
    const acting = { ...who, on: asOf };
    const triggers = await decideTriggers(client, acting, decision);
    const effects = await decideEffects(client, acting, decision);
    return { decided: triggers.decided + effects.decided, effects: sumEffects([triggers.effects, effects.effects]) };
  });
}

const NOTHING: DecidedHeldBack = { decided: 0, effects: [] };

async function decideTriggers(client: pg.ClientBase, who: Who, decision: DecideHeldBack): Promise<DecidedHeldBack> {
  if (decision.why === 'not-made') return NOTHING;
  const { districtId, now, name: by, on: asOf } = who;
  const { heldBack } = await readReleaseLines(client, { districtId, asOf });
  const lines = heldBack.map(({ line }) => line).filter((line) => isMeant(line, decision));
  if (lines.length === 0) return NOTHING;
  if (decision.decision === 'settle') {
    const note = `settled without performing: ${decision.reason}`;
    const settling = { districtId, asOf: parseDay(asOf) ?? 0, by, now, note };
    return { decided: await settleTriggers(client, settling, lines.map(identityOf)), effects: [] };
  }
  const { key, reason } = decision;
  const released = await stampSilently(
    client,
    { who, asOf, key: `held back ${key}`, calculationId: null, reason },
    lines,
  );
  return {
    decided: released.reduce((sum, { count }) => sum + count, 0),
    effects: sumEffects(released.map(({ effects }) => effects)),
  };
}

async function decideEffects(client: pg.ClientBase, who: Who, decision: DecideHeldBack): Promise<DecidedHeldBack> {
  if (decision.why === 'before-use') return NOTHING;
  const { pack, criterion, school, reason } = decision;
  const filter: DeferredFilter = { pack, criterion, school };
  if (decision.decision === 'settle')
    return { decided: await settleDeferred(client, who, { reason, filter }), effects: [] };
  const effects = await performDeferred(client, who, { asOf: who.on, isDecided: true, filter });
  return { decided: effects.reduce((sum, { count }) => sum + count, 0), effects };
}

function isMeant(line: EffectLine, { pack, criterion, school }: DecideHeldBack): boolean {
  return (
    (pack === undefined || line.pack === pack) &&
    (criterion === undefined || line.criterion === criterion) &&
    (school === undefined || line.at === school)
  );
}

function identityOf({ trigger }: EffectLine): Parameters<typeof settleTriggers>[2][number] {
  const { pack, student, criterion, cycle, occurrence, school } = trigger.identity;
  return { packId: pack, student, criterion, cycle: parseDay(cycle) ?? 0, occurrence, school: school ?? '' };
}
