import type pg from 'pg';
import type { PlannedEffect } from '../../consequences/performer.ts';
import { parseDay } from '../../engine/index.ts';
import { triggerIdOf } from '../identity.ts';
import { criterionOf, readPackVersions } from '../pack-versions.ts';
import type { StoredTrigger } from '../worklist/read-triggers.ts';
import { planEffects } from './plan-effects.ts';

/** What would follow if a stored trigger were issued on a day, ISO; nothing where its criterion is not known any more. */
export async function planOfTrigger(
  client: pg.ClientBase | pg.Pool,
  question: { readonly districtId: number; readonly asOf: string; readonly trigger: StoredTrigger },
): Promise<readonly PlannedEffect[]> {
  const { districtId, asOf, trigger } = question;
  const { identity, packHash } = trigger;
  const policy = (await readPackVersions(client, { districtId, hashes: [packHash] })).get(packHash);
  const rule = policy && criterionOf(policy, identity.criterion, parseDay(trigger.triggerOn) ?? 0);
  if (policy === undefined || rule === undefined) return [];
  const { pack, criterion, student } = identity;
  const line = { triggerId: triggerIdOf(identity), trigger, policy, rule, pack, criterion, student, at: trigger.at };
  return (await planEffects(client, { districtId, asOf }, [line])).get(line) ?? [];
}
