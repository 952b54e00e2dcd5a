import { defineStates } from '../core/states.ts';

/** An alert runs until its last day; a person may end it before. */
export const ALERT = defineStates<'active' | 'ended', 'end'>('alert', {
  active: { end: { to: 'ended', may: ['clerk', 'administrator', 'team', 'officer', 'district'], words: 'end it' } },
  ended: {},
});
