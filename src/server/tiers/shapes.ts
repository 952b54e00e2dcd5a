/** What the API says of Tier II and III. */
import { z } from 'zod';
import { dateField } from '../route.ts';

export const AnswerField = z.enum(['no', 'some', 'much', 'unknown']);
export const PartField = z.enum([
  'strength',
  'family-does',
  'school-does',
  'helper',
  'need',
  'barrier',
  'support',
  'follow-up',
  'feedback',
]);
const Stage = z.enum(['to-match', 'to-plan', 'running', 'decided']);

const ListShape = z.object({
  pack: z.string(),
  level: z.string(),
  title: z.string(),
  /** Percent of enrolled days missed. */
  percent: z.number(),
  /** false: the percentage itself is on the list. */
  isOver: z.boolean(),
  minDays: z.int(),
  /** Students on it now. */
  count: z.int(),
});

export const TierCard = z.object({
  student: z.string(),
  /** `Last, First`. */
  name: z.string(),
  grade: z.string(),
  schoolName: z.string(),
  /** Percent of enrolled days attended, to one decimal; null: nobody counted. */
  attendance: z.number().nullable(),
  /** null: on the list and not on the board yet. */
  tier: z.string().nullable(),
  stage: Stage,
  because: z.string(),
  owner: z.string(),
  reviewOn: dateField.nullable(),
  /** The review is due or late. */
  isDue: z.boolean(),
  decision: z.enum(['', 'close', 'refer', 'not-needed']),
});
export type TierCard = z.output<typeof TierCard>;

export const TierBoard = z
  .object({
    lists: z.array(ListShape),
    /** The one that the cards go by: its percent. */
    list: z.number(),
    cards: z.array(TierCard),
    /** Of the list, beyond the cards that are given. */
    more: z.int(),
    /** Cards of students on the board that are not in `cards`: of each stage the earliest come. */
    hidden: z.int(),
    asOf: dateField.nullable(),
  })
  .meta({ id: 'TierBoard' });
export type TierBoard = z.output<typeof TierBoard>;

const Span = z.object({
  from: dateField.nullable(),
  to: dateField.nullable(),
  days: z.int(),
  absentThousandths: z.int(),
});
const Around = z.object({ on: dateField, before: Span, after: Span });

const CatalogWord = z.object({ code: z.string(), name: z.string() });

export const TierPage = z
  .object({
    student: z.string(),
    name: z.string(),
    grade: z.string(),
    school: z.string(),
    schoolName: z.string(),
    attendance: z.number().nullable(),
    causes: z.array(CatalogWord.extend({ group: z.string() })),
    interventions: z.array(
      CatalogWord.extend({ tier: z.int().nullable(), causes: z.array(z.string()), dosage: z.string() }),
    ),
    /** What a plan asks for, as a start. */
    template: z.object({
      name: z.enum(['success', 'action-elementary', 'action-secondary']),
      lines: z.array(z.object({ part: PartField, prompt: z.string() })),
    }),
    /** Both templates of an action plan, where one may be chosen. */
    templates: z.array(
      z.object({
        name: z.enum(['success', 'action-elementary', 'action-secondary']),
        lines: z.array(z.object({ part: PartField, prompt: z.string() })),
      }),
    ),
    /** null: not on the board. */
    entry: z
      .object({
        tier: z.string(),
        level: z.literal([2, 3]),
        stage: Stage,
        because: z.string(),
        owner: z.string(),
        case: z.int(),
        plan: z.string().nullable(),
        reviewOn: dateField.nullable(),
        decision: z.enum(['', 'close', 'refer', 'not-needed']),
        decidedOn: dateField.nullable(),
        by: z.string(),
        may: z.array(z.string()),
      })
      .nullable(),
    assessments: z.array(
      z.object({
        kind: z.enum(['matching', 'other']),
        answers: z.record(z.string(), AnswerField),
        practice: z.string(),
        chosen: z.array(z.string()),
        document: z.int().nullable(),
        note: z.string(),
        by: z.string(),
        at: z.string(),
      }),
    ),
    plan: z
      .object({
        startOn: dateField,
        implementedOn: dateField.nullable(),
        familyPart: z.enum(['', 'took-part', 'invited', 'not-reached']),
        familyComments: z.string(),
        lines: z.array(z.object({ part: PartField, words: z.string(), who: z.string(), dueOn: dateField.nullable() })),
        interventions: z.array(z.object({ code: z.string(), title: z.string(), state: z.string() })),
      })
      .nullable(),
    /** What the family was given of it, the latest first. */
    copies: z.array(
      z.object({
        copy: z.int(),
        recipients: z.array(z.string()),
        language: z.string(),
        wantedLanguage: z.string(),
        way: z.enum(['email', 'print']),
        at: z.string(),
        by: z.string(),
      }),
    ),
    around: Around.nullable(),
    reviews: z.array(
      z.object({
        on: dateField,
        attendance: Around.nullable(),
        notes: z.string(),
        decision: z.enum(['continue', 'change', 'close', 'refer']),
        reason: z.string(),
        nextOn: dateField.nullable(),
        by: z.string(),
      }),
    ),
  })
  .meta({ id: 'TierPage' });
export type TierPage = z.output<typeof TierPage>;
