/** `rollcall work`: does the jobs of the queue, on this machine and in this process. */
import type { Command } from 'commander';
import { startWorker } from '../../jobs/index.ts';
import { logJobs } from '../job-log.ts';
import { remark } from '../output.ts';
import { withSession, type Session } from '../session.ts';

export function register(program: Command): void {
  program
    .command('work')
    .description(
      'Do jobs until Ctrl-C: calculations, letters, imports, backups, and what the schedules ask for. ' +
        'Any number of these may run, on any machine that reaches the database: each job is done by one of them.',
    )
    .option('--no-log', 'no line for each job on standard error')
    .action((options: { readonly log: boolean }) => withSession((session) => run(session, options.log), 'work'));
}

async function run({ db, districtId, home, now }: Session, isLogging: boolean): Promise<void> {
  const log = isLogging ? { log: logJobs(now) } : {};
  const worker = await startWorker(db, { districtId, home, now, env: process.env, ...log });
  remark(`${worker.name} works. Ctrl-C ends it when the job at work is done.`);
  await stopAsked();
  remark('Stopping: the job at work ends first. Once more Ctrl-C stops at once; another worker does the job then.');
  await worker.stop();
}

function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        process.once(signal, () => process.exit(signal === 'SIGINT' ? 130 : 143));
        resolve();
      });
  });
}
