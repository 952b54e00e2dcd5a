/** A PostgreSQL server of one's own, by `DATABASE_URL`. */
import pg from 'pg';
import { Refusal } from '../problem.ts';
import { createClient, type Connection } from './pool.ts';

const OLDEST = 160000;

/** Reads a connection from `postgres://user:password@host:port/database`. Fails: Refusal, without repeating the text. */
export function connectionOfUrl(databaseUrl: string): Connection {
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) throw unreadable();
  const { host, port, user, database, password, ssl } = readUrl(databaseUrl);
  return {
    host,
    port,
    user: user ?? '',
    database: database ?? '',
    ...(typeof password === 'string' ? { password } : {}),
    ...(ssl ? { ssl } : {}),
  };
}

/** Fails: Refusal when the server cannot be reached, does not let us in, or is older than PostgreSQL 16. */
export async function requireUsableServer(connection: Connection): Promise<void> {
  const client = createClient(connection);
  try {
    await client.connect();
    const found = await client.query<{ number: string; name: string }>(
      `select current_setting('server_version_num') as number, current_setting('server_version') as name`,
    );
    const version = found.rows[0];
    if (Number(version?.number) < OLDEST) {
      throw new Refusal(
        `The server of DATABASE_URL runs PostgreSQL ${version?.name ?? '?'}; Rollcall needs 16 or newer.`,
      );
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`The database of DATABASE_URL (${placeOf(connection)}) cannot be used: ${reasonOf(error)}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function readUrl(databaseUrl: string): pg.Client & { readonly ssl?: pg.ClientConfig['ssl'] } {
  try {
    return new pg.Client({ connectionString: databaseUrl });
  } catch {
    throw unreadable();
  }
}

function unreadable(): Refusal {
  return new Refusal(
    'DATABASE_URL is not the address of a PostgreSQL database. Allowed: postgres://user:password@host:5432/database',
  );
}

function placeOf(connection: Connection): string {
  return `${connection.host}:${connection.port}/${connection.database}`;
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the host is not known',
  ENOENT: 'there is no such socket',
  ETIMEDOUT: 'it does not answer',
  ECONNRESET: 'it closed the connection',
  '28P01': 'the user or the password is wrong',
  '28000': 'the server does not let this user in',
  '3D000': 'there is no such database',
  '53300': 'it has no connection left',
  '57P03': 'it is starting or stopping',
};

/** Words of our own by the kind of the failure: a driver's message may repeat what was in the address. */
function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string') return 'it does not answer as PostgreSQL does';
  return REASONS[code] ?? `it answered ${code}`;
}
