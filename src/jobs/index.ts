/**
 * What runs without a person waiting for it: the only door of this room.
 *
 *   const jobId = await enqueue(client, 'letters', { districtId, by, now, data: { batch: 12 } });
 */
export { enqueue, type JobRequest } from './enqueue.ts';
export type { JobData, JobName } from './job-data.ts';
export { printFolder } from './letters.ts';
export { JOB_NAMES } from './registry.ts';
