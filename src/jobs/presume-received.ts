/** "Received" is presumed some school days after mailing, where the pack says so. */
import { lockDistrict } from '../calculation/index.ts';
import { withTransaction } from '../db/index.ts';
import { presumeReceived } from '../notices/index.ts';
import type { Job } from './job.ts';
import { todayInDistrict } from '../db/zone.ts';

export const presumeReceivedJob: Job<'presume-received'> = {
  name: 'presume-received',
  retry: { attempts: 5, delaySeconds: 2, longestDelaySeconds: 300, expireSeconds: 3600 },
  schedule: { isOn: true, days: [1, 2, 3, 4, 5, 6, 7], at: '04:00' },
  work: async (_data, context) => {
    const { db, districtId, by, now } = context;
    return withTransaction(db, async (client) => {
      await lockDistrict(client, districtId);
      const asOf = await todayInDistrict(client, { districtId, now: now() });
      const result = { received: await presumeReceived(client, { districtId, asOf, by, now: now() }) };
      await context.finish(client, result);
      return result;
    });
  },
};
