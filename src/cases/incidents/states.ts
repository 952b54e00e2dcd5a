import { defineStates } from '../core/states.ts';

export const INCIDENT_STATES = ['recorded', 'open', 'dated', 'served', 'cancelled'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];
export type IncidentAction = 'date' | 'serve' | 'cancel';

const OFFICE = ['administrator', 'district'] as const;

/** `recorded`: without an action, so there is nothing to date; `open`: the action waits for its dates. */
export const INCIDENT = defineStates<IncidentState, IncidentAction>('behavior incident', {
  recorded: { cancel: { to: 'cancelled', may: OFFICE, words: 'cancel it' } },
  open: {
    date: { to: 'dated', may: OFFICE, words: 'give its action dates' },
    cancel: { to: 'cancelled', may: OFFICE, words: 'cancel it' },
  },
  dated: {
    date: { to: 'dated', may: OFFICE, words: 'give its action other dates' },
    serve: { to: 'served', may: OFFICE, words: 'mark its action as served' },
    cancel: { to: 'cancelled', may: OFFICE, words: 'cancel it' },
  },
  served: {},
  cancelled: {},
});
