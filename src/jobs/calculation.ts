/** Judges the district: by the schedule, or when someone asks. */
import type { ClientBase } from 'pg';
import { lastCalculation, refuseFarDay, type CalculateOptions } from '../calculation/index.ts';
import { withTransaction } from '../db/index.ts';
import { formatDay, parseDay, type Day } from '../engine/index.ts';
import { refreshAttendance, refreshDidItHelp } from '../insight/index.ts';
import { calculateAndRelease, calculateAndReleaseIn, presumeReceived, type ReleaseReport } from '../notices/index.ts';
import type { Job, JobContext, JobResult } from './job.ts';
import { todayInDistrict } from '../db/zone.ts';

export const calculation: Job<'calculation'> = {
  name: 'calculation',
  retry: { attempts: 5, delaySeconds: 2, longestDelaySeconds: 300, expireSeconds: 6 * 3600 },
  schedule: { isOn: false, days: [1, 2, 3, 4, 5], at: '17:30' },
  work: async ({ asOf: given, dryRun, full }, context) => {
    const { db, districtId, by, now } = context;
    const asOf = given === undefined ? await throughDay(context) : (parseDay(given) as Day);
    const options: CalculateOptions = {
      districtId,
      asOf,
      by,
      now: now(),
      dryRun: dryRun === true,
      full: full === true,
      prepare: (client) => prepare(client, context, asOf),
      onProgress: (done, total) => context.progress('students', done, total),
    };
    if (dryRun === true) {
      const tried = resultOf(await calculateAndRelease(db, options));
      await withTransaction(db, (client) => context.finish(client, tried));
      return tried;
    }
    const done = await withTransaction(db, async (client) => {
      const report = await calculateAndReleaseIn(client, options);
      await client.query('update calculations set finished_at = $3 where district_id = $1 and calculation_id = $2', [
        districtId,
        report.calculationId,
        now(),
      ]);
      const result = resultOf(report);
      await context.finish(client, result);
      return result;
    });
    // Whoever looks first finds the figures of attendance and of what helped counted; should it fail, they are counted then.
    await refreshAttendance(db, { districtId, now: now() })
      .then(() => refreshDidItHelp(db, { districtId, now: now() }))
      .catch(() => undefined);
    return done;
  },
};

/** Through the day before, whose attendance is in; never back behind what was calculated already. */
async function throughDay({ db, districtId, now }: Pick<JobContext, 'db' | 'districtId' | 'now'>): Promise<Day> {
  const today = parseDay(await todayInDistrict(db.pool, { districtId, now: now() })) as Day;
  const last = await lastCalculation(db.pool, districtId);
  return last === null ? today - 1 : Math.max(today - 1, parseDay(last.asOfOn) as Day);
}

async function prepare(client: ClientBase, { districtId, by, now }: JobContext, asOf: Day): Promise<void> {
  await refuseFarDay(client, { districtId, asOf });
  await presumeReceived(client, { districtId, asOf: formatDay(asOf), by, now: now() });
}

/** Counts only: who they are is read from the database by those who may. */
function resultOf({
  calculationId,
  asOfOn,
  isDryRun,
  figures,
  automatic,
  released,
  warnings,
}: ReleaseReport): JobResult {
  return {
    run: isDryRun ? null : calculationId,
    asOf: asOfOn,
    dryRun: isDryRun,
    figures,
    automatic,
    released,
    warnings,
  };
}
