/** Letters sent: what went out to whom, when and how, what became of it, and what a person decides about it afterwards. */
import { z } from 'zod';
import { batchField, SENDING_WAYS } from '../batches/contract.ts';
import { sentenceField } from '../issue/contract.ts';
import { dateField, file, pageOf, pageQuery, route, schoolField } from '../route.ts';

/** `N12`. */
const noticeField = z.string().regex(/^N[1-9]\d{0,14}$/, 'a notice as N12');

export const STATES = [
  'issued',
  'produced',
  'sent',
  'received',
  'returned',
  'failed',
  'withdrawn',
  'rescinded',
] as const;
const ORIGINS = ['rollcall', 'carried-over', 'adopted'] as const;
const CORRECTIONS = ['amended', 'no-longer-met', 'met-again'] as const;
/** What the list can be narrowed to: a state, where it came from, or how it changed since. */
export const STATUSES = [...STATES, 'carried-over', 'adopted', ...CORRECTIONS] as const;
/** How letters go; `email-failed`: did not arrive by e-mail, and is still to print. */
export const WAYS = ['paper', 'email', 'email-failed'] as const;
/** What became of a letter; `failed`: it could not be delivered. */
export const MARKS = ['sent', 'received', 'returned', 'failed'] as const;
export type Mark = (typeof MARKS)[number];

export const NoticeLine = z
  .object({
    notice: z.string(),
    batch: z.string().nullable(),
    pack: z.string(),
    level: z.string(),
    student: z.string(),
    /** `Torres, Maya`. */
    name: z.string(),
    grade: z.string(),
    /** The school it was issued from. */
    school: z.string(),
    schoolName: z.string(),
    issuedOn: dateField,
    issuedBy: z.string(),
    origin: z.enum(ORIGINS),
    state: z.enum(STATES),
    stateOn: dateField.nullable(),
    way: z.string(),
    /** Of the last step: a number of certified mail, a remark. */
    note: z.string(),
    correction: z.enum(CORRECTIONS).nullable(),
    letters: z.int(),
    /** Of the letters: were to go by e-mail, by what became of them. `printed`: on paper, because a person said so. */
    byEmail: z.object({ waiting: z.int(), sent: z.int(), failed: z.int(), printed: z.int() }),
    recipients: z.array(z.string()),
    languages: z.array(z.string()),
    /** What may be marked now. */
    marks: z.array(z.enum(MARKS)),
  })
  .meta({ id: 'NoticeLine' });
export type NoticeLine = z.output<typeof NoticeLine>;

const Day = z.object({
  code: z.string(),
  /** What the code meant. */
  meaning: z.string(),
  /** Null: the whole day. */
  period: z.string().nullable(),
  minutes: z.int().nullable(),
  counts: z.boolean(),
});

