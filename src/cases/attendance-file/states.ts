/** The life of an attendance file: open or closed. Who may do what with it. */
import { defineStates } from '../core/states.ts';

export type CaseState = 'open' | 'closed';
export type CaseAction = 'assign' | 'close' | 'reopen';

const SCHOOL = ['clerk', 'administrator', 'team', 'district'] as const;

export const CASE_STATES = defineStates<CaseState, CaseAction>('attendance file', {
  open: {
    assign: { to: 'open', may: SCHOOL, words: 'give it to somebody' },
    close: { to: 'closed', may: ['administrator', 'team', 'district'], words: 'close it' },
  },
  closed: {
    reopen: { to: 'open', may: ['administrator', 'team', 'district'], words: 'open it again' },
  },
});

/** How a file ends; the words say more. */
export const CASE_OUTCOMES = [
  'recovered',
  'moved-away',
  'referred',
  'year-ended',
  'opened-by-mistake',
  'other',
] as const;
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];
