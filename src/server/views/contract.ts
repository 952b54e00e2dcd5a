/** Views of the worklist that a person saved: filters, search text and order under a name. Shared with nobody. */
import { z } from 'zod';
import { route } from '../route.ts';
import { SORTS, TABS } from '../worklist/contract.ts';

const values = z.array(z.string().max(100)).max(100).default([]);

/** What is chosen; no school, because the same view serves at each. */
export const ViewChoices = z.object({
  tab: z.enum(TABS).default('due'),
  type: values,
  level: values,
  pack: values,
  grade: values,
  at: values,
  decision: values,
  text: z.string().trim().max(100).default(''),
  sort: z.enum(SORTS).default('look-first'),
  order: z.enum(['asc', 'desc']).default('asc'),
});
export type ViewChoices = z.output<typeof ViewChoices>;

const nameField = z.string().trim().min(1).max(60);

export const SavedView = z
  .object({ view: z.string(), name: z.string(), choices: ViewChoices, savedAt: z.iso.datetime() })
  .meta({ id: 'SavedView' });
export type SavedView = z.output<typeof SavedView>;

export const MOST_VIEWS = 50;

const params = z.object({ view: z.string().max(20) });

export const viewsContract = {
  readViews: route({
    method: 'GET',
    path: '/api/views',
    tag: 'views',
    summary: 'The views of the worklist that this person saved, by name.',
    action: 'see-worklist',
    ok: z.object({ items: z.array(SavedView) }),
  }),
  saveView: route({
    method: 'POST',
    path: '/api/views',
    tag: 'views',
    summary: 'Saves what is chosen under a name; a view of that name is replaced.',
    action: 'see-worklist',
    body: z.object({ name: nameField, choices: ViewChoices }),
    ok: SavedView,
  }),
  renameView: route({
    method: 'PATCH',
    path: '/api/views/:view',
    tag: 'views',
    summary: 'Gives a saved view another name.',
    action: 'see-worklist',
    params,
    body: z.object({ name: nameField }),
    ok: SavedView,
  }),
  removeView: route({
    method: 'DELETE',
    path: '/api/views/:view',
    tag: 'views',
    summary: 'Forgets a saved view.',
    action: 'see-worklist',
    params,
    ok: z.object({ removed: z.literal(true) }),
  }),
};
