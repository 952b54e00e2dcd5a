/** Did it help? Attendance in the 20 school days before and after each kind of response, beside students alike who had none. */
import { z } from 'zod';
import { dateField, file, route, schoolField } from '../route.ts';

const VerdictField = z.enum(['helped', 'cannot-tell', 'fell-more']);
export type VerdictField = z.output<typeof VerdictField>;

/** Percent of days attended, to a tenth; the difference in points, between `low` and `high` with a confidence of 95%. */
const Outcome = z.object({
  before: z.number(),
  after: z.number(),
  alikeBefore: z.number(),
  alikeAfter: z.number(),
  difference: z.number(),
  low: z.number(),
  high: z.number(),
  verdict: VerdictField,
});
export type HelpOutcome = z.output<typeof Outcome>;

const LeftOut = z.object({
  /** Fewer than 20 school days before. */
  early: z.int(),
  /** The 20 school days after are not over. */
  running: z.int(),
  /** Not at the school on each of the days before, after. */
  came: z.int(),
  left: z.int(),
  /** The same again within 20 school days. */
  repeated: z.int(),
  /** Nobody alike, or one student; of campaigns fewer than three other schools. */
  alone: z.int(),
});

const HelpShape = z
  .object({
    /** `letter`, `letter:pack/criterion`, `contact:phone`, `campaign`, … */
    response: z.string(),
    family: z.enum([
      'letter',
      'contact',
      'meeting',
      'contract',
      'plan',
      'intervention',
      'activity',
      'referral',
      'campaign',
    ]),
    /** What it is of its family: the code of a criterion or an intervention, a kind; '' the whole family. */
    level: z.string(),
    /** Of a criterion or an intervention, in the language of who asks; '' where the app has words of its own. */
    title: z.string(),
    students: z.int(),
    responses: z.int(),
    /** Students compared with; of campaigns: other schools. */
    alike: z.int(),
    /** How many of a hundred of those got the same within the 20 days after. */
    alikeLaterPercent: z.int(),
    /** Null: too few students to say. */
    outcome: Outcome.nullable(),
    leftOut: LeftOut,
  })
  .meta({ id: 'DidItHelpLine' });
export type HelpShape = z.output<typeof HelpShape>;

export const DidItHelp = z
  .object({
    /** `counting`: a calculation or an import came after these figures, and they are counted anew right now. */
    state: z.enum(['counted', 'counting']),
    /** The day of the calculation for which they were counted; null: never yet. */
    asOf: dateField.nullable(),
    yearStart: dateField.nullable(),
    /** School days on either side. */
    windowDays: z.int(),
    /** Fewer students than this, and nothing is said. */
    needed: z.int(),
    /** Where a band begins: percent missed of the days before, and of the year until then; days without an excuse in the year so far. */
    bands: z.object({ before: z.array(z.number()), earlier: z.array(z.number()), unexcused: z.array(z.number()) }),
    /** The whole families first, each before its parts. */
    responses: z.array(HelpShape),
  })
  .meta({ id: 'DidItHelp' });
export type DidItHelp = z.output<typeof DidItHelp>;

const query = z.object({ school: schoolField });

export const didItHelpContract = {
  readDidItHelp: route({
    method: 'GET',
    path: '/api/insight/did-it-help',
    tag: 'insight',
    summary: 'Attendance before and after each kind of response, beside students alike who had none, with an interval.',
    action: 'see-insight',
    query,
    ok: DidItHelp,
  }),
  exportDidItHelp: route({
    method: 'GET',
    path: '/api/insight/did-it-help.csv',
    tag: 'insight',
    summary: 'The same as a file for a spreadsheet; no figures where too few students are behind them.',
    action: 'see-insight',
    query,
    ok: file('text/csv'),
  }),
};
