/** A worker in a process of its own, as on another machine: it can be killed, and what it did can be waited for. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

export interface WorkerEvent {
  readonly event: string;
  readonly job?: string;
  readonly jobId?: string;
  readonly attempt?: number;
  readonly reason?: string;
}

export interface WorkerProcess {
  readonly events: readonly WorkerEvent[];
  readonly pid: number;
  /** `kill -9`. Ends when the process is gone. */
  kill(): Promise<void>;
  /** A polite kill. Returns the exit status. */
  stop(): Promise<number | null>;
}

const alive = new Set<ChildProcess>();

/** Starts a worker and waits until it works. */
export async function startWorkerProcess(options: {
  readonly databaseUrl: string;
  readonly home: string;
  readonly districtId: number;
}): Promise<WorkerProcess> {
  const { databaseUrl, home, districtId } = options;
  const code = `
    import { openDatabase } from ${JSON.stringify(new URL('../../db/index.ts', import.meta.url))};
    import { startWorker } from ${JSON.stringify(new URL('../index.ts', import.meta.url))};
    const say = (entry) => process.stdout.write(JSON.stringify(entry) + '\\n');
    const db = await openDatabase({ home: '/nonexistent', databaseUrl: process.env.DATABASE_URL });
    const worker = await startWorker(db, { districtId: ${districtId}, home: ${JSON.stringify(home)}, now: () => new Date(), log: say });
    process.once('SIGTERM', async () => { await worker.stop(); await db.close(); process.exit(0); });
    say({ event: 'works' });`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', code], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  alive.add(child);
  const events: WorkerEvent[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => events.push(JSON.parse(line) as WorkerEvent));
  const exited = once(child, 'exit').finally(() => alive.delete(child));
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    const [status] = (await exited) as [number | null];
    return status;
  };
  await until(() => events.some(({ event }) => event === 'works') || child.exitCode !== null);
  if (child.exitCode !== null) throw new Error('the worker could not begin');
  return { events, pid: child.pid ?? 0, kill: async () => void (await end('SIGKILL')), stop: () => end('SIGTERM') };
}

/** Kills what is left: call it after all tests of a file. */
export async function killWorkerProcesses(): Promise<void> {
  for (const child of alive) {
    child.kill('SIGKILL');
    await once(child, 'exit').catch(() => undefined);
  }
}

/** Waits until something holds. Fails: after `patience` milliseconds. */
export async function until(holds: () => boolean | Promise<boolean>, patience = 60_000): Promise<void> {
  const from = performance.now();
  while (!(await holds())) {
    if (performance.now() - from > patience) throw new Error('waited in vain');
    await pause(50);
  }
}
