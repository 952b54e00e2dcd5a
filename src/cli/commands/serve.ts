import type { Command } from 'commander';
import { DEFAULT_PORT, portOption, serveUntilStopped, welcome } from '../serving.ts';
import { withSession } from '../session.ts';

interface ServeCommandOptions {
  readonly host: string;
  readonly port: string;
  readonly baseUrl?: string;
  readonly work: boolean;
  readonly trustProxy?: string;
  readonly log: boolean;
}

export function register(program: Command): void {
  program
    .command('serve')
    .description('Serve the app and its API until Ctrl-C. Jobs are done in the same process unless --no-work.')
    .option('--host <address>', 'address to listen on; 0.0.0.0 for every one of this machine', '127.0.0.1')
    .option('--port <port>', 'port to listen on; 0: any that is free', String(DEFAULT_PORT))
    .option('--base-url <url>', 'address as browsers reach it, as https://rollcall.example.org (ROLLCALL_BASE_URL)')
    .option(
      '--trust-proxy <addresses>',
      'proxies whose X-Forwarded-For is believed, as 10.0.0.0/8 (ROLLCALL_TRUST_PROXY)',
    )
    .option('--no-work', 'leave the jobs to ./rollcall work on this or other machines')
    .option('--no-log', 'no line for each request on standard error')
    .action((options: ServeCommandOptions) => withSession((session) => run(session, options), 'work'));
}

async function run(session: Parameters<typeof serveUntilStopped>[0], options: ServeCommandOptions): Promise<void> {
  const baseUrl = options.baseUrl ?? process.env['ROLLCALL_BASE_URL'];
  const trustProxy = options.trustProxy ?? process.env['ROLLCALL_TRUST_PROXY'];
  await serveUntilStopped(
    session,
    {
      host: options.host,
      port: portOption(options.port),
      work: options.work,
      log: options.log,
      showsSampleSignIns: false,
      ...(baseUrl === undefined || baseUrl === '' ? {} : { baseUrl }),
      ...(trustProxy === undefined || trustProxy === '' ? {} : { trustProxy }),
    },
    (server) => welcome(session, server),
  );
}
