/** Serving from the command line: the app, its worker, and how it stops. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureSampleSignIns, makeFirstRunLink } from '../access/index.ts';
import { beginCasework } from '../demo/index.ts';
import { startWorker } from '../jobs/index.ts';
import { ProblemError } from '../problem.ts';
import { serve, type RunningServer } from '../server/serve.ts';
import { buildWeb } from '../web/build.ts';
import { CHECKOUT } from './home.ts';
import { logJobs } from './job-log.ts';
import { printTable, remark } from './output.ts';
import type { Session } from './session.ts';

export const DEFAULT_PORT = 8080;
const LOOPBACK = '127.0.0.1';

export interface ServingOptions {
  readonly host: string;
  readonly port: number;
  readonly baseUrl?: string;
  /** Whether jobs are done in this process too. */
  readonly work: boolean;
  readonly trustProxy?: string;
  readonly log: boolean;
  readonly showsSampleSignIns: boolean;
}

/** Reads a port. Fails: ProblemError. */
export function portOption(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new ProblemError([
    { path: '--port', found: `"${text}"`, allowed: 'a number from 0 (any that is free) to 65535' },
  ]);
}

/** Serves until Ctrl-C or a polite kill; requests and jobs at work end first. */
export async function serveUntilStopped(
  session: Session,
  options: ServingOptions,
  greet: (server: RunningServer) => Promise<void>,
): Promise<void> {
  const { db, districtId, home, now } = session;
  const { host, port, baseUrl, trustProxy = false, log, showsSampleSignIns } = options;
  const webRoot = await buildWeb(remark);
  const server = await serve({
    db,
    districtId,
    home,
    now,
    host,
    port,
    webRoot,
    trustProxy,
    log,
    showsSampleSignIns,
    warmsUp: true,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    env: process.env,
    version: versionOf(),
  });
  const jobLog = log ? { log: logJobs(now) } : {};
  const worker = options.work ? await startWorker(db, { districtId, home, now, env: process.env, ...jobLog }) : null;
  try {
    await greet(server);
    await stopAsked();
    remark('Stopping: what is at work ends first. Once more Ctrl-C stops at once.');
  } finally {
    await server.close();
    await worker?.stop();
  }
}

/** The sample district on the loopback, with one sign-in for each role. */
export async function serveSample(session: Session, port: number): Promise<void> {
  const { db, districtId, home, now } = session;
  const signIns = await ensureSampleSignIns(db, { districtId, home, now: now() });
  if (await beginCasework(db, { districtId, home, now: now() })) remark('Casework is under way at Oak Middle School.');
  const options = { host: LOOPBACK, port, work: true, log: false, showsSampleSignIns: signIns.length > 0 };
  await serveUntilStopped(session, options, async ({ url }) => {
    process.stdout.write(`\nOpen the app   ${url}\n\n`);
    if (signIns.length > 0)
      printTable(
        ['Sign in as', 'E-mail', 'Password'],
        signIns.map(({ role, email, password }) => [role, email, password]),
      );
    process.stdout.write('\nThe sign-in page has a button for each. Ctrl-C stops the app; the data stays.\n');
  });
}

/** Another district on the loopback: nobody's sign-in is shown. */
export async function serveHere(session: Session, port: number): Promise<void> {
  const options = { host: LOOPBACK, port, work: true, log: false, showsSampleSignIns: false };
  await serveUntilStopped(session, options, (server) => welcome(session, server));
}

/** What `./rollcall serve` says first: where it is, and on an empty system the link that makes the first administrator. */
export async function welcome(session: Session, { url }: RunningServer): Promise<void> {
  const { db, districtId, by, now } = session;
  process.stdout.write(`Rollcall is at ${url}\n`);
  const link = await makeFirstRunLink(db, { districtId, baseUrl: url, by, now: now() });
  if (link !== null)
    process.stdout.write(
      `Nobody can sign in yet. This link makes the first administrator, once, within 24 hours:
  ${link.url}
`,
    );
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

function versionOf(): string {
  const { version } = JSON.parse(readFileSync(join(CHECKOUT, 'package.json'), 'utf8')) as { version: string };
  return version;
}
