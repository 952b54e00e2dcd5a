/** What a person saw of a line before saying yes: its days, to whom its letters go, and its conference. */
import { createHash } from 'node:crypto';
import type { WorklistLine } from '../worklist/worklist.ts';

/** Equal for two readings of a line from which the same notice would be made. */
export function seenHash({ trigger, plans, slot }: Pick<WorklistLine, 'trigger' | 'plans' | 'slot'>): string {
  const letters = plans.map((plan) => [
    plan.letters.map(({ recipients, address, language, sendTo }) => [recipients, address, language, sendTo]),
    plan.missing.map(({ guardian, reason }) => [guardian, reason]),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([trigger.evidenceHash, trigger.packHash, letters, slot?.slotId ?? null]))
    .digest('hex');
}
