/** The life of a referral as one table. */
import { defineStates } from '../core/states.ts';

const SCHOOL = ['administrator', 'district'] as const;
const REVIEWER = ['officer', 'district'] as const;

const REFERRAL_STATES = ['preparing', 'new', 'in-review', 'returned', 'decided', 'withdrawn'] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];
export type ReferralAction = 'send' | 'withdraw' | 'accept' | 'return' | 'next-step' | 'decide' | 'waive';

/** The school prepares and sends; everything after that is the reviewer's, until it comes back. */
export const REFERRAL = defineStates<ReferralState, ReferralAction>('referral', {
  preparing: {
    waive: { to: 'preparing', may: SCHOOL, words: 'go on without a step' },
    send: { to: 'new', may: SCHOOL, words: 'send it' },
    withdraw: { to: 'withdrawn', may: SCHOOL, words: 'withdraw it' },
  },
  new: {
    accept: { to: 'in-review', may: REVIEWER, words: 'accept it' },
    return: { to: 'returned', may: REVIEWER, words: 'return it' },
    withdraw: { to: 'withdrawn', may: SCHOOL, words: 'withdraw it' },
  },
  'in-review': {
    'next-step': { to: 'in-review', may: REVIEWER, words: 'set a next step' },
    return: { to: 'returned', may: REVIEWER, words: 'return it' },
    decide: { to: 'decided', may: REVIEWER, words: 'decide it' },
  },
  returned: {
    waive: { to: 'returned', may: SCHOOL, words: 'go on without a step' },
    send: { to: 'new', may: SCHOOL, words: 'send it again' },
    withdraw: { to: 'withdrawn', may: SCHOOL, words: 'withdraw it' },
  },
  decided: {},
  withdrawn: {},
});

export const REFERRAL_OUTCOMES = [
  'back-to-school',
  'warning',
  'home-visit',
  'services',
  'court',
  'recovered',
  'other',
] as const;
export type ReferralOutcome = (typeof REFERRAL_OUTCOMES)[number];
