/** The way of a student over the board of a tier. */
import { defineStates } from '../core/states.ts';

const TIER_STAGES = ['to-match', 'to-plan', 'running', 'decided'] as const;
export type TierStage = (typeof TIER_STAGES)[number];
export type TierAction = 'match' | 'plan' | 'continue' | 'change' | 'close' | 'refer' | 'not-needed' | 'own';

const TEAM = ['team', 'administrator', 'district'] as const;
const match = { to: 'to-plan', may: TEAM, words: 'look at its root causes' } as const;
const notNeeded = { to: 'decided', may: TEAM, words: 'take it off the board' } as const;

/** At the third tier the prevention specialist who has the case works on the plan too. */
const TEAM_AND_SPECIALIST = [...TEAM, 'officer'] as const;

export const TIER = defineStates<TierStage, TierAction>('student of the board', {
  'to-match': { match, 'not-needed': notNeeded, own: { to: 'to-match', may: TEAM, words: 'give it to somebody' } },
  'to-plan': {
    match,
    plan: { to: 'running', may: TEAM_AND_SPECIALIST, words: 'make the plan' },
    'not-needed': notNeeded,
    own: { to: 'to-plan', may: TEAM, words: 'give it to somebody' },
  },
  running: {
    plan: { to: 'running', may: TEAM_AND_SPECIALIST, words: 'change the plan' },
    continue: { to: 'running', may: TEAM_AND_SPECIALIST, words: 'continue it' },
    change: { to: 'to-plan', may: TEAM_AND_SPECIALIST, words: 'change it' },
    close: { to: 'decided', may: TEAM_AND_SPECIALIST, words: 'close it' },
    refer: { to: 'decided', may: TEAM, words: 'refer to Tier III' },
    own: { to: 'running', may: TEAM, words: 'give it to somebody' },
  },
  decided: {},
});

export const REVIEW_DECISIONS = ['continue', 'change', 'close', 'refer'] as const;
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

/** How far a root cause applies. */
export const ANSWERS = ['no', 'some', 'much', 'unknown'] as const;
export type Answer = (typeof ANSWERS)[number];
