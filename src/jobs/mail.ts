/** Sends what waits in the outbox, and asks what became of what has left. Where a way is not set up, messages stay and the app says so. */
import { takeBackPastInvitations } from '../cases/index.ts';
import { askResults, readChannels, sendWaiting } from '../messages/index.ts';
import { holdInvitations, MAIL_HOOKS, settleLetters } from '../notices/index.ts';
import { readMailFile } from './mail-files.ts';
import type { Job } from './job.ts';

export const mailJob: Job<'mail'> = {
  name: 'mail',
  retry: { attempts: 3, delaySeconds: 30, longestDelaySeconds: 600, expireSeconds: 3600 },
  schedule: { isOn: true, days: [], at: '00:00', everyMinutes: 5 },
  work: async (_data, { db, districtId, env, home, now, signal }) => {
    await takeBackPastInvitations(db.pool, { districtId, now: now() });
    await holdInvitations(db.pool, { districtId, now: now() });
    const providers = await readChannels(db.pool, districtId, env);
    const request = { districtId, now, hooks: MAIL_HOOKS, signal };
    const figures = await sendWaiting(db.pool, {
      ...request,
      providers,
      readFile: (file) => readMailFile(home, file),
    });
    const results = await askResults(db.pool, { ...request, text: providers.text });
    await settleLetters(db, { districtId, now: now() });
    const { sent, again, failed } = figures;
    return sent + again + failed + results === 0 ? null : { ...figures, results };
  },
};
