/** The ways of messages: what is set up and from which address, what is switched on, when families get them, and a test to oneself. */
import { z } from 'zod';
import { route } from '../route.ts';

const way = z.enum(['email', 'text']);

export const ChannelsState = z
  .object({
    email: z.object({
      /** A mail server and a sender are set in the environment. */
      isSet: z.boolean(),
      /** The district has not switched it off. */
      isOn: z.boolean(),
      /** As `Laurel <office@lakeside.example>`; '' not set. */
      from: z.string(),
      /** Host and port of the mail server, without user and password; '' not set. */
      server: z.string(),
      /** Whether a password is set, and never which. */
      hasPassword: z.boolean(),
    }),
    text: z.object({
      isSet: z.boolean(),
      isOn: z.boolean(),
      /** The number, or the messaging service, that texts come from; '' not set. */
      from: z.string(),
      /** Host of the provider; '' not set. */
      server: z.string(),
      hasToken: z.boolean(),
      /** Where the provider should send answers as STOP; '' where it cannot reach this installation. */
      answersTo: z.string(),
    }),
    family: z.object({
      /** 1 is Monday, 7 is Sunday; in their order. */
      days: z.string(),
      from: z.string(),
      until: z.string(),
      timeZone: z.string(),
      /** When messages to families leave next; null: now. */
      opensAt: z.iso.datetime().nullable(),
      /** Messages to families that wait. */
      waiting: z.int().nonnegative(),
    }),
    /** Where a test e-mail goes: to whoever asks. */
    ownEmail: z.string(),
  })
  .meta({ id: 'ChannelsState' });
export type ChannelsState = z.output<typeof ChannelsState>;

export const channelsContract = {
  readChannels: route({
    method: 'GET',
    path: '/api/channels',
    tag: 'messages',
    summary: 'Which ways of messages are set up and on, from which address, and in which hours families get them.',
    action: 'see-runs',
    ok: ChannelsState,
  }),
  testChannel: route({
    method: 'POST',
    path: '/api/channels/test',
    tag: 'messages',
    summary: 'Sends a test message to oneself, at once; says what the server answered.',
    action: 'manage-settings',
    body: z.object({
      way,
      /** Of a text message: one’s own number. It is not kept. */
      number: z.string().trim().max(40).default(''),
    }),
    ok: z.object({
      outcome: z.enum(['sent', 'failed']),
      /** What the server or the provider said, in English; '' it took the message. */
      reason: z.string(),
    }),
  }),
};
