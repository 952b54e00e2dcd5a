/** Insight: rates against the goal, bands of chronic absence, and the steps taken. Figures; the students behind them are lists of `data`. */
import { z } from 'zod';
import { BandField } from '../home/contract.ts';
import { dateField, file, pageOf, pageQuery, route, schoolField } from '../route.ts';

const PERCENT = z.number().nullable();

/** What every answer says of itself. */
const basis = {
  /** `counting`: a calculation or an import came after these figures, and they are counted anew right now. */
  state: z.enum(['counted', 'counting']),
  /** The day of the calculation for which they were counted; null: never yet. */
  asOf: dateField.nullable(),
  /** The last day with data of any of the schools. */
  through: dateField.nullable(),
  /** Fewer students than this, and no figure is shown; null: everything is. */
  tooFew: z.object({ students: z.int(), needed: z.int() }).nullable(),
};

const RatePoint = z.object({ from: dateField, percent: PERCENT, isBelow: z.boolean() });
export type RatePoint = z.output<typeof RatePoint>;

export const InsightRates = z
  .object({
    ...basis,
    /** Percent; null where the schools together have different ones: `isBelow` is then that of each by itself, of all together false. */
    goal: PERCENT,
    year: z.object({ percent: PERCENT, isBelow: z.boolean() }),
    days: z.array(RatePoint),
    /** `from` their Monday. */
    weeks: z.array(RatePoint),
    /** `from` their first day. `before`: the same month a year before, where it was counted. */
    months: z.array(RatePoint.extend({ before: PERCENT })),
    /** Where there are several, by name. */
    schools: z.array(
      z.object({
        school: z.string(),
        name: z.string(),
        goal: z.number(),
        percent: PERCENT,
        isBelow: z.boolean(),
        month: PERCENT,
        monthBefore: PERCENT,
      }),
    ),
  })
  .meta({ id: 'InsightRates' });
export type InsightRates = z.output<typeof InsightRates>;

const BandLine = z.object({
  students: z.int(),
  /** Students in each band, in the order of `bands`. */
  counts: z.array(z.int()),
  /** Days attended of days enrolled. */
  percent: PERCENT,
});

export const InsightBands = z
  .object({
    ...basis,
    bands: z.array(BandField),
    all: BandLine,
    /** Missed 10% or more. */
    chronic: z.int(),
    /** Not yet, and two more days missed would be enough. */
    nearChronic: z.int(),
    /** Since a day of this month; null without data. */
    newChronic: z.object({ from: dateField, to: dateField, count: z.int() }).nullable(),
    grades: z.array(BandLine.extend({ grade: z.string() })),
    schools: z.array(BandLine.extend({ school: z.string(), name: z.string() })),
  })
  .meta({ id: 'InsightBands' });
export type InsightBands = z.output<typeof InsightBands>;

export const STEP_KINDS = ['letter', 'contact', 'meeting', 'plan', 'campaign', 'referral', 'welfare'] as const;
export const StepKindField = z.enum(STEP_KINDS);
export type StepKindField = z.output<typeof StepKindField>;

export const InsightSteps = z
  .object({
    from: dateField,
    to: dateField,
    /** First days of the months between, also of those in which nothing was done. */
    months: z.array(dateField),
    /** Of all schools asked about together. */
    lines: z.array(
      z.object({
        month: dateField,
        kind: StepKindField,
        /** Of letters the criterion, of the others their kind; '' of campaigns. */
        level: z.string(),
        /** Of letters; '' of the others. */
        pack: z.string(),
        count: z.int(),
      }),
    ),
    /** Those that did anything, by name. */
    schools: z.array(
      z.object({
        school: z.string(),
        name: z.string(),
        /** In the order of `STEP_KINDS`. */
        counts: z.array(z.int()),
      }),
    ),
  })
  .meta({ id: 'InsightSteps' });
export type InsightSteps = z.output<typeof InsightSteps>;

/** Kinds of steps whose list stands here; letters and campaigns have lists of their own. */
export const LISTED_KINDS = ['contact', 'meeting', 'plan', 'referral', 'welfare'] as const;

export type ListedKindField = (typeof LISTED_KINDS)[number];

const StepTaken = z
  .object({
    id: z.int(),
    /** As `s12`. */
    student: z.string(),
    name: z.string(),
    school: z.string(),
    schoolName: z.string(),
    on: dateField,
    level: z.string(),
    by: z.string(),
    /** Where it stands: a page of the app. */
    to: z.string(),
  })
  .meta({ id: 'StepTaken' });

const read = { method: 'GET', tag: 'insight', action: 'see-insight' } as const;
const query = z.object({ school: schoolField });

export const insightContract = {
  readInsightRates: route({
    ...read,
    path: '/api/insight/rates',
    summary: 'The attendance rate by day, week and month against the goal.',
    query,
    ok: InsightRates,
  }),
  readInsightBands: route({
    ...read,
    path: '/api/insight/bands',
    summary: 'How many students miss how much, by grade and school.',
    query,
    ok: InsightBands,
  }),
  readInsightSteps: route({
    ...read,
    path: '/api/insight/steps',
    summary: 'Letters, contacts, meetings, plans, campaigns, referrals and welfare steps by month, school and level.',
    query,
    ok: InsightSteps,
  }),
  listStepsTaken: route({
    ...read,
    path: '/api/insight/steps/list',
    summary: 'What is behind a number of the steps taken: each by itself, the latest first.',
    query: query.extend({
      kind: z.enum(LISTED_KINDS),
      /** '' all. */
      level: z.string().max(60).default(''),
      /** First day of a month; left out: the school year so far. */
      month: dateField.optional(),
      ...pageQuery,
    }),
    ok: pageOf(StepTaken),
  }),
  exportInsight: route({
    ...read,
    path: '/api/insight/export',
    summary: 'Rates, bands or steps as CSV.',
    action: 'export',
    query: query.extend({ of: z.enum(['rates', 'bands', 'steps']) }),
    ok: file('text/csv'),
  }),
};
