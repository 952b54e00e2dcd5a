/** What acts by itself and is due: what the calculation may carry out, and what it leaves to one decision of a person. */
import type pg from 'pg';
import { parseDay } from '../../engine/index.ts';
import type { Pack } from '../../packs/index.ts';
import { kindsNotPerformed, type EffectLine } from '../effects/plan-effects.ts';
import { triggerIdOf } from '../identity.ts';
import { actsByItself, criterionOf, readPackVersions } from '../pack-versions.ts';
import { readPersonDecisions, withPersonDecisions } from '../worklist/person-decisions.ts';
import { readTriggers } from '../worklist/read-triggers.ts';
import { readStartOfUse } from './start-of-use.ts';

export interface ReleaseLines {
  readonly ready: readonly EffectLine[];
  /** Met before the pack was in use at the school: the day since when it is. */
  readonly heldBack: readonly { readonly line: EffectLine; readonly since: string }[];
}

/** Due, not held by a person, and carried out by Rollcall. Input: `asOf`, the day by which holds are looked at. */
export async function readReleaseLines(
  client: pg.ClientBase | pg.Pool,
  { districtId, asOf }: { readonly districtId: number; readonly asOf: string },
): Promise<ReleaseLines> {
  const due = await readDue(client, { districtId, asOf });
  if (due.length === 0) return { ready: [], heldBack: [] };
  const startOf = await readStartOfUse(client, districtId);
  const sinceOf = new Map(
    due.map((line) => {
      const { pack, criterion, trigger } = line;
      return [line, startOf({ pack, criterion, school: trigger.triggerSchool })];
    }),
  );
  const isBefore = (line: EffectLine): boolean => line.trigger.triggerOn < (sinceOf.get(line) ?? '');
  return {
    ready: due.filter((line) => !isBefore(line)),
    heldBack: due.filter(isBefore).map((line) => ({ line, since: sinceOf.get(line) as string })),
  };
}

async function readDue(
  client: pg.ClientBase | pg.Pool,
  { districtId, asOf }: { readonly districtId: number; readonly asOf: string },
): Promise<readonly EffectLine[]> {
  const due = await client.query<{ packHash: string; code: string }>(
    `select distinct pack_hash as "packHash", criterion as code from triggers
      where district_id = $1 and state = 'active' and decision = 'issue'`,
    [districtId],
  );
  const packs = await readPackVersions(client, { districtId, hashes: due.rows.map(({ packHash }) => packHash) });
  const criteria = due.rows.filter(({ packHash, code }) => isReleasedSomewhere(packs.get(packHash), code));
  if (criteria.length === 0) return [];
  const triggers = await readTriggers(client, { districtId, decisions: ['issue'], criteria });
  const decisions = await readPersonDecisions(client, { districtId });
  return triggers.flatMap((trigger) => {
    const policy = packs.get(trigger.packHash);
    const { identity } = trigger;
    const rule = policy && criterionOf(policy, identity.criterion, parseDay(trigger.triggerOn) ?? 0);
    const triggerId = triggerIdOf(identity);
    if (policy === undefined || rule === undefined || !isReleased(rule)) return [];
    if (withPersonDecisions(trigger, decisions.get(triggerId) ?? [], asOf).decision !== 'issue') return [];
    const { pack, criterion, student } = identity;
    return [{ triggerId, trigger, policy, rule, pack, criterion, student, at: trigger.at }];
  });
}

/** One code may have several definitions, each from a day. */
function isReleasedSomewhere(pack: Pack | undefined, code: string): boolean {
  return pack?.policy.criteria.some((rule) => rule.code === code && isReleased(rule)) === true;
}

function isReleased(rule: EffectLine['rule']): boolean {
  return actsByItself(rule) && kindsNotPerformed(rule).length === 0;
}
