/** When the district was last calculated and will be next, and which jobs failed. */
import type { Pool } from 'pg';
import { readSchedules } from '../../jobs/index.ts';
import type { Home } from './contract.ts';

export async function readRunTimes(pool: Pool, districtId: number): Promise<Home['runs']> {
  const [last, schedules] = await Promise.all([
    pool.query<{ at: Date }>(
      'select finished_at as at from calculations where district_id = $1 order by calculation_id desc limit 1',
      [districtId],
    ),
    readSchedules(pool, districtId),
  ]);
  const next = schedules.find(({ job, isOn }) => job === 'calculation' && isOn)?.nextAt;
  return { lastAt: last.rows[0]?.at.toISOString() ?? null, nextAt: next?.toISOString() ?? null };
}

/** Of the last two weeks, and not tried again since. */
export async function readFailedJobs(pool: Pool, districtId: number): Promise<number> {
  const found = await pool.query<{ count: number }>(
    `select count(*)::int as count from job_records where district_id = $1 and state = 'failed' and asked_at > now() - interval '14 days'`,
    [districtId],
  );
  return found.rows[0]?.count ?? 0;
}
