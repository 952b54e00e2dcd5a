/** Attendance files: the list of them, one with its timeline, and what is done with it. */
import { z } from 'zod';
import { dateField, file, pageOf, pageQuery, route, schoolField } from '../route.ts';

export const CASE_SORTS = ['due', 'student', 'school', 'owner', 'opened', 'last-contact'] as const;
export const CASE_OUTCOMES = [
  'recovered',
  'moved-away',
  'referred',
  'year-ended',
  'opened-by-mistake',
  'other',
] as const;

const reason = z.string().trim().min(1).max(500);
const params = z.object({ case: z.string().max(20) });
const studentParams = z.object({ student: z.string().max(20) });

const CaseHeadline = {
  case: z.string(),
  year: z.int().describe('The calendar year in which the school year begins.'),
  state: z.enum(['open', 'closed']),
  openedOn: dateField,
  closedOn: dateField.nullable(),
  outcome: z.string(),
  because: z.string().describe('Code of the criterion that opened it, or `by hand`.'),
};

export const CaseLine = z
  .object({
    ...CaseHeadline,
    student: z.string(),
    name: z.string(),
    grade: z.string(),
    school: z.string(),
    schoolName: z.string(),
    owner: z.string(),
    lastContact: z.object({ on: dateField, outcome: z.string() }).nullable(),
    nextStep: z.string().nullable().describe('In words, or `key:` and the name of a sentence of the app.'),
    dueOn: dateField.nullable(),
    isOverdue: z.boolean(),
    openTasks: z.int(),
  })
  .meta({ id: 'CaseLine' });
export type CaseLine = z.output<typeof CaseLine>;

const filters = {
  school: schoolField,
  state: z.enum(['open', 'closed', 'all']).default('open'),
  /** `me`, `nobody`, or empty for all. */
  owner: z.enum(['', 'me', 'nobody']).default(''),
  due: z.enum(['', 'overdue']).default(''),
  /** Nobody was contacted for so many days. */
  quiet: z.coerce.number<string | number>().int().min(0).max(365).default(0),
  sort: z.enum(CASE_SORTS).default('due'),
  order: z.enum(['asc', 'desc']).default('asc'),
};

export const NextItem = z
  .object({
    kind: z.enum(['task', 'meeting', 'excusal']),
    id: z.int(),
    what: z.string(),
    on: dateField.nullable(),
    who: z.string().describe('The person who has it, or a role.'),
    isOverdue: z.boolean(),
    waitingOn: z.string(),
  })
  .meta({ id: 'NextItem' });

export const CaseHead = z
  .object({
    ...CaseHeadline,
    student: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    grade: z.string(),
    school: z.object({ id: z.string(), name: z.string() }),
    notice: z.string().nullable(),
    owner: z.object({ person: z.string(), name: z.string() }).nullable(),
    revision: z.int(),
    isReadOnly: z.boolean(),
    may: z.array(z.enum(['assign', 'close', 'reopen'])),
    parts: z.object({ contacts: z.int(), journal: z.int(), documents: z.int(), disclosures: z.int() }),
    next: z.array(NextItem),
    before: z.string().nullable().describe('The file of the school year before.'),
    after: z.string().nullable(),
  })
  .meta({ id: 'CaseHead' });
export type CaseHead = z.output<typeof CaseHead>;

export const CaseStep = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    on: dateField,
    /** What it is about: `contact`, `document`, `notice`, `meeting`, ... */
    thing: z.string(),
    thingId: z.int(),
    step: z.string(),
    by: z.string(),
    reason: z.string(),
    detail: z.record(z.string(), z.unknown()),
    notice: z.string().nullable(),
    isClosed: z.boolean().describe('A part that this person may not see: named, not shown.'),
  })
  .meta({ id: 'CaseStep' });
export type CaseStep = z.output<typeof CaseStep>;

const Changed = z.object({ case: z.string(), revision: z.int() });

