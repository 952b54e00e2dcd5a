/**
 * What runs without a person waiting for it: the only door of this room.
 *
 *   const jobId = await enqueue(client, 'letters', { districtId, by, now, data: { batch: 12 } });
 *   const worker = await startWorker(db, { districtId, home, now });
 */
export { backupFolder } from './backup.ts';
export { enqueue, type JobRequest } from './enqueue.ts';
export type { JobData, JobName } from './job-data.ts';
export { watchedFolder } from './import.ts';
export { printFolder } from './letters.ts';
export { nextOccurrences, type Rhythm } from './occurrences.ts';
export {
  countJobs,
  readJob,
  readJobs,
  retryJob,
  type JobCount,
  type JobFilter,
  type JobRecord,
  type JobState,
} from './records.ts';
export { JOB_NAMES } from './registry.ts';
export {
  readProposals,
  readSchedules,
  writeSchedule,
  type Schedule,
  type ScheduleChange,
  type ScheduleProposal,
} from './schedules.ts';
export { startWorker, type RunningWorker, type WorkerOptions } from './worker.ts';
export { traceOf } from './reason.ts';
export { makeMailFiles, type MailFiles } from './mail-files.ts';
