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

function enteringWith(values: Settings): string {
  const calls = SETTINGS.map((name, at) => `set_config('${name}', ${pg.escapeLiteral(values[at] ?? '')}, false)`);
  return `set role rollcall_app; select ${calls.join(', ')}`;
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
    leave(client, release, broken);
  };
  return client;
}

/** Gives the connection back as it was; one that cannot be made so is closed. */
function leave(client: pg.PoolClient, release: (broken?: Error | boolean) => void, broken?: Error | boolean): void {
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
  client.query(LEAVING, (failure: Error | null) => done(failure ?? undefined));
}
