/** The journal of a student, and of the person who writes it. */
import { z } from 'zod';
import { dateField, pageOf, pageQuery, route } from '../route.ts';

const params = z.object({ student: z.string().max(20) });

export const JournalEntry = z
  .object({
    journal: z.int(),
    on: dateField,
    reason: z.string().describe('A key of the reasons.'),
    entry: z.string(),
    by: z.string(),
    isMine: z.boolean(),
    madeAt: z.iso.datetime(),
    joinsPlan: z.boolean(),
    corrects: z.int().nullable(),
    correctionReason: z.string(),
    isVoid: z.boolean().describe('A correction that says: this was written to the wrong student.'),
    correctedBy: z.int().nullable(),
  })
  .meta({ id: 'JournalEntry' });
export type JournalEntry = z.output<typeof JournalEntry>;

export const JournalFacts = z.object({
  on: dateField.optional(),
  reason: z.string().min(1).max(60),
  entry: z.string().trim().min(1).max(8000),
});

export const journalsContract = {
  readJournalReasons: route({
    method: 'GET',
    path: '/api/journal/reasons',
    tag: 'journals',
    summary: 'The reasons an entry may have. Those with `attendance` join the plans that are active on their day.',
    action: 'write-journal',
    ok: z.object({ reasons: z.array(z.object({ key: z.string(), label: z.string(), joinsPlan: z.boolean() })) }),
  }),
  readMyJournal: route({
    method: 'GET',
    path: '/api/journal',
    tag: 'journals',
    summary: 'What the person wrote, about any student within reach; the newest day first.',
    action: 'write-journal',
    query: z.object({ ...pageQuery, reason: z.string().max(60).default('') }),
    ok: pageOf(JournalEntry.extend({ student: z.string(), name: z.string(), grade: z.string() })),
  }),
  readJournal: route({
    method: 'GET',
    path: '/api/students/:student/journal',
    tag: 'journals',
    summary: 'The journal of a student, the newest day first; corrected entries stand in it too.',
    action: 'see-cases',
    params,
    query: z.object(pageQuery),
    ok: pageOf(JournalEntry),
  }),
  writeJournal: route({
    method: 'POST',
    path: '/api/students/:student/journal',
    tag: 'journals',
    summary: 'Writes an entry with a reason.',
    action: 'write-journal',
    status: 201,
    params,
    body: JournalFacts,
    ok: z.object({ journal: z.int() }),
  }),
  correctJournal: route({
    method: 'POST',
    path: '/api/journal/:journal/correct',
    tag: 'journals',
    summary: 'Appends an entry that takes the place of this one; without facts: it was written to the wrong student.',
    action: 'write-journal',
    status: 201,
    params: z.object({ journal: z.coerce.number<string | number>().int().positive() }),
    body: z.object({ reason: z.string().trim().min(1).max(500), facts: JournalFacts.nullable() }),
    ok: z.object({ journal: z.int() }),
  }),
};
