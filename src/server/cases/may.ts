/** What somebody may do, and which parts of a file they may see. */
import { reachOf, type Action } from '../../access/index.ts';
import type { Context } from '../context.ts';

/** Whether an action reaches anything at all for the person. */
export function mayDo({ actor }: Pick<Context, 'actor'>, action: Action): boolean {
  return actor !== null && reachOf(actor, action).kind !== 'none';
}

/** What a step must be seen with, where that is not the file itself. */
const SEEN_WITH: Readonly<Record<string, Action>> = {
  notice: 'see-notices',
  meeting: 'see-meetings',
  plan: 'see-plans',
  referral: 'see-referrals',
  tier: 'see-tiers',
  activity: 'see-tiers',
  campaign: 'see-campaigns',
  incident: 'see-incidents',
  welfare: 'welfare-step',
};

/** A part that somebody may not see is named, not shown. */
export function maySee(context: Pick<Context, 'actor'>, thing: string): boolean {
  const action = SEEN_WITH[thing];
  return action === undefined || mayDo(context, action);
}
