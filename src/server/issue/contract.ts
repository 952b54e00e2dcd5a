/** Issuing: a preview that says exactly what will happen, and the confirmation that does that and nothing else. */
import { z } from 'zod';
import { EffectCountShape } from '../effects/contract.ts';
import { dateField, file, route, schoolField } from '../route.ts';

/** Opaque; as the worklist gives it. */
const triggerField = z.string().min(1).max(500);

/** A sentence of one's own in the letters of one notice: one paragraph of plain text. */
export const sentenceField = z
  .string()
  .trim()
  .min(1)
  .max(400)
  .regex(/^[^\p{Cc}]*$/u, 'one paragraph, without line ends');

/** A notice by its student. */
const Named = z.object({
  trigger: z.string(),
  student: z.string(),
  /** `Torres, Maya`. */
  name: z.string(),
  level: z.string(),
});

/** How many, and the first two hundred of them by name. */
const listOf = <T extends z.ZodObject>(item: T) => z.object({ count: z.int(), items: z.array(item) });

export const Slot = z.object({ on: dateField, at: z.string(), place: z.string(), with: z.string() });

/** One criterion of the table; the same shape before and after. */
export const IssueRow = z
  .object({
    pack: z.string(),
    level: z.string(),
    title: z.string(),
    notices: z.int(),
    letters: z.int(),
    /** Of the letters: go by e-mail. All others are printed. */
    byEmail: z.int(),
    /** Letters by language tag. */
    languages: z.record(z.string(), z.int()),
    conferences: z.int(),
    /** A due notice of it whose letter can be looked at; null: it sends none. */
    example: z.string().nullable(),
  })
  .meta({ id: 'IssueRow' });
export type IssueRow = z.output<typeof IssueRow>;

const LEFT_OUT_REASONS = ['no-guardian', 'no-mail', 'no-contact', 'no-address', 'address-incomplete'] as const;

/** How a notice differs from what was seen before. */
export const CHANGES = ['different', 'not-due', 'nobody-to-write-to'] as const;

export const Meanwhile = z.object({
  /** Issued by somebody else since. */
  already: listOf(Named),
  /** Who issued the last of them, and when. */
  by: z.object({ person: z.string(), at: z.iso.datetime() }).nullable(),
  /** Other days, another family address, another conference, or no longer due. */
  changed: listOf(Named.extend({ change: z.enum(CHANGES) })),
});
export type Meanwhile = z.output<typeof Meanwhile>;

export const IssuePreview = z
  .object({
    /** To send back with the confirmation. */
    revision: z.string(),
    checkedAt: z.iso.datetime(),
    /** The date that the letters will bear. */
    asOf: dateField,
    dataThrough: dateField.nullable(),
    notices: z.int(),
    letters: z.int(),
    /** Of the letters: go by e-mail. */
    byEmail: z.int(),
    /**
     * How letters go that may go by e-mail. `on`: to guardians with an address for it; `not-set-up`: no mail server, so all are
     * printed; `off`: the district has not switched it on; null: no letter of these may go by e-mail.
     */
    eMail: z.enum(['on', 'not-set-up', 'off']).nullable(),
    /** Tags, English first, then by how many. */
    languages: z.array(z.string()),
    rows: z.array(IssueRow),
    conferences: listOf(Named.extend({ slot: Slot })),
    /** What follows besides letters. */
    effects: z.array(EffectCountShape),
    /** Notices of criteria that make behavior incidents and send nothing. */
    incidents: z.int(),
    twoHomes: listOf(Named.extend({ letters: z.int() })),
    /** In English because the pack has no letter in the language the family asked for. */
    inEnglish: listOf(Named.extend({ wanted: z.string() })),
    siblings: z.object({ students: z.int(), envelopes: z.int() }),
    sentences: listOf(Named.extend({ sentence: z.string() })),
    /** The student's flag forbids letters; the rest of the notice goes on. */
    withoutLetters: listOf(Named),
    leftOut: listOf(Named.extend({ reason: z.enum(LEFT_OUT_REASONS) })),
    /** Of what was asked for: not due any more, and not issued by anybody. */
    notDue: z.int(),
    held: z.int(),
    /** Nothing was sent before Rollcall, carried over or adopted. */
    isFirstIssue: z.boolean(),
    /** Minutes in which all of it can be undone. */
    undoMinutes: z.int(),
    /** If it is issued now: when its letters by e-mail leave at the earliest, after the undo and in the hours of families; null: none does. */
    mailLeavesAt: z.iso.datetime().nullable(),
    /** Against the preview that this one replaces. */
    meanwhile: Meanwhile.nullable(),
  })
  .meta({ id: 'IssuePreview' });
export type IssuePreview = z.output<typeof IssuePreview>;

const IssueDone = z
  .object({
    /** `B12`. */
    batch: z.string(),
    notices: z.int(),
    letters: z.int(),
    byEmail: z.int(),
    undoUntil: z.iso.datetime().nullable(),
    /** When its letters by e-mail leave at the earliest; null: none does. */
    mailLeavesAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'IssueDone' });

export const issueContract = {
  previewIssue: route({
    method: 'POST',
    path: '/api/issue/preview',
    tag: 'issue',
    summary: 'What an issue would do, exactly; changes nothing. Without triggers: everything that is due.',
    action: 'issue',
    bodyLimit: 4 * 1024 * 1024,
    body: z.object({
      school: schoolField,
      triggers: z.array(triggerField).max(20_000).optional(),
      /** Codes of criteria. */
      levels: z.array(z.string().max(20)).max(200).optional(),
      sentences: z
        .array(z.object({ trigger: triggerField, sentence: sentenceField }))
        .max(500)
        .default([]),
      /** The revision of an earlier preview: the same notices again, and what changed since. */
      replaces: z.uuid().optional(),
    }),
    ok: IssuePreview,
  }),
  issue: route({
    method: 'POST',
    path: '/api/issue',
    tag: 'issue',
    summary:
      'Issues exactly what a preview showed, once. Where something changed meanwhile: 409 `changed`, and nothing is issued.',
    action: 'issue',
    idempotent: true,
    body: z.object({ school: schoolField, revision: z.uuid() }),
    status: 201,
    ok: IssueDone,
  }),
  readLetterBefore: route({
    method: 'GET',
    path: '/api/issue/letters/:trigger',
    tag: 'issue',
    summary: 'The letter of a due notice as it would go out, as text.',
    action: 'issue',
    params: z.object({ trigger: triggerField }),
    query: z.object({ revision: z.uuid().optional() }),
    ok: z.object({
      letters: z.array(
        z.object({
          language: z.string(),
          direction: z.enum(['ltr', 'rtl']),
          title: z.string(),
          text: z.string(),
          recipients: z.array(z.string()),
          byEmail: z.boolean(),
        }),
      ),
    }),
  }),
  readLetterBeforePdf: route({
    method: 'GET',
    path: '/api/issue/letters/:trigger/pdf',
    tag: 'issue',
    summary: 'One letter of a due notice as it would go out, as PDF.',
    action: 'issue',
    params: z.object({ trigger: triggerField }),
    query: z.object({
      revision: z.uuid().optional(),
      letter: z.coerce.number<number | string>().int().min(1).default(1),
    }),
    ok: file('application/pdf'),
  }),
};
