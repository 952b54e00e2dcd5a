/** Notifications to families, students and staff: what is on its way, what arrived, and what has to be printed instead. */
import { z } from 'zod';
import { file, pageOf, pageOrCountQuery, route, schoolField } from '../route.ts';

export const MESSAGE_STATES = ['waiting', 'sent', 'delivered', 'print', 'printed', 'cancelled'] as const;
const MESSAGE_ACTIONS = ['send-now', 'print-instead', 'print', 'again', 'came-back'] as const;
const count = z.int().nonnegative();

export const MessageLine = z
  .object({
    message: z.int(),
    /** What was told at once to all its people. */
    notification: z.int(),
    /** As `s12`. */
    student: z.string(),
    name: z.string(),
    school: z.string(),
    schoolName: z.string(),
    criterion: z.string(),
    /** `N12`. */
    notice: z.string(),
    /** `B12`. */
    batch: z.string().nullable(),
    toKind: z.enum(['guardian', 'student', 'staff']),
    to: z.string(),
    language: z.string(),
    /** Null: on paper from the start. */
    way: z.enum(['email', 'text']).nullable(),
    state: z.enum(MESSAGE_STATES),
    /** Why it is printed, or was tried another way: a word for which the app has a sentence; '' none. */
    why: z.string(),
    /** What the mail server or the provider said lately, in English; '' nothing. */
    reason: z.string(),
    /** How often it was tried. */
    tries: count,
    madeAt: z.iso.datetime(),
    stateAt: z.iso.datetime(),
    stateBy: z.string(),
    /** It does not leave before; null: nothing holds it. */
    waitsUntil: z.iso.datetime().nullable(),
    /** What keeps it: its batch can be undone, or families get no messages at this hour. */
    waitsFor: z.enum(['undo', 'hours']).nullable(),
    isPaused: z.boolean(),
    subject: z.string(),
    body: z.string(),
    short: z.string(),
    may: z.array(z.enum(MESSAGE_ACTIONS)),
  })
  .meta({ id: 'MessageLine' });
export type MessageLine = z.output<typeof MessageLine>;

const messages = z.array(z.int().positive()).min(1).max(200);
const params = z.object({ message: z.coerce.number<number | string>().int().positive() });
const done = z.object({ messages: count });

export const messagesContract = {
  readMessages: route({
    method: 'GET',
    path: '/api/messages',
    tag: 'messages',
    summary: 'Messages of notices by e-mail and text, the newest first.',
    action: 'see-notices',
    query: z.object({
      school: schoolField,
      /** '' all. */
      state: z.enum(['', ...MESSAGE_STATES]).default(''),
      /** As `s12`. */
      student: z.string().max(20).default(''),
      /** Of one notification alone; 0 all. */
      notification: z.coerce.number<number | string>().int().nonnegative().default(0),
      /** `family`: without what is for staff. */
      to: z.enum(['', 'family']).default(''),
      ...pageOrCountQuery,
    }),
    ok: pageOf(MessageLine).extend({
      counts: z.object({
        waiting: count,
        sent: count,
        delivered: count,
        print: count,
        printed: count,
        cancelled: count,
      }),
      /** Whether a way is set up in this installation. */
      ways: z.object({ email: z.boolean(), text: z.boolean() }),
    }),
  }),
  readMessagePages: route({
    method: 'GET',
    path: '/api/messages/pages',
    tag: 'messages',
    summary: 'The words of messages as pages to print, as one PDF.',
    action: 'print',
    query: z.object({
      school: schoolField,
      /** Numbers, as `12,13`; left out: all that wait for printing. */
      messages: z
        .string()
        .regex(/^(\d{1,15}(,\d{1,15}){0,199})?$/, 'numbers as 12,13')
        .default(''),
    }),
    ok: file('application/pdf'),
  }),
  markMessagesPrinted: route({
    method: 'POST',
    path: '/api/messages/printed',
    tag: 'messages',
    summary: 'These pages are printed.',
    action: 'print',
    body: z.object({ messages }),
    ok: done,
  }),
  printMessagesInstead: route({
    method: 'POST',
    path: '/api/messages/print-instead',
    tag: 'messages',
    summary: 'Puts messages on the print list instead; what has not left is taken back.',
    action: 'print',
    body: z.object({ messages }),
    ok: done,
  }),
  tryMessageAgain: route({
    method: 'POST',
    path: '/api/messages/:message/again',
    tag: 'messages',
    summary: 'Tries a message that is to be printed by its first way once more.',
    action: 'print',
    params,
    ok: done,
  }),
  noteMessageCameBack: route({
    method: 'POST',
    path: '/api/messages/:message/came-back',
    tag: 'messages',
    summary: 'An e-mail came back: the next way is tried, or it is printed.',
    action: 'mark-notice',
    params,
    body: z.object({ reason: z.string().trim().min(2).max(300) }),
    ok: done,
  }),
};
