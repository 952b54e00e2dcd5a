/** Runs of the calculation: what they changed, and asking for one. */
import { z } from 'zod';
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

export const runsContract = {
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
