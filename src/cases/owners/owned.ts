/** What has an owner while it runs, and whose it is by rule: whom its school names for a duty, else the people of a role there. */
import type { Duty } from '../../access/index.ts';
import { defineStates } from '../core/states.ts';
import type { ActingRole } from '../core/who.ts';

export const OWNED_THINGS = ['case', 'plan', 'tier', 'campaign', 'referral', 'contract'] as const;
export type OwnedThing = (typeof OWNED_THINGS)[number];

interface OwnedRule {
  readonly table: string;
  readonly id: string;
  /** The row `o` runs; what is over has the owner it ended with. */
  readonly runs: string;
  /** Of the row `o`: stands in a person's list by itself; a plan of a tier stands there with its place on the board. */
  readonly stands?: string;
  /** Of the row `o`: what the school names somebody for; '' nothing. */
  readonly duty: string;
  /** Of the row `o`: as a task's role is written. */
  readonly role: string;
  /** Of the row `o`: since when there is something to do, and by when. */
  readonly since: string;
  readonly due: string;
}

const LEAD: Duty = 'lead';
const THIRD: Duty = 'specialist';
const TEAM = 'intervention-team';
const byTier = (tier: string, lead: string, third: string): string =>
  `case when ${tier} = 3 then '${third}' else '${lead}' end`;

/** One line for each thing. Columns are of the row `o`. */
export const OWNED: Readonly<Record<OwnedThing, OwnedRule>> = {
  case: {
    table: 'cases',
    id: 'case_id',
    runs: `o.state = 'open'`,
    duty: `'${LEAD}'`,
    role: `'${TEAM}'`,
    since: 'o.opened_on',
    due: 'null::date',
  },
  plan: {
    table: 'plans',
    id: 'plan_id',
    runs: `o.state = 'active'`,
    stands: `o.kind not in ('success', 'action')`,
    duty: byTier('o.tier', LEAD, THIRD),
    role: byTier('o.tier', TEAM, 'prevention-specialist'),
    since: 'o.begins_on',
    due: 'o.ends_on',
  },
  tier: {
    table: 'tier_students',
    id: 'tier_id',
    runs: `o.stage <> 'decided'`,
    duty: byTier('o.tier', LEAD, THIRD),
    role: byTier('o.tier', TEAM, 'prevention-specialist'),
    since: 'o.made_at::date',
    due: 'o.review_on',
  },
  campaign: {
    table: 'campaigns',
    id: 'campaign_id',
    runs: `o.state = 'running'`,
    duty: `'${LEAD}'`,
    role: `'${TEAM}'`,
    since: 'o.start_on',
    due: 'o.end_on',
  },
  referral: {
    table: 'referrals',
    id: 'referral_id',
    runs: 'o.closed_on is null',
    duty: `'approver'`,
    role: `'administrator'`,
    since: 'o.made_on',
    due: 'o.due_on',
  },
  contract: {
    table: 'contracts',
    id: 'contract_id',
    runs: `o.state in ('draft', 'offered', 'signed', 'reviewed', 'violated')`,
    duty: `'approver'`,
    role: `'administrator'`,
    since: 'o.starts_on',
    due: 'o.review_on',
  },
};

const LEADING: readonly ActingRole[] = ['administrator', 'team', 'officer', 'district'];
const WITH_CLERKS: readonly ActingRole[] = ['clerk', ...LEADING];

type OwnerState = 'runs' | 'over';

/** What runs is given to somebody, or taken; what is over keeps the owner it had. */
export const OWNER = defineStates<OwnerState, 'give'>('owner', {
  runs: { give: { to: 'runs', may: LEADING, words: 'give it to somebody' } },
  over: {},
});

/** An attendance file and a contract: the office too. */
const OWNER_OF_FILE = defineStates<OwnerState, 'give'>('owner', {
  runs: { give: { to: 'runs', may: WITH_CLERKS, words: 'give it to somebody' } },
  over: {},
});

/** Who may give it to whom. */
export function ownerStates(thing: OwnedThing): typeof OWNER {
  return thing === 'case' || thing === 'contract' ? OWNER_OF_FILE : OWNER;
}