export const casesContract = {
  listCases: route({
    method: 'GET',
    path: '/api/cases',
    tag: 'cases',
    summary: 'Attendance files: student, owner, last contact, what is next and when it is due.',
    action: 'see-cases',
    query: z.object({ ...filters, ...pageQuery }),
    ok: pageOf(CaseLine),
  }),
  exportCases: route({
    method: 'GET',
    path: '/api/cases.csv',
    tag: 'cases',
    summary: 'The same list as a sheet.',
    action: 'export',
    query: z.object(filters),
    ok: file('text/csv'),
  }),
  readCase: route({
    method: 'GET',
    path: '/api/cases/:case',
    tag: 'cases',
    summary: 'One attendance file: whose it is, what comes next, how much each part holds.',
    action: 'see-cases',
    params,
    ok: CaseHead,
  }),
  readCaseTimeline: route({
    method: 'GET',
    path: '/api/cases/:case/timeline',
    tag: 'cases',
    summary: 'Everything of the school year, the newest first: what was done, and every letter as it was sent.',
    action: 'see-cases',
    params,
    query: z.object({ ...pageQuery, thing: z.string().max(40).default('') }),
    ok: pageOf(CaseStep).extend({ things: z.array(z.object({ thing: z.string(), count: z.int() })) }),
  }),
  readCaseDisclosures: route({
    method: 'GET',
    path: '/api/cases/:case/disclosures',
    tag: 'cases',
    summary: 'What parties outside the district were given of this student’s record (34 CFR 99.32).',
    action: 'see-cases',
    params,
    query: z.object(pageQuery),
    ok: pageOf(
      z.object({
        disclosure: z.int(),
        on: dateField,
        kind: z.enum(['given', 'asked']),
        party: z.string(),
        interest: z.string(),
        given: z.string(),
        by: z.string(),
        corrects: z.int().nullable(),
        correctedBy: z.int().nullable(),
      }),
    ),
  }),
  readCaseOwners: route({
    method: 'GET',
    path: '/api/cases/:case/owners',
    tag: 'cases',
    summary: 'Who may answer for it.',
    action: 'manage-case',
    params,
    ok: z.object({ people: z.array(z.object({ person: z.string(), name: z.string(), role: z.string() })) }),
  }),
  readStudentCases: route({
    method: 'GET',
    path: '/api/students/:student/cases',
    tag: 'cases',
    summary: 'The attendance files of a student, the latest year first.',
    action: 'see-cases',
    params: studentParams,
    ok: z.object({
      cases: z.array(z.object({ ...CaseHeadline, owner: z.string(), schoolName: z.string() })),
      mayOpen: z.boolean(),
    }),
  }),
  openCase: route({
    method: 'POST',
    path: '/api/students/:student/cases',
    tag: 'cases',
    summary: 'Opens the attendance file of this school year by hand.',
    action: 'manage-case',
    status: 201,
    params: studentParams,
    body: z.object({ reason }),
    ok: z.object({ case: z.string() }),
  }),
  assignCase: route({
    method: 'POST',
    path: '/api/cases/:case/owner',
    tag: 'cases',
    summary: 'Gives it to somebody of the school or the district; an empty person: to nobody.',
    action: 'manage-case',
    ifMatch: true,
    params,
    body: z.object({ person: z.string().max(100), reason: z.string().trim().max(500).default('') }),
    ok: Changed,
  }),
  closeCase: route({
    method: 'POST',
    path: '/api/cases/:case/close',
    tag: 'cases',
    summary: 'Closes it with an outcome and a reason: from then on it is for reading.',
    action: 'manage-case',
    ifMatch: true,
    params,
    body: z.object({ outcome: z.enum(CASE_OUTCOMES), reason }),
    ok: Changed,
  }),
  reopenCase: route({
    method: 'POST',
    path: '/api/cases/:case/reopen',
    tag: 'cases',
    summary: 'Opens it again.',
    action: 'manage-case',
    ifMatch: true,
    params,
    body: z.object({ reason }),
    ok: Changed,
  }),
};
