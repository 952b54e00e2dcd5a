/** The worklist: one list over all criteria and packs of who is due, held, declined, or changed after sending. */
import { z } from 'zod';
import { dateField, file, pageOf, pageQuery, route, schoolField } from '../route.ts';

export const TABS = ['due', 'to-approve', 'held', 'declined', 'changed'] as const;
export type Tab = (typeof TABS)[number];

export const SORTS = ['look-first', 'student', 'grade', 'school', 'level', 'count', 'met-on', 'sends'] as const;
export type Sort = (typeof SORTS)[number];

/** Several values of a filter: joined by commas in an address, a list in a body. Empty: no filter. */
const valuesField = z
  .union([z.array(z.string().max(100)).max(100), z.string().max(2000)])
  .transform((given) => (typeof given === 'string' ? given.split(',') : given).filter((one) => one !== ''))
  .default([]);

/** Which lines, in which order. */
export const WorklistChoice = z.object({
  school: schoolField,
  tab: z.enum(TABS).default('due'),
  /** What goes out: `letter`, `incident`, ... as `then:` of a criterion names it. */
  type: valuesField,
  /** Codes of criteria. */
  level: valuesField,
  pack: valuesField,
  grade: valuesField,
  /** Schools of the students, among those of the person. */
  at: valuesField,
  /** Why it is held (`settling`, `after`, ...), or how a notice changed. */
  decision: valuesField,
  sort: z.enum(SORTS).default('look-first'),
  order: z.enum(['asc', 'desc']).default('asc'),
  /** Lines of `due` that were issued after this instant stay in the list. */
  since: z.iso.datetime({ offset: true }).optional(),
});
export type WorklistChoice = z.output<typeof WorklistChoice>;

/** A search text never stands in an address. Words of a name in any order, or a number of the student. */
const textField = z.string().trim().max(100).default('');

export const Doubt = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['no-letters', 'no-address', 'address-missing', 'sibling-also-due']) }),
  z.object({ kind: z.literal('in-english'), language: z.string() }),
  z.object({ kind: z.literal('overdue'), schoolDays: z.int() }),
  /** Somebody of the school tried to reach the family in the days before. */
  z.object({
    kind: z.literal('contacted'),
    on: dateField,
    contact: z.enum(['phone', 'email', 'in-person', 'home-visit', 'text']),
    outcome: z.string(),
  }),
]);
export type Doubt = z.output<typeof Doubt>;

export const SentBefore = z.object({ level: z.string(), on: dateField, state: z.string() });

export const WorklistLine = z
  .object({
    /** Opaque; the line of a trigger keeps it. */
    trigger: z.string(),
    student: z.string(),
    /** `Torres, Maya`. */
    name: z.string(),
    grade: z.string(),
    school: z.string(),
    schoolName: z.string(),
    pack: z.string(),
    level: z.string(),
    title: z.string(),
    /** What it does when it is issued. */
    types: z.array(z.string()),
    count: z.number(),
    unit: z.enum(['day', 'period', 'minute', 'percent', 'time']),
    metOn: dateField,
    state: z.enum(['due', 'to-approve', 'held', 'declined', 'changed', 'issued']),
    /** Why it is held, or how the notice changed: `after:L1`, `settling`, `person`, `no-longer-met`. */
    reason: z.string().nullable(),
    /** A person's decision behind it. */
    person: z.object({ by: z.string(), reason: z.string(), until: dateField.nullable() }).nullable(),
    /** Languages of its letters; `wanted` is what a family asked for where the letter is not in it. */
    sends: z.array(z.object({ language: z.string(), wanted: z.string() })),
    /** Of its letters: go by e-mail. */
    byEmail: z.int(),
    doubts: z.array(Doubt),
    /** Due, and somebody can receive each of its letters. */
    isReady: z.boolean(),
    sentBefore: z.array(SentBefore),
    conference: z.object({ on: dateField, at: z.string(), place: z.string(), with: z.string() }).nullable(),
    /** The notice on file that speaks for it. */
    notice: z.string().nullable(),
    /** Issued while the list was open. */
    issued: z.object({ at: z.string(), by: z.string() }).nullable(),
  })
  .meta({ id: 'WorklistLine' });
export type WorklistLine = z.output<typeof WorklistLine>;

const Facet = z.array(z.object({ value: z.string(), label: z.string(), count: z.int() }));

const WorklistSummary = z.object({
  /** The same text, the same list. */
  revision: z.string(),
  /** The day the list looks from, and that letters would bear which are issued now; null before the first calculation. */
  asOf: dateField.nullable(),
  /** The last day with records of an import. */
  dataThrough: dateField.nullable(),
  counts: z.object({
    due: z.int(),
    'to-approve': z.int(),
    held: z.int(),
    declined: z.int(),
    changed: z.int(),
    /** Of `due`: can go out. */
    ready: z.int(),
  }),
});

export const WorklistPage = pageOf(WorklistLine).extend({
  ...WorklistSummary.shape,
  /** Of the lines under the filter: can go out. */
  readyHere: z.int(),
  /** When this was asked: for `since`. */
  checkedAt: z.iso.datetime(),
  /** What there is to filter by in this tab, with the number of lines. */
  facets: z.object({ type: Facet, level: Facet, pack: Facet, grade: Facet, at: Facet, decision: Facet }),
});
export type WorklistPage = z.output<typeof WorklistPage>;

/** One triple for each line, short, because there may be ten thousand. */
const WorklistKeys = z.object({
  revision: z.string(),
  lines: z.array(z.object({ trigger: z.string(), isReady: z.boolean(), types: z.array(z.string()) })),
});

const Search = WorklistChoice.extend({ text: textField });

export const worklistContract = {
  readWorklist: route({
    method: 'GET',
    path: '/api/worklist',
    tag: 'worklist',
    summary: 'One list over all criteria and packs, page by page. Answers 304 while nothing has changed.',
    action: 'see-worklist',
    query: WorklistChoice.extend(pageQuery),
    ok: WorklistPage,
  }),
  searchWorklist: route({
    method: 'POST',
    path: '/api/worklist/search',
    tag: 'worklist',
    summary: 'The same list by a name or number, which may not stand in an address.',
    action: 'see-worklist',
    body: Search.extend(pageQuery),
    ok: WorklistPage,
  }),
  readWorklistSummary: route({
    method: 'GET',
    path: '/api/worklist/summary',
    tag: 'worklist',
    summary:
      'How many are due, to approve, held, declined and changed after sending, and whether the list has changed.',
    action: 'see-worklist',
    query: z.object({ school: schoolField }),
    ok: WorklistSummary,
  }),
  readWorklistKeys: route({
    method: 'POST',
    path: '/api/worklist/keys',
    tag: 'worklist',
    summary: 'The triggers of all lines under a filter, for a selection beyond what is loaded.',
    action: 'see-worklist',
    body: Search,
    ok: WorklistKeys,
  }),
  exportWorklist: route({
    method: 'POST',
    path: '/api/worklist.csv',
    tag: 'worklist',
    summary: 'The list under a filter as a file for a spreadsheet.',
    action: 'export',
    body: Search,
    ok: file('text/csv'),
  }),
  printWorklist: route({
    method: 'POST',
    path: '/api/worklist.pdf',
    tag: 'worklist',
    summary:
      'The list under a filter on paper, for lists that are too long for a browser to print: at most 10,000 rows.',
    action: 'see-worklist',
    body: Search,
    ok: file('application/pdf'),
  }),
};
