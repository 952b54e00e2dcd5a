import { defineStates } from '../core/states.ts';

/** A reason runs to its last day, which a calculation writes down; a person may end it before. */
export const AT_RISK = defineStates<'active' | 'expired' | 'ended', 'end' | 'expire'>('at-risk reason', {
  active: {
    end: { to: 'ended', may: ['administrator', 'team', 'district'], words: 'end it' },
    expire: { to: 'expired', may: [], words: 'let it run out' },
  },
  expired: {},
  ended: {},
});
