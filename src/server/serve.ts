/** A server that listens, and stops without losing a request. */
import { createServer, type AddressInfo } from 'node:net';
import { openSignIn, startSealer } from '../access/index.ts';
import { traceOf } from '../jobs/index.ts';
import { Refusal } from '../problem.ts';
import { buildServer, type ServerOptions } from './app.ts';
import { startPagesAhead } from './students/pages-ahead.ts';
import { warmUp } from './students/warm-up.ts';

export interface ServeOptions extends Omit<ServerOptions, 'baseUrl' | 'signIn'> {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** As browsers reach it; left out: host and port. */
  readonly baseUrl?: string;
  /** Whether it makes itself ready for the first people once it listens, and for what people are about to open, in the background. */
  readonly warmsUp?: boolean;
}

export interface RunningServer {
  readonly url: string;
  /** Takes no new request, lets those at work end, then closes. */
  close(): Promise<void>;
}

/** Fails: Refusal when the port is taken or the address is none. */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const port = options.port === 0 ? await freePort(options.host) : options.port;
  const here = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`;
  const baseUrl = (options.baseUrl ?? here).replace(/\/+$/, '');
  if (!URL.canParse(baseUrl)) throw new Refusal(`"${baseUrl}" is no address. Allowed: as https://rollcall.example.org`);
  const { db, home, env, now } = options;
  const signIn = await openSignIn({ db, home, baseUrl, env, now });
  try {
    const app = await buildServer({ ...options, baseUrl, signIn });
    await app.listen({ host: options.host, port });
    const sealer = startSealer(db, { now, onError: (error) => app.log.error(traceOf(error), 'sealing failed') });
    const ends = new AbortController();
    const warm = options.warmsUp
      ? warmUp(options, ends).catch((error) => app.log.error(traceOf(error), 'not warm'))
      : undefined;
    const ahead = options.warmsUp
      ? startPagesAhead(options, (error) => app.log.error(traceOf(error), 'no page ahead'))
      : undefined;
    return {
      url: baseUrl,
      close: async () => {
        ends.abort();
        await warm;
        await ahead?.stop();
        await app.close();
        await sealer.stop();
        await signIn.close();
      },
    };
  } catch (error) {
    await signIn.close();
    throw refusalOf(error, options.host, port);
  }
}

function refusalOf(error: unknown, host: string, port: number): unknown {
  const { code } = error as { code?: string };
  if (code === 'EADDRINUSE')
    return new Refusal(`Port ${port} of ${host} is in use by another program. Choose another with --port.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new Refusal(
      `This machine has no address ${host}. Allowed: 127.0.0.1, 0.0.0.0 or an address of this machine.`,
    );
  if (code === 'EACCES') return new Refusal(`Port ${port} may not be used by this account. Choose one above 1023.`);
  return error;
}

function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, host, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
