/** Who saw or changed which student's data, and what parties outside the district were given. Read only, but for a new line. */
import { z } from 'zod';
import { dateField, file, pageOf, pageQuery, route } from '../route.ts';

const studentKey = z.string().max(20);

export const AuditLine = z
  .object({
    entry: z.int(),
    at: z.iso.datetime(),
    /** '' where nobody was signed in. */
    personId: z.string(),
    person: z.string(),
    /** Address of the network. */
    from: z.string(),
    /** `view-student`, `issue`, ...; of a refusal the operation that was refused. */
    action: z.string(),
    outcome: z.enum(['done', 'refused']),
    students: z.array(studentKey),
    detail: z.record(z.string(), z.unknown()),
    /** Not yet: the next seal comes within a minute. */
    isSealed: z.boolean(),
  })
  .meta({ id: 'AuditLine' });
export type AuditLine = z.output<typeof AuditLine>;

export const AuditFault = z
  .object({
    log: z.enum(['entries', 'disclosures']),
    /** Number of the entry; null where the seals themselves do not fit. */
    id: z.int().nullable(),
    segmentNo: z.int(),
    what: z.enum(['changed', 'removed', 'added', 'seal-changed', 'seal-removed', 'students-changed']),
  })
  .meta({ id: 'AuditFault' });
export type AuditFault = z.output<typeof AuditFault>;

export const AuditState = z
  .object({
    /** null: the first verification of this server still goes on. */
    verifiedAt: z.iso.datetime().nullable(),
    logs: z.array(
      z.object({
        log: z.enum(['entries', 'disclosures']),
        segments: z.int(),
        sealed: z.int(),
        waiting: z.int(),
        /** Hash of the last seal: kept elsewhere, it shows later that the end was not cut off. */
        head: z.string(),
        fault: AuditFault.nullable(),
      }),
    ),
  })
  .meta({ id: 'AuditState' });
export type AuditState = z.output<typeof AuditState>;

export const DisclosureLine = z
  .object({
    disclosure: z.int(),
    /** When it was written down, and by whom. */
    at: z.iso.datetime(),
    person: z.string(),
    student: studentKey,
    name: z.string(),
    kind: z.enum(['given', 'asked']),
    on: dateField,
    party: z.string(),
    interest: z.string(),
    given: z.string(),
    /** The line whose place it takes. */
    corrects: z.int().nullable(),
    correctedBy: z.int().nullable(),
  })
  .meta({ id: 'Disclosure' });
export type DisclosureLine = z.output<typeof DisclosureLine>;

/** Days are of the district's zone, both ends included. */
const auditFilter = {
  person: z.string().max(100).optional(),
  student: studentKey.optional(),
  action: z.string().max(100).optional(),
  outcome: z.enum(['done', 'refused']).optional(),
  from: dateField.optional(),
  to: dateField.optional(),
};
const disclosureFilter = {
  student: studentKey.optional(),
  kind: z.enum(['given', 'asked']).optional(),
  from: dateField.optional(),
  to: dateField.optional(),
};
/** Of the family. */
const languageField = z.enum(['en', 'es']).default('en');
const words = z.string().trim().min(2).max(500);

export const auditContract = {
  readAudit: route({
    method: 'GET',
    path: '/api/audit',
    tag: 'audit',
    summary: 'Who saw or changed which student’s data, when and from where; the newest first. Looking is logged too.',
    action: 'see-audit',
    query: z.object({ ...auditFilter, ...pageQuery }),
    ok: pageOf(AuditLine),
  }),
  readAuditChoices: route({
    method: 'GET',
    path: '/api/audit/choices',
    tag: 'audit',
    summary: 'The people and actions that the log holds, to choose from.',
    action: 'see-audit',
    ok: z.object({
      people: z.array(z.object({ personId: z.string(), name: z.string() })),
      actions: z.array(z.string()),
    }),
  }),
  readAuditState: route({
    method: 'GET',
    path: '/api/audit/state',
    tag: 'audit',
    summary:
      'Whether both logs are as they were written, and the first entry that does not fit. Verified at most once a minute, a long log less often.',
    action: 'see-audit',
    ok: AuditState,
  }),
  exportAudit: route({
    method: 'GET',
    path: '/api/audit.csv',
    tag: 'audit',
    summary: 'The log under a filter as a file for a spreadsheet.',
    action: 'see-audit',
    query: z.object(auditFilter),
    ok: file('text/csv'),
  }),
  printAudit: route({
    method: 'GET',
    path: '/api/audit.pdf',
    tag: 'audit',
    summary: 'The log under a filter as a list on paper: at most 10,000 entries.',
    action: 'see-audit',
    query: z.object(auditFilter),
    ok: file('application/pdf'),
  }),
  listDisclosures: route({
    method: 'GET',
    path: '/api/disclosures',
    tag: 'audit',
    summary: 'What parties outside the district were given or asked for (34 CFR 99.32); the newest first.',
    action: 'record-disclosure',
    query: z.object({ ...disclosureFilter, ...pageQuery }),
    ok: pageOf(DisclosureLine),
  }),
  recordDisclosure: route({
    method: 'POST',
    path: '/api/disclosures',
    tag: 'audit',
    summary:
      'Writes down what a party was given or asked for, a line for each student. Lines are never changed; one may correct another.',
    action: 'record-disclosure',
    idempotent: true,
    status: 201,
    body: z.object({
      students: z.array(studentKey).min(1).max(500),
      kind: z.enum(['given', 'asked']),
      on: dateField,
      party: words,
      interest: words,
      given: words,
      corrects: z.int().positive().optional(),
    }),
    ok: z.object({ disclosures: z.array(z.int()) }),
  }),
  exportDisclosures: route({
    method: 'GET',
    path: '/api/disclosures.csv',
    tag: 'audit',
    summary: 'The disclosures under a filter as a file for a spreadsheet.',
    action: 'record-disclosure',
    query: z.object(disclosureFilter),
    ok: file('text/csv'),
  }),
  printDisclosureList: route({
    method: 'GET',
    path: '/api/disclosures.pdf',
    tag: 'audit',
    summary: 'The disclosures under a filter as a list on paper: at most 10,000 lines.',
    action: 'record-disclosure',
    query: z.object(disclosureFilter),
    ok: file('application/pdf'),
  }),
  printDisclosures: route({
    method: 'GET',
    path: '/api/students/:student/disclosures.pdf',
    tag: 'audit',
    summary: 'All requests and disclosures of one student as a letter to the parents, in English or Spanish.',
    action: 'record-disclosure',
    params: z.object({ student: studentKey }),
    query: z.object({ language: languageField }),
    ok: file('application/pdf'),
  }),
  readDisclosuresText: route({
    method: 'GET',
    path: '/api/students/:student/disclosures.txt',
    tag: 'audit',
    summary: 'The same letter as plain text.',
    action: 'record-disclosure',
    params: z.object({ student: studentKey }),
    query: z.object({ language: languageField }),
    ok: file('text/plain'),
  }),
};
