/** The life of an attendance contract. */
import { defineStates } from '../core/states.ts';

const CONTRACT_STATES = ['draft', 'offered', 'signed', 'reviewed', 'violated', 'ended', 'lapsed'] as const;
export type ContractState = (typeof CONTRACT_STATES)[number];
export type ContractAction =
  | 'change'
  | 'offer'
  | 'take-back-offer'
  | 'sign'
  | 'complete'
  | 'review'
  | 'violate'
  | 'take-back-violation'
  | 'end'
  | 'lapse';

const SCHOOL = ['clerk', 'administrator', 'team', 'district'] as const;
const DECIDES = ['administrator', 'district'] as const;
const END = { to: 'ended', may: DECIDES, words: 'end it' } as const;
const LAPSE = { to: 'lapsed', may: ['rollcall'], words: 'let it lapse with the school year' } as const;

/** What was signed is never written anew: other terms are another contract. */
export const CONTRACT = defineStates<ContractState, ContractAction>('contract', {
  draft: {
    change: { to: 'draft', may: SCHOOL, words: 'change it' },
    offer: { to: 'offered', may: SCHOOL, words: 'offer it to the family' },
    end: END,
    lapse: LAPSE,
  },
  offered: {
    'take-back-offer': { to: 'draft', may: SCHOOL, words: 'take the offer back and change it' },
    sign: { to: 'offered', may: SCHOOL, words: 'have it signed' },
    complete: { to: 'signed', may: ['rollcall'], words: 'complete it' },
    end: END,
    lapse: LAPSE,
  },
  signed: {
    sign: { to: 'signed', may: SCHOOL, words: 'have it signed' },
    review: { to: 'reviewed', may: SCHOOL, words: 'review it' },
    violate: { to: 'violated', may: DECIDES, words: 'mark it as violated' },
    end: END,
    lapse: LAPSE,
  },
  reviewed: {
    review: { to: 'reviewed', may: SCHOOL, words: 'review it again' },
    violate: { to: 'violated', may: DECIDES, words: 'mark it as violated' },
    end: END,
    lapse: LAPSE,
  },
  violated: {
    'take-back-violation': { to: 'signed', may: DECIDES, words: 'take back that it was violated' },
    end: END,
    lapse: LAPSE,
  },
  ended: {},
  lapsed: {},
});
