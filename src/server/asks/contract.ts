/** What schools ask the district to do, because it is done for the whole district only. Nothing of a student. */
import { z } from 'zod';
import { route } from '../route.ts';

export const Ask = z
  .object({
    ask: z.int(),
    what: z.enum(['calculate']),
    school: z.string(),
    schoolName: z.string(),
    person: z.string(),
    at: z.iso.datetime(),
    /** How many people of the district were written to; 0: no mail is set up, the list is all. */
    mails: z.int(),
    doneBy: z.string().nullable(),
    doneAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Ask' });
export type Ask = z.output<typeof Ask>;

export const asksContract = {
  askDistrict: route({
    method: 'POST',
    path: '/api/asks',
    tag: 'runs',
    summary:
      'Asks the district to calculate: an e-mail to its people where mail is set up, and a line on their page Runs. Once in four hours for a school.',
    action: 'see-worklist',
    body: z.object({ school: z.string().min(1).max(100), what: z.enum(['calculate']) }),
    /** `isNew` false: somebody of the school asked a while ago. */
    ok: z.object({ ask: Ask, isNew: z.boolean() }),
  }),
  listAsks: route({
    method: 'GET',
    path: '/api/asks',
    tag: 'runs',
    summary: 'What schools asked for: what is open first, then what was done lately.',
    action: 'see-runs',
    ok: z.object({ items: z.array(Ask), open: z.int().nonnegative() }),
  }),
  endAsk: route({
    method: 'POST',
    path: '/api/asks/:ask/done',
    tag: 'runs',
    summary: 'Takes one off the list.',
    action: 'manage-schedules',
    params: z.object({ ask: z.coerce.number<number | string>().int().positive() }),
    ok: z.object({ done: z.literal(true) }),
  }),
};
