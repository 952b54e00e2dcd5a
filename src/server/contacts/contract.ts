/** The communication log of a student. */
import { z } from 'zod';
import { dateField, pageOf, pageQuery, route } from '../route.ts';

export const CONTACT_KINDS = ['phone', 'email', 'in-person', 'home-visit', 'text'] as const;
export const CONTACT_OUTCOMES = ['reached', 'message', 'no-answer', 'wrong-number', 'refused', 'returned'] as const;
export const CONTACT_PARTIES = ['guardian', 'student', 'other'] as const;

const params = z.object({ student: z.string().max(20) });

export const Contact = z
  .object({
    contact: z.int(),
    kind: z.enum(CONTACT_KINDS),
    party: z.enum(CONTACT_PARTIES),
    name: z.string().describe('Of the guardian or the other person; empty for the student.'),
    on: dateField,
    at: z.iso.datetime(),
    outcome: z.enum(CONTACT_OUTCOMES),
    reason: z.string().describe('A key of the reasons.'),
    /** Of the catalog, in the language of who asks. */
    reasonName: z.string(),
    language: z.string(),
    hasInterpreter: z.boolean(),
    note: z.string(),
    by: z.string(),
    isMine: z.boolean(),
    madeAt: z.iso.datetime(),
    corrects: z.int().nullable(),
    correctionReason: z.string(),
    isVoid: z.boolean().describe('A correction that says: it did not happen.'),
    correctedBy: z.int().nullable().describe('The entry that took its place.'),
  })
  .meta({ id: 'Contact' });
export type Contact = z.output<typeof Contact>;

/** What a person says of a contact; what is left out is filled in: now, in the family's language. */
export const ContactFacts = z.object({
  kind: z.enum(CONTACT_KINDS).default('phone'),
  party: z.enum(CONTACT_PARTIES).default('guardian'),
  /** Of a guardian as the file has it. */
  name: z.string().trim().max(200).default(''),
  outcome: z.enum(CONTACT_OUTCOMES),
  at: z.iso.datetime({ offset: true }).optional(),
  reason: z.string().max(60).default('attendance'),
  language: z.string().max(35).default(''),
  hasInterpreter: z.boolean().default(false),
  note: z.string().trim().max(2000).default(''),
});
export type ContactFacts = z.output<typeof ContactFacts>;

const Logged = z.object({ contact: z.int(), isMade: z.boolean().describe('The family was reached.') });

export const contactsContract = {
  readContactStart: route({
    method: 'GET',
    path: '/api/students/:student/contacts/start',
    tag: 'contacts',
    summary: 'Whom one may call and in which language. Nobody with an order of no contact.',
    action: 'log-contact',
    params,
    ok: z.object({
      guardians: z.array(
        z.object({
          name: z.string(),
          relation: z.string(),
          language: z.string(),
          phone: z.string(),
          email: z.string(),
        }),
      ),
      noContact: z.int().describe('How many may be told nothing.'),
      homeLanguage: z.string(),
      /** Why one gets in touch: the one to begin with first. */
      reasons: z.array(z.object({ key: z.string(), name: z.string() })),
    }),
  }),
  readContacts: route({
    method: 'GET',
    path: '/api/students/:student/contacts',
    tag: 'contacts',
    summary: 'The communication log, the newest first; corrected entries stand in it too.',
    action: 'see-cases',
    params,
    query: z.object(pageQuery),
    ok: pageOf(Contact),
  }),
  logContact: route({
    method: 'POST',
    path: '/api/students/:student/contacts',
    tag: 'contacts',
    summary: 'Writes down that somebody tried to reach the family. Reached: the event `contact-made`.',
    action: 'log-contact',
    status: 201,
    params,
    body: ContactFacts,
    ok: Logged,
  }),
  correctContact: route({
    method: 'POST',
    path: '/api/contacts/:contact/correct',
    tag: 'contacts',
    summary: 'Appends an entry that takes the place of this one; without facts: it did not happen.',
    action: 'log-contact',
    status: 201,
    params: z.object({ contact: z.coerce.number<string | number>().int().positive() }),
    body: z.object({ reason: z.string().trim().min(1).max(500), facts: ContactFacts.nullable() }),
    ok: Logged,
  }),
};
