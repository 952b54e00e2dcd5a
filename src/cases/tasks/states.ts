import { defineStates } from '../core/states.ts';
import type { ActingRole } from '../core/who.ts';

const EVERYBODY: readonly ActingRole[] = ['clerk', 'administrator', 'team', 'teacher', 'officer', 'district'];
const THOSE_WHO_LEAD: readonly ActingRole[] = ['clerk', 'administrator', 'team', 'officer', 'district'];

export type TaskState = 'open' | 'done' | 'cancelled';
export type TaskAction = 'take' | 'assign' | 'wait' | 'finish' | 'cancel' | 'reopen';

/** A task is open until it is done or cancelled; what was ended by mistake is opened again. */
export const TASK = defineStates<TaskState, TaskAction>('task', {
  open: {
    take: { to: 'open', may: EVERYBODY, words: 'take it' },
    assign: { to: 'open', may: THOSE_WHO_LEAD, words: 'hand it to somebody' },
    wait: { to: 'open', may: EVERYBODY, words: 'say whom it waits for' },
    finish: { to: 'done', may: EVERYBODY, words: 'mark it done' },
    cancel: { to: 'cancelled', may: THOSE_WHO_LEAD, words: 'cancel it' },
  },
  done: { reopen: { to: 'open', may: THOSE_WHO_LEAD, words: 'open it again' } },
  cancelled: { reopen: { to: 'open', may: THOSE_WHO_LEAD, words: 'open it again' } },
});
