/** The life of a meeting. */
import { defineStates } from '../core/states.ts';

const MEETING_STATES = ['planned', 'held', 'cancelled'] as const;
export type MeetingState = (typeof MEETING_STATES)[number];
export type MeetingAction = 'change' | 'invite' | 'respond' | 'cancel' | 'hold' | 'write-minutes' | 'reopen';

const STAFF = ['clerk', 'administrator', 'team', 'officer', 'district'] as const;

/** Minutes of a meeting that was held may be added to; a meeting that was cancelled by mistake is planned anew, as another one. */
export const MEETING = defineStates<MeetingState, MeetingAction>('meeting', {
  planned: {
    change: { to: 'planned', may: STAFF, words: 'change it' },
    invite: { to: 'planned', may: STAFF, words: 'invite somebody' },
    respond: { to: 'planned', may: STAFF, words: 'note an answer' },
    cancel: { to: 'cancelled', may: STAFF, words: 'cancel it' },
    hold: { to: 'held', may: STAFF, words: 'record that it was held' },
  },
  held: {
    'write-minutes': { to: 'held', may: STAFF, words: 'add to its minutes' },
    reopen: { to: 'planned', may: ['administrator', 'officer', 'district'], words: 'take back that it was held' },
  },
  cancelled: {},
});
