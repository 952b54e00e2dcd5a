/** The second wall: every connection sees only the students that an action of this person reaches, whatever a query says. */
import pg from 'pg';
import type { Database } from '../db/index.ts';
import type { Actor, Reach } from './actor.ts';

/**
 * The same database as the role `rollcall_app` with this reach set, so that row-level security holds: a query that
 * forgets its scope gets nothing of other schools. Works with whatever takes a `Database` or a pool.
 * Ends: `close` does nothing; who opened `db` closes it.
 */
export function scopedDatabase(db: Pick<Database, 'pool'>, actor: Pick<Actor, 'districtId'>, reach: Reach): Database {
  const entering = enteringWith(settingsOf(actor.districtId, reach));
  const connect = (): Promise<pg.PoolClient> => connectScoped(db.pool, entering);
  const query = async (...question: Parameters<pg.PoolClient['query']>): Promise<unknown> => {
    const client = await connect();
    try {
      return await (client.query(...question) as unknown);
    } finally {
      client.release();
    }
  };
  const pool = new Proxy(db.pool, {
    get: (target, name) => {
      if (name === 'connect') return connect;
      if (name === 'query') return query;
      if (name === 'end') return () => Promise.resolve();
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return { pool, close: () => Promise.resolve() };
}

/** What a reach sets on a connection, for a question that asks the wall itself (`wall_would_show`). */
export function reachSettings(
  { districtId }: Pick<Actor, 'districtId'>,
  reach: Reach,
): { readonly names: readonly string[]; readonly values: readonly string[] } {
  const values = settingsOf(districtId, reach);
  return { names: SETTINGS, values: SETTINGS.map((_, at) => values[at] ?? '') };
}

/** A connection that sees one student of a reach and nobody else. */
export interface StudentConnection {
  readonly client: pg.PoolClient;
  /** While `work` is done, the same connection sees whom the reach covers. */
  readonly around: <T>(work: (client: pg.PoolClient) => Promise<T>) => Promise<T>;
}

/**
 * Narrows the reach to one student: less work for every statement, and nothing else can be read by mistake. All of it sees one state of
 * the data, nothing can be written, and with the transaction the reach is gone.
 * Input: a student whom the wall showed within the reach. Whoever asks releases the client.
 */
export async function connectToStudent(
  db: Pick<Database, 'pool'>,
  {
    actor,
    reach,
    student,
  }: { readonly actor: Pick<Actor, 'districtId'>; readonly reach: Reach; readonly student: string },
): Promise<StudentConnection> {
  const { names, values } = reachSettings(actor, reach);
  const value = (name: string): string => values[names.indexOf(name)] ?? '';
  const narrowed = names.map((name) =>
    name === 'app.scope' ? 'student' : name === 'app.student' ? student : value(name),
  );
  const client = await db.pool.connect();
  const release = client.release.bind(client);
  client.release = (broken?: Error | boolean) => {
    client.release = release;
    leave(client, { release, leaving: 'rollback' }, broken);
  };
  try {
    await client.query(
      `begin isolation level repeatable read read only; set local role rollcall_app; select ${callsOf(narrowed, true)}`,
    );
  } catch (error) {
    client.release(true);
    throw error;
  }
  const setScope = (scope: string): Promise<unknown> =>
    client.query({ name: 'set-scope', text: `select set_config('app.scope', $1, true)`, values: [scope] });
  return {
    client,
    around: async (work) => {
      await setScope(value('app.scope'));
      try {
        return await work(client);
      } finally {
        // After a failure nothing more can be read in this transaction, whatever the scope.
        await setScope('student').catch(() => undefined);
      }
    },
  };
}

/** `app.student`: a page of one student narrows its reach to that student alone (0047_one_student.sql). */
const SETTINGS = ['app.district_id', 'app.scope', 'app.schools', 'app.staff', 'app.student', 'app.person'] as const;

/** An open transaction would bring its settings back when it is undone, so it ends first. */
const LEAVING = ['rollback', 'reset role', ...SETTINGS.map((name) => `reset ${name}`)].join('; ');

type Settings = readonly [district: string, scope: string, schools: string, staff: string, student: '', person: string];

function settingsOf(districtId: number, reach: Reach): Settings {
  const district = String(districtId);
  switch (reach.kind) {
    case 'none':
      return [district, '', '', '', '', ''];
    case 'district':
      return [district, 'district', '', '', '', ''];
    case 'schools':
      return [district, 'schools', arrayText([...reach.schools]), '', '', ''];
    case 'students':
      return [district, 'students', '', reach.staffId, '', ''];
    case 'cases':
      return [district, 'cases', '', '', '', reach.personId];
  }
}

function enteringWith(values: readonly string[]): string {
  return `set role rollcall_app; select ${callsOf(values, false)}`;
}

/** Input: `isLocal`: they end with the transaction. */
function callsOf(values: readonly string[], isLocal: boolean): string {
  return SETTINGS.map((name, at) => `set_config('${name}', ${pg.escapeLiteral(values[at] ?? '')}, ${isLocal})`).join(
    ', ',
  );
}

/** The text of a `text[]`. */
function arrayText(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

async function connectScoped(pool: pg.Pool, entering: string): Promise<pg.PoolClient> {
  const client = await pool.connect();
  try {
    await client.query(entering);
  } catch (error) {
    client.release(true);
    throw error;
  }
  const release = client.release.bind(client);
  client.release = (broken?: Error | boolean) => {
    client.release = release;
    leave(client, { release, leaving: LEAVING }, broken);
  };
  return client;
}

/** Gives the connection back as it was; one that cannot be made so is closed. */
function leave(
  client: pg.PoolClient,
  { release, leaving }: { readonly release: (broken?: Error | boolean) => void; readonly leaving: string },
  broken?: Error | boolean,
): void {
  if (broken !== undefined && broken !== false) {
    release(broken);
    return;
  }
  const whileLeaving = (): void => undefined;
  client.on('error', whileLeaving);
  const done = (failure?: Error): void => {
    client.off('error', whileLeaving);
    release(failure);
  };
  client.query(leaving, (failure: Error | null) => done(failure ?? undefined));
}
