/** How long documents are kept: what is older, and what a person decided about it. No student is named. */
import { z } from 'zod';
import { route } from '../route.ts';

const reason = z.string().trim().min(3).max(500);

const Proposal = z.object({
  proposal: z.int(),
  /** Files of this school year and earlier ones: the calendar year in which it begins. */
  throughYear: z.int(),
  documents: z.int(),
  size: z.int(),
  state: z.enum(['open', 'purged', 'kept']),
  madeAt: z.iso.datetime(),
  decidedBy: z.string(),
  decidedAt: z.iso.datetime().nullable(),
  reason: z.string(),
});

export const RetentionPage = z
  .object({
    documentsYears: z.int(),
    /** '' while nobody has said it. */
    setBy: z.string(),
    setAt: z.iso.datetime().nullable(),
    reason: z.string(),
    /** Through this school year everything closed is older than the district keeps it. */
    throughYear: z.int(),
    /** What would go today, by school year. */
    older: z.array(z.object({ year: z.int(), documents: z.int(), students: z.int(), size: z.int() })),
    /** Attendance files of earlier school years that are still open: the next calculation closes them. */
    openEarlier: z.int(),
    proposals: z.array(Proposal),
  })
  .meta({ id: 'RetentionPage' });
export type RetentionPage = z.output<typeof RetentionPage>;

const params = z.object({ proposal: z.coerce.number<string | number>().int().positive() });

export const retentionContract = {
  readRetention: route({
    method: 'GET',
    path: '/api/retention',
    tag: 'system',
    summary: 'How long documents are kept, what is older by school year, and what was decided about it.',
    action: 'manage-catalogs',
    ok: RetentionPage,
  }),
  setRetention: route({
    method: 'PUT',
    path: '/api/retention',
    tag: 'system',
    summary: 'Says how many years after the end of its school year a document is kept. Removes nothing.',
    action: 'manage-catalogs',
    body: z.object({ documentsYears: z.int().min(1).max(99), reason }),
    ok: RetentionPage,
  }),
  proposeRetention: route({
    method: 'POST',
    path: '/api/retention/proposals',
    tag: 'system',
    summary: 'Puts what is older before a person. Removes nothing.',
    action: 'manage-catalogs',
    status: 201,
    ok: z.object({ documents: z.int() }),
  }),
  purgeRetention: route({
    method: 'POST',
    path: '/api/retention/proposals/:proposal/purge',
    tag: 'system',
    summary: 'Removes the documents of a proposal for good. Entries, hashes and who filed them stay.',
    action: 'manage-catalogs',
    params,
    body: z.object({ reason }),
    ok: z.object({ documents: z.int(), files: z.int() }),
  }),
  keepRetention: route({
    method: 'POST',
    path: '/api/retention/proposals/:proposal/keep',
    tag: 'system',
    summary: 'Keeps the documents of a proposal, with a reason.',
    action: 'manage-catalogs',
    params,
    body: z.object({ reason }),
    ok: z.object({ proposal: z.int() }),
  }),
};
