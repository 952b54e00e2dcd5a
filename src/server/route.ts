/**
 * What a route of the API is: the one description from which the server's handlers, the typed client, OpenAPI and the
 * generated tests are made. Knows zod and nothing else, because the browser loads it too.
 */
import { z } from 'zod';
import type { Action } from '../access/roles.ts';
import type { FileType } from './file-type.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export { file, isFile, type FileType } from './file-type.ts';

export interface Route {
  readonly method: Method;
  /** As Fastify writes it: `/api/notices/:notice`. */
  readonly path: `/api/${string}`;
  /** The resource: one tag a folder. */
  readonly tag: string;
  /** One sentence. */
  readonly summary: string;
  /** What the person must be allowed to do; `public` needs no session. */
  readonly action: Action | 'public';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** 200 unless given. */
  readonly status?: number;
  readonly ok: z.ZodType | FileType;
  /** Needs the header `Idempotency-Key`; the same key twice gives the first answer again. */
  readonly idempotent?: true;
  /** Needs the header `If-Match` with the revision that was read. */
  readonly ifMatch?: true;
  /** For the whole district: whoever may not is told the last run, the next one and whom to ask. */
  readonly districtOnly?: true;
  /** Largest body in bytes; 256 KiB unless given. */
  readonly bodyLimit?: number;
  /** The body is `multipart/form-data` with files, read by the handler. */
  readonly upload?: true;
  /** What such a body holds besides its file, and the name of the part with the file: for OpenAPI. */
  readonly parts?: { readonly file: string; readonly fields: readonly string[] };
}

/** Types a route by its own schemas. */
export const route = <const R extends Route>(one: R): R => one;

/** An error of the API, as RFC 9457 writes it. */
export const ProblemShape = z
  .object({
    /** `/problems/` and the code of the catalogue. */
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    /** What `detail` says, apart from its English sentence: for words of one's own. */
    refusal: z
      .object({
        code: z.string(),
        values: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
      })
      .optional(),
    /** To quote when asking for help. */
    reference: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** The present version, where another person saved meanwhile. */
    present: z.unknown().optional(),
    /** What a refusal says beyond its sentence: last run, whom to ask. */
    facts: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Problem' });
export type ProblemShape = z.output<typeof ProblemShape>;

const DEFAULT_LIMIT = 50;
const LARGEST_LIMIT = 200;

/** The query of a list. */
export const pageQuery = {
  /** Where the page begins: `next` of the page before. */
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number<number | string>().int().min(1).max(LARGEST_LIMIT).default(DEFAULT_LIMIT),
} as const;

/** As {@link pageQuery}; with a limit of 0 only the numbers: nobody sees a list, and no entry says so. */
export const pageOrCountQuery = {
  ...pageQuery,
  limit: z.coerce.number<number | string>().int().min(0).max(LARGEST_LIMIT).default(DEFAULT_LIMIT),
} as const;

/** A page of a list. `next` is null on the last page; `total` counts the whole list under the filter. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable(), total: z.int().nonnegative() });
}

/** ISO date, as `2026-11-12`. */
export const dateField = z.iso.date();

/** A school's id; left out or empty: all schools the person may see. */
export const schoolField = z.string().max(100).default('');

export type Contract = Readonly<Record<string, Route>>;
