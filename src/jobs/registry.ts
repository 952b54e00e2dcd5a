/** Every kind of job. A new one is a file beside these, a line here, and its data in `job-data.ts`. */
import { approvalMail } from './approval-mail.ts';
import { backup } from './backup.ts';
import { calculation } from './calculation.ts';
import { importJob } from './import.ts';
import type { Job } from './job.ts';
import type { JobName } from './job-data.ts';
import { letters } from './letters.ts';
import { mailJob } from './mail.ts';
import { presumeReceivedJob } from './presume-received.ts';
import { retentionJob } from './retention.ts';

export const JOBS: { readonly [Name in JobName]: Job<Name> } = {
  calculation,
  letters,
  import: importJob,
  backup,
  'presume-received': presumeReceivedJob,
  'approval-mail': approvalMail,
  mail: mailJob,
  retention: retentionJob,
};

export const JOB_NAMES = Object.keys(JOBS) as readonly JobName[];
