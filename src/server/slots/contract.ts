/** Conference slots of a school: dates, times and places that letters take. */
import { z } from 'zod';
import { dateField, route } from '../route.ts';

const schoolAsked = z.string().min(1).max(100);
const params = z.object({ slot: z.coerce.number<number | string>().int().positive() });
const timeField = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time as 15:30');

const WayField = z.enum(['next-free', 'by-hand']);

export const Slot = z
  .object({
    slot: z.int(),
    school: z.string(),
    on: dateField,
    at: z.string(),
    place: z.string(),
    with: z.string(),
    /** Kept for a student; null while it is free. */
    keptFor: z.object({ student: z.string(), name: z.string(), notice: z.string() }).nullable(),
    /** Chosen by a person for a letter that is not issued yet. */
    chosenFor: z.object({ trigger: z.string(), student: z.string(), name: z.string(), level: z.string() }).nullable(),
    /** Another slot with the same person at the same time, or in the same place. */
    clash: z.enum(['person', 'place']).nullable(),
    /** Its day is over. */
    isPast: z.boolean(),
  })
  .meta({ id: 'Slot' });
export type Slot = z.output<typeof Slot>;

export const slotsContract = {
  listSlots: route({
    method: 'GET',
    path: '/api/slots',
    tag: 'slots',
    summary: 'The slots of a school, how many are free, and how many the letters that are due need.',
    action: 'see-worklist',
    query: z.object({ school: schoolAsked }),
    ok: z.object({
      items: z.array(Slot),
      free: z.int(),
      taken: z.int(),
      /** Conferences of letters that are due, and of those that wait for a slot alone. */
      needed: z.int(),
      /** Slots are given out by themselves, or each is chosen by a person. */
      way: WayField,
      /** Letters that need a conference and are not issued yet, for a choice by hand. */
      waiting: z.array(
        z.object({
          trigger: z.string(),
          student: z.string(),
          name: z.string(),
          level: z.string(),
          metOn: dateField,
          /** The slot it would take now. */
          slot: z.int().nullable(),
        }),
      ),
    }),
  }),
  setConferenceWay: route({
    method: 'PUT',
    path: '/api/slots/way',
    tag: 'slots',
    summary: 'Whether letters take the next free slot, or a person chooses each. For the whole district.',
    action: 'manage-schedules',
    body: z.object({ way: WayField }),
    ok: z.object({ way: WayField }),
  }),
  chooseSlot: route({
    method: 'POST',
    path: '/api/slots/:slot/choose',
    tag: 'slots',
    summary: 'Keeps a free slot for a letter that is not issued yet.',
    action: 'manage-slots',
    params,
    body: z.object({ trigger: z.string().min(1).max(500) }),
    ok: z.object({ slot: z.int() }),
  }),
  freeSlot: route({
    method: 'POST',
    path: '/api/slots/:slot/free',
    tag: 'slots',
    summary: 'Frees a slot that was chosen for a letter.',
    action: 'manage-slots',
    params,
    ok: z.object({ slot: z.int() }),
  }),
  addSlots: route({
    method: 'POST',
    path: '/api/slots',
    tag: 'slots',
    summary: 'Adds slots; those that stand already are left as they are.',
    action: 'manage-slots',
    status: 201,
    body: z.object({
      school: schoolAsked,
      slots: z
        .array(
          z.object({
            on: dateField,
            times: z.array(timeField).min(1).max(100),
            place: z.string().trim().min(1).max(200),
            with: z.string().trim().min(1).max(200),
          }),
        )
        .min(1)
        .max(200),
    }),
    ok: z.object({ added: z.int(), already: z.int() }),
  }),
  takeOutSlot: route({
    method: 'DELETE',
    path: '/api/slots/:slot',
    tag: 'slots',
    summary: 'Takes a free slot out.',
    action: 'manage-slots',
    params,
    ok: z.object({ slot: z.int() }),
  }),
  moveSlot: route({
    method: 'POST',
    path: '/api/slots/:slot/move',
    tag: 'slots',
    summary: 'Gives a conference another, free slot of the same school. The letter that was sent keeps the old date.',
    action: 'manage-slots',
    params,
    body: z.object({ to: z.int().positive() }),
    ok: z.object({ notice: z.string() }),
  }),
};
