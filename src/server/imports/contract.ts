/** Bundles that come by the API, and what came before. */
import { z } from 'zod';
import { pageOf, pageQuery, route } from '../route.ts';

/** Unit: bytes of the zip. */
export const LARGEST_UPLOAD = 2 * 1024 ** 3;

export const Import = z
  .object({
    import: z.int(),
    source: z.string(),
    state: z.enum(['done', 'refused']),
    /** Rows new, changed, gone and set aside, for each file. */
    figures: z.unknown(),
    importedBy: z.string(),
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Import' });

export const importsContract = {
  listImports: route({
    method: 'GET',
    path: '/api/imports',
    tag: 'imports',
    summary: 'What was imported, newest first.',
    action: 'import',
    query: z.object(pageQuery),
    ok: pageOf(Import),
  }),
  importBundle: route({
    method: 'POST',
    path: '/api/imports',
    tag: 'imports',
    summary: 'Takes a bundle as one zip file (the part `bundle`) and imports it by a job.',
    action: 'import',
    idempotent: true,
    upload: true,
    parts: { file: 'bundle', fields: [] },
    bodyLimit: LARGEST_UPLOAD,
    query: z.object({
      /** Go on although the file has far fewer rows than the last one; says why. */
      acceptDrop: z.string().min(3).max(500).optional(),
      /** Calculate afterwards, when something changed. */
      thenCalculate: z.stringbool().default(false),
    }),
    status: 202,
    ok: z.object({ job: z.string(), files: z.array(z.string()) }),
  }),
};
