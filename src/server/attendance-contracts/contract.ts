/** Attendance contracts: a student's, those that wait for something, and what is done with one. */
import { z } from 'zod';
import { dateField, file, route, schoolField } from '../route.ts';

const STATES = ['draft', 'offered', 'signed', 'reviewed', 'violated', 'ended', 'lapsed'] as const;
const ACTIONS = [
  'change',
  'offer',
  'take-back-offer',
  'sign',
  'complete',
  'review',
  'violate',
  'take-back-violation',
  'end',
  'lapse',
] as const;
const PARTS = ['family', 'student', 'school'] as const;
const SIGNERS = ['guardian', 'student', 'school', 'other'] as const;

const params = z.object({ contract: z.coerce.number<string | number>().int().positive() });
const studentParams = z.object({ student: z.string().max(20) });
const reason = z.string().trim().min(1).max(500);
const languageField = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language, as en or es');

const Point = z.tuple([z.number().min(0).max(1000), z.number().min(0).max(1000)]);
const Strokes = z.array(z.array(Point).max(5000)).max(200);

const Text = z.object({
  title: z.string().trim().min(1).max(200),
  opening: z.array(z.string().max(1000)).max(10),
  parts: z
    .array(
      z.object({
        part: z.enum(PARTS),
        heading: z.string().max(200),
        terms: z.array(z.object({ text: z.string().trim().max(500), isOwn: z.boolean() })).max(30),
      }),
    )
    .max(6),
  closing: z.string().max(2000),
});

export const AttendanceContract = z
  .object({
    contract: z.int(),
    student: z.string(),
    name: z.string(),
    firstName: z.string(),
    case: z.string().nullable(),
    school: z.string(),
    schoolName: z.string(),
    year: z.int(),
    state: z.enum(STATES),
    template: z.string(),
    texts: z.record(z.string(), Text),
    goals: z.string(),
    languages: z.array(z.string()),
    startsOn: dateField,
    reviewOn: dateField,
    endsOn: dateField,
    meeting: z.int().nullable(),
    renews: z.int().nullable(),
    offeredOn: dateField.nullable(),
    signedOn: dateField.nullable(),
    violatedOn: dateField.nullable(),
    endedOn: dateField.nullable(),
    reviewNote: z.string(),
    isReviewDue: z.boolean(),
    madeBy: z.string(),
    revision: z.int(),
    signatures: z.array(
      z.object({
        signature: z.int(),
        part: z.enum(SIGNERS),
        name: z.string(),
        guardianId: z.string(),
        way: z.enum(['', 'typed', 'drawn', 'paper']),
        typed: z.string(),
        strokes: Strokes.nullable(),
        document: z.int().nullable(),
        witness: z.string(),
        /** A line of the school that names a colleague: who asks can file the signed paper, and neither type nor draw. */
        isOfColleague: z.boolean(),
        signedAt: z.iso.datetime().nullable(),
        excusedReason: z.string(),
        excusedBy: z.string(),
      }),
    ),
    /** What was done with it, the latest first. */
    steps: z.array(z.object({ step: z.string(), on: dateField, at: z.string(), by: z.string(), reason: z.string() })),
    may: z.array(z.enum(ACTIONS)),
  })
  .meta({ id: 'AttendanceContract' });
export type AttendanceContract = z.output<typeof AttendanceContract>;

const ContractLine = z.object({
  contract: z.int(),
  student: z.string(),
  name: z.string(),
  case: z.string().nullable(),
  schoolName: z.string(),
  state: z.enum(STATES),
  reviewOn: dateField,
  /** Who still has to sign. */
  open: z.array(z.string()),
  isReviewDue: z.boolean(),
});

const change = { tag: 'contracts', action: 'manage-contract', params, ok: AttendanceContract } as const;

