/** Runs of the calculation: what they changed, and asking for one. */
import { z } from 'zod';
import { EffectCountShape } from '../effects/contract.ts';
import { dateField, pageOf, pageQuery, route, schoolField } from '../route.ts';

const count = z.int().nonnegative();

export const RunLine = z
  .object({
    run: z.int().positive(),
    /** The day for which was calculated. */
    asOf: dateField,
    startedAt: z.iso.datetime(),
    /** How long it took; null where it was not measured. */
    seconds: z.number().nullable(),
    /** `schedule`, or the person's name. */
    by: z.string(),
    packs: z.array(z.object({ id: z.string(), title: z.string(), version: z.string() })),
    /** `full`: every student was judged; `changed`: those who can have changed. */
    mode: z.enum(['full', 'changed']),
    students: count,
    judged: count,
    new: count,
    moved: count,
    redecided: count,
    lapsed: count,
    activeAgain: count,
    amended: count,
    noLongerMet: count,
    metAgain: count,
    setAside: count,
  })
  .meta({ id: 'RunLine' });
export type RunLine = z.output<typeof RunLine>;

/** Triggers by what stands, or by what a run changed. */
const CriterionCount = z.object({ pack: z.string(), criterion: z.string(), decision: z.string(), count });

export const RunDetails = RunLine.extend({
  /** What stood after it. */
  standing: z.array(CriterionCount),
  /** What this run found or changed and no later one has changed since, by school. */
  changed: z.array(CriterionCount.extend({ school: z.string(), schoolName: z.string() })),
}).meta({ id: 'RunDetails' });
export type RunDetails = z.output<typeof RunDetails>;

/** What Rollcall would do by itself and leaves to one decision: of one criterion, for one reason. */
export const HeldBackLine = z
  .object({
    /** `before-use`: met before the pack was in use at the school; `not-made`: its notice is out, and it was not carried out. */
    why: z.enum(['before-use', 'not-made']),
    pack: z.string(),
    criterion: z.string(),
    title: z.string(),
    kinds: z.array(z.string()),
    count,
    students: count,
    schools: count,
    /** Days on which it was met; of `not-made`, days of issue. */
    first: dateField,
    last: dateField,
    /** Since when the pack is in use; null for `not-made`. */
    since: dateField.nullable(),
    /** What stood against it; '' nothing that anybody said. */
    because: z.string(),
  })
  .meta({ id: 'HeldBackLine' });
export type HeldBackLine = z.output<typeof HeldBackLine>;

export const runsContract = {
  readHeldBack: route({
    method: 'GET',
    path: '/api/held-back',
    tag: 'runs',
    summary:
      'What Rollcall would do by itself but leaves to one decision: perform it, or settle it without. Counts only.',
    action: 'see-runs',
    ok: z.object({ items: z.array(HeldBackLine) }),
  }),
  decideHeldBack: route({
    method: 'POST',
    path: '/api/held-back/decide',
    tag: 'runs',
    summary: 'Performs what was held back, or settles it: then it counts as issued, and nothing is made.',
    action: 'calculate',
    districtOnly: true,
    idempotent: true,
    body: z.object({
      decision: z.enum(['perform', 'settle']),
      reason: z.string().trim().min(3).max(500),
      /** Left out: everything that is held back. */
      why: z.enum(['before-use', 'not-made']).optional(),
      pack: z.string().min(1).max(100).optional(),
      criterion: z.string().min(1).max(20).optional(),
    }),
    ok: z.object({ decided: count, effects: z.array(EffectCountShape) }),
  }),
  listRuns: route({
    method: 'GET',
    path: '/api/runs',
    tag: 'runs',
    summary: 'Runs of the calculation, the newest first, with what each changed.',
    action: 'see-runs',
    query: z.object(pageQuery),
    ok: pageOf(RunLine),
  }),
  readRun: route({
    method: 'GET',
    path: '/api/runs/:run',
    tag: 'runs',
    summary: 'One run: what stood after it, and what it changed at which school. Counts only.',
    action: 'see-runs',
    params: z.object({
      run: z.coerce
        .number<number | string>()
        .int()
        .positive()
        .max(2 ** 53 - 1),
    }),
    ok: RunDetails,
  }),
  startRun: route({
    method: 'POST',
    path: '/api/runs',
    tag: 'runs',
    summary:
      'Asks for a calculation of the whole district, or tries one without changing anything. From a school it is refused with the last run, the next one and whom to ask.',
    action: 'calculate',
    districtOnly: true,
    body: z.object({
      /** Left out: through the day before. */
      asOf: dateField.optional(),
      /** Shows what would change, and changes nothing. */
      dryRun: z.boolean().default(false),
      /** Refused unless empty: a calculation is for the whole district. */
      school: schoolField,
    }),
    status: 202,
    ok: z.object({ job: z.uuid() }),
  }),
};
