/** Catalogs: what a district defines for its casework; and the directory of who may be named as having reported something. */
import { z } from 'zod';
import { dateField, route } from '../route.ts';

const Words = z.object({ en: z.string(), es: z.string() });

/** A further column, as the form has to ask for it. */
export const CatalogField = z.object({
  key: z.string(),
  kind: z.enum(['money', 'whole', 'choice', 'codes', 'yes-no', 'text', 'words']),
  /** Of `whole`: both included. */
  least: z.int().nullable(),
  most: z.int().nullable(),
  /** Of `choice`: what may be chosen; of `codes`: the codes of the other catalog, with their names. */
  choices: z.array(z.object({ value: z.string(), name: Words.nullable() })),
});
export type CatalogField = z.output<typeof CatalogField>;

/** Whole cents, a number, yes or no, a text, codes, or a text in both languages. */
const extraField = z.union([z.number(), z.boolean(), z.string(), z.array(z.string()), Words]);

export const CatalogEntry = z
  .object({
    code: z.string(),
    name: Words,
    extra: z.record(z.string(), extraField),
    /** First day on which it holds; null: always did. */
    from: dateField.nullable(),
    /** First day without it; null: it goes on. */
    until: dateField.nullable(),
    state: z.enum(['holds', 'comes', 'ended']),
    /** '' for what is shipped. */
    addedBy: z.string(),
    reason: z.string(),
    endedBy: z.string().nullable(),
    endedReason: z.string().nullable(),
  })
  .meta({ id: 'CatalogEntry' });
export type CatalogEntry = z.output<typeof CatalogEntry>;

const catalogName = z.string().min(1).max(60);
const codeField = z.string().trim().min(1).max(80);
const reasonField = z.string().trim().min(3).max(500);
const params = z.object({ catalog: catalogName });
const written = {
  name: z.object({ en: z.string().max(400), es: z.string().max(400) }),
  extra: z.record(z.string(), extraField),
  /** First day on which it holds; left out: today. */
  from: dateField.optional(),
  reason: reasonField,
};

export const catalogsContract = {
  listCatalogs: route({
    method: 'GET',
    path: '/api/catalogs',
    tag: 'catalogs',
    summary: 'The catalogs, and how many codes of each hold today. `staff` is as the student information system says.',
    action: 'see-catalogs',
    ok: z.object({ items: z.array(z.object({ catalog: z.string(), holds: z.int() })) }),
  }),
  readCatalog: route({
    method: 'GET',
    path: '/api/catalogs/:catalog',
    tag: 'catalogs',
    summary: 'One catalog with all that held, holds or will hold.',
    action: 'see-catalogs',
    params,
    ok: z.object({
      catalog: z.string(),
      fields: z.array(CatalogField),
      /** Names of people: one for every language. */
      isOfPeople: z.boolean(),
      /** False for what the student information system says. */
      isOurs: z.boolean(),
      items: z.array(CatalogEntry),
    }),
  }),
  addCatalogEntry: route({
    method: 'POST',
    path: '/api/catalogs/:catalog/entries',
    tag: 'catalogs',
    summary: 'Adds a code.',
    action: 'manage-catalogs',
    status: 201,
    params,
    body: z.object({ code: codeField, ...written }),
    ok: CatalogEntry,
  }),
  changeCatalogEntry: route({
    method: 'POST',
    path: '/api/catalogs/:catalog/change',
    tag: 'catalogs',
    summary: 'Changes a code from a day on. What was made with it before keeps what it says.',
    action: 'manage-catalogs',
    params,
    body: z.object({ code: codeField, ...written }),
    ok: CatalogEntry,
  }),
  endCatalogEntry: route({
    method: 'POST',
    path: '/api/catalogs/:catalog/end',
    tag: 'catalogs',
    summary: 'Ends a code from a day on. It stays on record.',
    action: 'manage-catalogs',
    params,
    body: z.object({ code: codeField, on: dateField.optional(), reason: reasonField }),
    ok: z.object({ code: z.string() }),
  }),
  searchDirectory: route({
    method: 'GET',
    path: '/api/directory',
    tag: 'catalogs',
    summary:
      'Staff, or people who are neither staff nor students, by a part of the last name or the beginning of the id.',
    action: 'see-catalogs',
    query: z.object({ kind: z.enum(['staff', 'non-student']), text: z.string().max(100).default('') }),
    ok: z.object({
      items: z.array(z.object({ id: z.string(), name: z.string(), does: z.string(), school: z.string() })),
    }),
  }),
};
