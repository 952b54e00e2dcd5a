/** What a person typed and has not saved or sent yet: kept for that person alone, for 30 days. */
import { z } from 'zod';
import { route } from '../route.ts';

/** Opaque parts joined by colons, as `sentence:` and a trigger's key. Never a name or a number of a student. */
const keyField = z.string().regex(/^[A-Za-z0-9_:.-]{1,500}$/);

const LARGEST_DRAFT = 16 * 1024;
export const MOST_DRAFTS = 500;

/** Text, or the fields of a form. It names itself, so that OpenAPI can. */
const Value: z.ZodType<z.core.util.JSONType> = z
  .lazy(() => z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(Value), z.record(z.string(), Value)]))
  .meta({ id: 'DraftValue' });

export const Draft = z
  .object({
    key: z.string(),
    /** null: nothing is kept under this key. */
    value: Value,
    savedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Draft' });
export type Draft = z.output<typeof Draft>;

const params = z.object({ key: keyField });

export const draftsContract = {
  readDrafts: route({
    method: 'GET',
    path: '/api/drafts',
    tag: 'drafts',
    summary: "This person's drafts whose key begins so, the latest first.",
    action: 'use-app',
    query: z.object({ prefix: keyField }),
    ok: z.object({ items: z.array(Draft) }),
  }),
  readDraft: route({
    method: 'GET',
    path: '/api/drafts/:key',
    tag: 'drafts',
    summary: "One of this person's drafts; its value is null where there is none.",
    action: 'use-app',
    params,
    ok: Draft,
  }),
  saveDraft: route({
    method: 'PUT',
    path: '/api/drafts/:key',
    tag: 'drafts',
    summary: 'Keeps what is typed. At most 16 KiB.',
    action: 'use-app',
    params,
    bodyLimit: LARGEST_DRAFT,
    body: z.object({ value: Value }),
    ok: Draft,
  }),
  removeDraft: route({
    method: 'DELETE',
    path: '/api/drafts/:key',
    tag: 'drafts',
    summary: 'Forgets a draft, whether or not there is one.',
    action: 'use-app',
    params,
    ok: z.object({ removed: z.boolean() }),
  }),
};
