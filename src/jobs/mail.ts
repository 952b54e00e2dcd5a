/** Sends what waits in the outbox. Where mail is not set up, messages stay and the app says so. */
import { mailSettingsOf, sendWaiting } from '../messages/index.ts';
import { holdInvitations } from '../notices/index.ts';
import type { Job } from './job.ts';

export const mailJob: Job<'mail'> = {
  name: 'mail',
  retry: { attempts: 3, delaySeconds: 30, longestDelaySeconds: 600, expireSeconds: 3600 },
  schedule: { isOn: true, days: [], at: '00:00', everyMinutes: 5 },
  work: async (_data, { db, districtId, env, now, signal }) => {
    await holdInvitations(db.pool, { districtId, now: now() });
    const figures = await sendWaiting(db.pool, {
      districtId,
      now,
      providers: { email: mailSettingsOf(env) },
      signal,
    });
    const { sent, again, failed } = figures;
    return sent + again + failed === 0 ? null : { ...figures };
  },
};
