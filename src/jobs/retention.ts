/** Looks which files are older than the district keeps them, and proposes to purge them; sweeps away uploads that were cut off. */
import { proposeRetention, sweepIncoming } from '../cases/index.ts';
import { withTransaction } from '../db/index.ts';
import { todayInDistrict } from '../db/zone.ts';
import type { Job } from './job.ts';

const WEEKLY_MINUTES = 7 * 24 * 60;

export const retentionJob: Job<'retention'> = {
  name: 'retention',
  retry: { attempts: 3, delaySeconds: 60, longestDelaySeconds: 3600, expireSeconds: 3600 },
  schedule: { isOn: true, days: [], at: '00:00', everyMinutes: WEEKLY_MINUTES },
  work: async (_data, context) => {
    const { db, districtId, home, now } = context;
    const swept = await sweepIncoming({ home, districtId }, now());
    return withTransaction(db, async (client) => {
      const on = await todayInDistrict(client, { districtId, now: now() });
      const who = { districtId, personId: '', name: 'Rollcall', role: 'rollcall', now: now(), on } as const;
      const proposed = await proposeRetention(client, who);
      const result = proposed + swept === 0 ? null : { proposed, swept };
      await context.finish(client, result);
      return result;
    });
  },
};
