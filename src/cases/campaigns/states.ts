/** The life of a campaign and of an activity. */
import { defineStates } from '../core/states.ts';

const CAMPAIGN_STATES = ['running', 'not-now', 'stopped', 'judged'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];
export type CampaignAction = 'change' | 'stop' | 'judge' | 'start';

const TEAM = ['team', 'administrator', 'district'] as const;

export const CAMPAIGN = defineStates<CampaignState, CampaignAction>('campaign', {
  running: {
    change: { to: 'running', may: TEAM, words: 'change it' },
    stop: { to: 'stopped', may: TEAM, words: 'stop it' },
    judge: { to: 'judged', may: TEAM, words: 'judge it' },
  },
  'not-now': { start: { to: 'running', may: TEAM, words: 'start it after all' } },
  stopped: {},
  judged: {},
});

const ACTIVITY_STATES = ['planned', 'done', 'called-off'] as const;
export type ActivityState = (typeof ACTIVITY_STATES)[number];
export type ActivityAction = 'do' | 'call-off' | 'plan-again';

export const ACTIVITY = defineStates<ActivityState, ActivityAction>('activity', {
  planned: {
    do: { to: 'done', may: TEAM, words: 'mark it done' },
    'call-off': { to: 'called-off', may: TEAM, words: 'call it off' },
  },
  done: { 'plan-again': { to: 'planned', may: TEAM, words: 'open it again' } },
  'called-off': { 'plan-again': { to: 'planned', may: TEAM, words: 'plan it again' } },
});
