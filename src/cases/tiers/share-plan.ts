/** The plan goes to the family in its language, whether it took part or not. */
import type { ClientBase } from 'pg';
import type { KnownDistrict } from '../../calculation/index.ts';
import { Refusal } from '../../problem.ts';
import type { Who } from '../core/who.ts';
import { copiesInShort, findPlan, writeFamilyCopies, type FamilyCopy } from '../plans/index.ts';
import { readPlanLines } from './make-tier-plan.ts';
import { planLetter } from './plan-letter.ts';
import { lockTier, tierStep } from './tier-student.ts';

export interface SharePlan {
  readonly tierId: number;
  readonly known: KnownDistrict;
}

/**
 * One copy for each household: by e-mail where there is an address, else on paper. Again after the plan was changed.
 * Fails: Refusal without a plan.
 */
export async function sharePlan(
  client: ClientBase,
  who: Who,
  { tierId, known }: SharePlan,
): Promise<{ readonly copies: readonly FamilyCopy[]; readonly missing: number }> {
  const { entry } = await lockTier(client, who, { tierId, action: 'plan' });
  const { districtId } = who;
  const plan = entry.planId === null ? undefined : await findPlan(client, { districtId, planId: entry.planId });
  if (plan === undefined) throw new Refusal('There is no plan yet to be shared.', { code: 'tiers.no-plan' });
  const lines = await readPlanLines(client, { districtId, planId: plan.planId });
  const { reviewOn } = entry;
  const shared = await writeFamilyCopies(client, who, {
    plan,
    known,
    about: 'shared',
    compose: (input) => planLetter({ ...input, lines, reviewOn }),
  });
  await tierStep(client, who, entry, { step: 'plan-shared', detail: copiesInShort(shared) });
  return shared;
}
