/** What may become of a message to one person. The one table. */
import type { Role } from '../../access/index.ts';
import { defineStates } from '../core/states.ts';

export const RECIPIENT_STATES = ['waiting', 'sent', 'delivered', 'print', 'printed', 'cancelled'] as const;
export type RecipientState = (typeof RECIPIENT_STATES)[number];
export type RecipientAction = 'leave' | 'arrive' | 'next-way' | 'to-print' | 'print' | 'again' | 'cancel';

const OFFICE: readonly Role[] = ['clerk', 'administrator', 'district'];

const leave = { to: 'sent', may: [], words: 'send it' } as const;
const arrive = { to: 'delivered', may: [], words: 'note that it arrived' } as const;
const nextWay = { to: 'waiting', may: [], words: 'try the next way' } as const;
const toPrint = { to: 'print', may: OFFICE, words: 'put it on the print list' } as const;
const cancel = { to: 'cancelled', may: [], words: 'take it back' } as const;

/** Rollcall itself follows what becomes of the message; the office prints, and has it tried again. */
export const RECIPIENT = defineStates<RecipientState, RecipientAction>('message', {
  waiting: { leave, arrive, 'next-way': nextWay, 'to-print': toPrint, cancel },
  sent: { arrive, 'next-way': nextWay, 'to-print': toPrint },
  delivered: { 'next-way': nextWay, 'to-print': toPrint },
  print: {
    print: { to: 'printed', may: OFFICE, words: 'mark it as printed' },
    again: { to: 'waiting', may: OFFICE, words: 'try again' },
    leave,
    arrive,
    cancel,
  },
  printed: { print: { to: 'printed', may: OFFICE, words: 'print it again' } },
  cancelled: {},
});