export const attendanceContractsContract = {
  listContracts: route({
    method: 'GET',
    path: '/api/contracts',
    tag: 'contracts',
    summary: 'Contracts that wait to be signed, or are due for review.',
    action: 'see-cases',
    query: z.object({ school: schoolField, waiting: z.enum(['signature', 'review', 'any']).default('any') }),
    ok: z.object({ items: z.array(ContractLine), total: z.int() }),
  }),
  listStudentContracts: route({
    method: 'GET',
    path: '/api/students/:student/contracts',
    tag: 'contracts',
    summary: 'All contracts with a student’s family, the latest first.',
    action: 'see-cases',
    params: studentParams,
    ok: z.object({ items: z.array(AttendanceContract), mayDraft: z.boolean() }),
  }),
  draftContract: route({
    method: 'POST',
    path: '/api/students/:student/contracts',
    tag: 'contracts',
    summary: 'Drafts a contract from the template, or from the one of the year before.',
    action: 'manage-contract',
    status: 201,
    params: studentParams,
    body: z.object({ meeting: z.int().nullable().default(null), renews: z.int().nullable().default(null) }),
    ok: AttendanceContract,
  }),
  changeContract: route({
    ...change,
    method: 'PUT',
    path: '/api/contracts/:contract',
    summary: 'Writes the draft anew: terms, goals, languages, days and who signs.',
    ifMatch: true,
    body: z.object({
      texts: z.record(languageField, Text),
      goals: z.string().trim().max(2000),
      languages: z.array(languageField).min(1).max(10),
      startsOn: dateField,
      reviewOn: dateField,
      endsOn: dateField,
      signers: z
        .array(
          z.object({
            part: z.enum(SIGNERS),
            name: z.string().trim().min(1).max(200),
            guardianId: z.string().max(100).default(''),
          }),
        )
        .min(1)
        .max(20),
    }),
  }),
  offerContract: route({
    ...change,
    method: 'POST',
    path: '/api/contracts/:contract/offer',
    summary: 'From now on its text stands, and can be signed.',
  }),
  takeBackOffer: route({
    ...change,
    method: 'POST',
    path: '/api/contracts/:contract/take-back-offer',
    summary: 'A draft again, as long as nobody has signed.',
  }),
  signContract: route({
    ...change,
    method: 'POST',
    path: '/api/contracts/:contract/signatures/:signature',
    summary: 'A signature: typed, drawn, or the scan of the paper. They count the same.',
    params: params.extend({ signature: z.coerce.number<string | number>().int().positive() }),
    body: z.object({
      language: languageField,
      signing: z.discriminatedUnion('way', [
        z.object({ way: z.literal('typed'), typed: z.string().trim().max(200) }),
        z.object({ way: z.literal('drawn'), strokes: Strokes }),
        z.object({ way: z.literal('paper'), documentId: z.int() }),
      ]),
    }),
  }),
  excuseSigner: route({
    ...change,
    method: 'POST',
    path: '/api/contracts/:contract/signatures/:signature/excuse',
    summary: 'The contract holds without this signature.',
    params: params.extend({ signature: z.coerce.number<string | number>().int().positive() }),
    body: z.object({ reason }),
  }),
  reviewContract: route({
    ...change,
    method: 'POST',
    path: '/api/contracts/:contract/review',
    summary: 'How it went, and when it is looked at again.',
    body: z.object({ note: z.string().trim().min(1).max(2000), nextOn: dateField.nullable() }),
  }),
  markViolated: route({
    ...change,
    method: 'POST',
    path: '/api/contracts/:contract/violated',
    action: 'mark-violated',
    summary: 'An administrator marks it as violated: the event that a criterion may ask for.',
    body: z.object({ reason, on: dateField }),
  }),
  takeBackViolation: route({
    ...change,
    method: 'POST',
    path: '/api/contracts/:contract/take-back-violation',
    action: 'mark-violated',
    summary: 'The mark was a mistake; both stay on record.',
    body: z.object({ reason }),
  }),
  endContract: route({
    ...change,
    method: 'POST',
    path: '/api/contracts/:contract/end',
    action: 'mark-violated',
    summary: 'Ends it before its time.',
    body: z.object({ reason }),
  }),
  readContractPdf: route({
    method: 'GET',
    path: '/api/contracts/:contract/pdf',
    tag: 'contracts',
    summary: 'A copy in one of its languages.',
    action: 'see-cases',
    params,
    query: z.object({ language: languageField }),
    ok: file('application/pdf'),
  }),
};
