import { defineStates } from '../core/states.ts';

/** A status runs to its last day, which a calculation writes down; a person may end it before. */
export const ELIGIBILITY = defineStates<'active' | 'expired' | 'ended', 'end' | 'expire'>('eligibility status', {
  active: {
    end: { to: 'ended', may: ['administrator', 'district'], words: 'end it' },
    expire: { to: 'expired', may: [], words: 'let it run out' },
  },
  expired: {},
  ended: {},
});