export const NoticeDetail = NoticeLine.extend({
  title: z.string(),
  /** The rule in words, of the version of the pack it was issued by. English. */
  rule: z.string(),
  packVersion: z.string(),
  metOn: dateField.nullable(),
  count: z.number().nullable(),
  sentence: z.string(),
  /** The days that counted, as sent and now. `now` null: the same. */
  days: z.array(z.object({ on: dateField, sent: z.array(Day), now: z.array(Day).nullable() })),
  /** What is found now, where it differs. */
  now: z.object({ since: dateField.nullable(), metOn: dateField.nullable(), count: z.number().nullable() }).nullable(),
  kept: z.object({ by: z.string(), reason: z.string() }).nullable(),
  letterList: z.array(
    z.object({
      /** From 101 on: takes the notice back. */
      letter: z.int(),
      kind: z.string(),
      language: z.string(),
      /** The language that the family asked for, where the pack has none in it; else ''. */
      wanted: z.string(),
      recipients: z.array(z.string()),
      address: z.array(z.string()),
      /** '' on paper; else what became of the e-mail, `print`: printed instead. */
      byEmail: z.enum(['', 'waiting', 'sent', 'failed', 'print']),
      /** sha256 over its facts and its text. */
      seal: z.string(),
      isRescission: z.boolean(),
      /** No letter would go to this address today. */
      hasMoved: z.boolean(),
    }),
  ),
  steps: z.array(
    z.object({
      step: z.string(),
      on: dateField,
      way: z.string(),
      note: z.string(),
      by: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  may: z.object({
    withdraw: z.boolean(),
    rescind: z.boolean(),
    keep: z.boolean(),
    reissue: z.boolean(),
    print: z.boolean(),
    /** Letters by e-mail that can go on paper instead. */
    printInstead: z.boolean(),
  }),
}).meta({ id: 'NoticeDetail' });
export type NoticeDetail = z.output<typeof NoticeDetail>;

/** Which notices. */
const noticeFilter = {
  school: schoolField,
  /** As `s12`. */
  student: z.string().max(20).default(''),
  level: z.string().max(20).default(''),
  pack: z.string().max(100).default(''),
  status: z.union([z.literal(''), z.enum(STATUSES)]).default(''),
  way: z.union([z.literal(''), z.enum(WAYS)]).default(''),
  batch: z.union([z.literal(''), batchField]).default(''),
  /** The day of issue; both included. */
  from: z.union([z.literal(''), dateField]).default(''),
  to: z.union([z.literal(''), dateField]).default(''),
} as const;

const reasonField = z.string().trim().min(3).max(500);
const params = z.object({ notice: noticeField });
const letterParams = params.extend({ letter: z.coerce.number<number | string>().int().min(1).max(999) });

const LetterText = z.object({
  language: z.string(),
  direction: z.enum(['ltr', 'rtl']),
  title: z.string(),
  text: z.string(),
  recipients: z.array(z.string()),
});

export const noticesContract = {
  readNotices: route({
    method: 'GET',
    path: '/api/notices',
    tag: 'notices',
    summary: 'Letters sent, the latest first.',
    action: 'see-notices',
    query: z.object({ ...noticeFilter, ...pageQuery }),
    ok: pageOf(NoticeLine).extend({
      /** Levels and packs that stand in the log of these schools. */
      levels: z.array(z.object({ pack: z.string(), level: z.string(), count: z.int() })),
    }),
  }),
  exportNotices: route({
    method: 'GET',
    path: '/api/notices.csv',
    tag: 'notices',
    summary: 'Letters sent, as a file for a spreadsheet.',
    action: 'export',
    query: z.object(noticeFilter),
    ok: file('text/csv'),
  }),
  printNotices: route({
    method: 'GET',
    path: '/api/notices.pdf',
    tag: 'notices',
    summary: 'Letters sent, as a list on paper: at most 10,000 rows.',
    action: 'see-notices',
    query: z.object(noticeFilter),
    ok: file('application/pdf'),
  }),
  readNoticeTotals: route({
    method: 'GET',
    path: '/api/notices/totals',
    tag: 'notices',
    summary: 'Letters by month, school and level.',
    action: 'see-notices',
    query: z.object({ school: schoolField, from: noticeFilter.from, to: noticeFilter.to }),
    ok: z.object({
      items: z.array(
        z.object({
          /** `2026-11`. */
          month: z.string(),
          school: z.string(),
          schoolName: z.string(),
          pack: z.string(),
          level: z.string(),
          notices: z.int(),
          letters: z.int(),
          received: z.int(),
          returned: z.int(),
          rescinded: z.int(),
        }),
      ),
    }),
  }),
  markNotices: route({
    method: 'POST',
    path: '/api/notices/mark',
    tag: 'notices',
    summary: 'Says what became of one letter or of many; those for which it makes no sense stay as they are.',
    action: 'mark-notice',
    body: z
      .object({
        notices: z.array(noticeField).min(1).max(2000),
        mark: z.enum(MARKS),
        on: dateField,
        way: z.enum(SENDING_WAYS).optional(),
        /** Of certified mail. */
        number: z.string().trim().max(60).optional(),
        note: z.string().trim().max(300).default(''),
      })
      .refine(({ mark, way }) => (mark === 'sent') === (way !== undefined), {
        path: ['way'],
        message: 'needed for `sent`, and for nothing else',
      })
      .refine(({ number = '', way, notices }) => number === '' || (way === 'certified' && notices.length === 1), {
        path: ['number'],
        message: 'of one certified letter',
      }),
    ok: z.object({ marked: z.int(), skipped: z.record(z.string(), z.int()) }),
  }),
  readNotice: route({
    method: 'GET',
    path: '/api/notices/:notice',
    tag: 'notices',
    summary: 'One notice exactly as it was sent, and what is found now where that differs.',
    action: 'see-notices',
    params,
    ok: NoticeDetail,
  }),
  readLetterText: route({
    method: 'GET',
    path: '/api/notices/:notice/letters/:letter/text',
    tag: 'notices',
    summary: 'One letter as it went out, as text.',
    action: 'see-notices',
    params: letterParams,
    ok: LetterText,
  }),
  readLetterPdf: route({
    method: 'GET',
    path: '/api/notices/:notice/letters/:letter/pdf',
    tag: 'notices',
    summary: 'One letter as it went out, made by itself: nothing of another family is in the file.',
    action: 'see-notices',
    params: letterParams,
    ok: file('application/pdf'),
  }),
  printNotice: route({
    method: 'POST',
    path: '/api/notices/:notice/print',
    tag: 'notices',
    summary: 'Says that its letters are printed now: the first time it counts as printed, later as printed again.',
    action: 'print',
    params,
    ok: z.object({ state: z.enum(STATES), isAgain: z.boolean() }),
  }),
  withdrawNotice: route({
    method: 'POST',
    path: '/api/notices/:notice/withdraw',
    tag: 'notices',
    summary: 'Takes back one notice before it was printed. It stays declined until that is lifted.',
    action: 'undo-issue',
    params,
    body: z.object({ reason: reasonField }),
    ok: z.object({ notice: z.string() }),
  }),
  previewRescission: route({
    method: 'POST',
    path: '/api/notices/:notice/rescind/preview',
    tag: 'notices',
    summary: 'The short letter that would tell the family; changes nothing.',
    action: 'rescind',
    params,
    body: z.object({ sentence: z.union([z.literal(''), sentenceField]).default('') }),
    ok: z.object({ letterOn: dateField, letters: z.array(LetterText), missing: z.array(z.string()) }),
  }),
  rescindNotice: route({
    method: 'POST',
    path: '/api/notices/:notice/rescind',
    tag: 'notices',
    summary: 'Takes back a notice that was printed or sent, with a letter that tells the family.',
    action: 'rescind',
    idempotent: true,
    params,
    body: z.object({ reason: reasonField, sentence: z.union([z.literal(''), sentenceField]).default('') }),
    ok: z.object({ notice: z.string(), letters: z.int(), missing: z.array(z.string()) }),
  }),
  keepNotice: route({
    method: 'POST',
    path: '/api/notices/:notice/keep',
    tag: 'notices',
    summary: 'Keeps a notice as it was sent although its days have changed since.',
    action: 'rescind',
    params,
    body: z.object({ reason: reasonField }),
    ok: z.object({ notice: z.string() }),
  }),
  reissueNotice: route({
    method: 'POST',
    path: '/api/notices/:notice/reissue',
    tag: 'notices',
    summary: 'Issues a new notice in its place, with the days as they are now.',
    action: 'issue',
    idempotent: true,
    params,
    body: z.object({ reason: reasonField }),
    status: 201,
    ok: z.object({ batch: z.string(), letters: z.int() }),
  }),
};
