/** How current the figures are: what explains every difference from the student information system. */
import { z } from 'zod';
import { dateField, route, schoolField } from '../route.ts';

export const asOfContract = {
  readAsOf: route({
    method: 'GET',
    path: '/api/as-of',
    tag: 'as-of',
    summary: 'The day that the data goes through, when it was calculated, by which packs, and when it will be next.',
    action: 'use-app',
    query: z.object({ school: schoolField }),
    ok: z.object({
      /** The last day with attendance; null before the first calculation. */
      through: dateField.nullable(),
      /** The day for which was calculated. */
      asOf: dateField.nullable(),
      calculatedAt: z.iso.datetime().nullable(),
      /** Something was imported after that. */
      isBehind: z.boolean(),
      /** In use at these schools. */
      packs: z.array(z.string()),
      nextAt: z.iso.datetime().nullable(),
    }),
  }),
};
