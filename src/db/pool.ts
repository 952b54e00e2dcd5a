/** Connections: how values come back, and how all of them end. */
import pg from 'pg';

/** What `pg` needs to connect; a Unix socket's folder stands as `host`. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly password?: string;
  readonly ssl?: pg.ClientConfig['ssl'];
}

const OID = { int8: 20, date: 1082, numeric: 1700, time: 1083, dateArray: 1182, int8Array: 1016, textArray: 1009 };

/**
 * Types of the values that come back: date, time and numeric as text, int8 as a number, timestamptz as an instant.
 * Fails: an int8 beyond 2^53 throws, it is never rounded.
 */
export const TYPES: pg.CustomTypesConfig = { getTypeParser: typeParser };

/**
 * Connections of one process. A decision that waits for a calculation or an import to end holds one meanwhile: with ten, ten people who
 * decide stopped everybody who only reads. More would take processor time from a small machine (docs/adr/0046-a-page-kept-while-true.md).
 */
const MOST_CONNECTIONS = 20;

/**
 * A pool whose connections may break without ending the process, idle or at work (a database that restarts): the work at hand fails, the
 * next query opens a new connection.
 */
export function createPool(connection: Connection, max = MOST_CONNECTIONS): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    max,
    types: TYPES,
    application_name: 'rollcall',
    connectionTimeoutMillis: 60_000,
  });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** One connection outside a pool, with the same types. */
export function createClient(connection: Connection): pg.Client {
  const client = new pg.Client({
    ...connection,
    types: TYPES,
    application_name: 'rollcall',
    connectionTimeoutMillis: 60_000,
  });
  client.on('error', () => undefined);
  return client;
}

/** Ends a pool. What is still in use after a moment (an interrupted command) is cut off, and so undone by the server. */
export async function endPool(pool: pg.Pool): Promise<void> {
  const ended = pool.end().catch(() => undefined);
  const patience = new Promise<'late'>((resolve) => {
    setTimeout(resolve, 500, 'late').unref();
  });
  if ((await Promise.race([ended, patience])) !== 'late') return;
  for (const client of clientsOf(pool)) client.connection?.stream?.destroy();
}

function typeParser(oid: number, format?: 'text' | 'binary'): unknown {
  if (format === 'binary') return pg.types.getTypeParser(oid, 'binary');
  if (oid === OID.int8) return safeInteger;
  if (oid === OID.date || oid === OID.numeric || oid === OID.time) return (text: string) => text;
  if (oid === OID.dateArray) return pg.types.getTypeParser(OID.textArray, 'text');
  if (oid === OID.int8Array)
    return (text: string) =>
      (textArray(text) as (string | null)[]).map((item) => (item === null ? null : safeInteger(item)));
  return pg.types.getTypeParser(oid, 'text');
}

function textArray(text: string): unknown {
  const parse = pg.types.getTypeParser(OID.textArray, 'text') as (text: string) => unknown;
  return parse(text);
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`an int8 beyond 2^53: ${text}`);
  return value;
}

interface CutOff {
  readonly connection?: { readonly stream?: { destroy(): void } };
}

/** `pg` keeps its list of clients to itself; this is the only place that looks. */
function clientsOf(pool: pg.Pool): readonly CutOff[] {
  return (pool as unknown as { readonly _clients?: readonly CutOff[] })._clients ?? [];
}
