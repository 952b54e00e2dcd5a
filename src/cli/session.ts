/** What every command of the running system starts from: the open database, the district, who asks and the clock. */
import { userInfo } from 'node:os';
import { openDatabase, type Database } from '../db/index.ts';
import { readTimeZone, todayInDistrict } from '../db/zone.ts';
import { parseDay, type Day } from '../engine/index.ts';
import { ProblemError } from '../problem.ts';
import { rollcallHome } from './home.ts';
import { recorded } from './record-command.ts';

export interface Session {
  readonly db: Database;
  readonly districtId: number;
  /** Who asks, for the record: `ROLLCALL_USER`, else the name of the account. */
  readonly by: string;
  readonly home: string;
  readonly now: () => Date;
}

const DISTRICT_ID = 1;

/**
 * Opens the database, does the work, closes it again: also when the work fails or is interrupted.
 * `signals: 'work'`: the work itself listens to Ctrl-C and a polite kill, and ends.
 */
export async function withSession<T>(work: (session: Session) => Promise<T>, signals: Signals = 'close'): Promise<T> {
  return withDatabase(async (db) => {
    await ensureDistrict(db);
    const session = { db, districtId: DISTRICT_ID, by: userName(), home: rollcallHome(), now: () => new Date() };
    return recorded(session, process.argv[2], () => work(session));
  }, signals);
}

type Signals = 'close' | 'work';

/** As {@link withSession}, for work on the database as a whole: no district is made. */
export async function withDatabase<T>(work: (db: Database) => Promise<T>, signals: Signals = 'close'): Promise<T> {
  const home = rollcallHome();
  const databaseUrl = process.env['DATABASE_URL'];
  const db = await openDatabase({ home, ...(databaseUrl === undefined || databaseUrl === '' ? {} : { databaseUrl }) });
  const stopListening = signals === 'close' ? closeOnSignal(db) : () => undefined;
  return thenClose(
    () => work(db),
    () => {
      stopListening();
      return db.close();
    },
  );
}

/** Does the work, then closes, also when the work failed. What failed first is told: a full disk, not that its database does not stop. */
export async function thenClose<T>(work: () => Promise<T>, close: () => Promise<void>): Promise<T> {
  let result: T;
  try {
    result = await work();
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
  await close();
  return result;
}

/**
 * The as-of date of a command: as given, else that of the last calculation, else today in the district's zone.
 * Fails: ProblemError when what was given is no date.
 */
export async function asOfOf(session: Session, given: string | undefined): Promise<Day> {
  if (given !== undefined) return dayOption('--as-of', given);
  const last = await session.db.pool.query<{ as_of_on: string }>(
    'select as_of_on from calculations where district_id = $1 order by calculation_id desc limit 1',
    [session.districtId],
  );
  const text = last.rows[0]?.as_of_on ?? (await todayOf(session));
  return dayOption('--as-of', text);
}

/** Parses the day of an option. Fails: ProblemError that names the option. */
export function dayOption(option: string, text: string): Day {
  const day = parseDay(text);
  if (day === undefined)
    throw new ProblemError([{ path: option, found: `"${text}"`, allowed: 'a date as 2026-03-09' }]);
  return day;
}

/** The district's zone, by its IANA name. */
export function timeZoneOf({ db, districtId }: Session): Promise<string> {
  return readTimeZone(db.pool, districtId);
}

/** Today in the district's zone, as ISO text. */
export function todayOf({ db, districtId, now }: Session): Promise<string> {
  return todayInDistrict(db.pool, { districtId, now: now() });
}

async function ensureDistrict(db: Database): Promise<void> {
  await db.pool.query('insert into districts (district_id, name) values ($1, $2) on conflict do nothing', [
    DISTRICT_ID,
    'District',
  ]);
}

function userName(): string {
  const given = process.env['ROLLCALL_USER'];
  if (given !== undefined && given.trim() !== '') return given.trim();
  try {
    return userInfo().username;
  } catch {
    return process.env['USER'] ?? `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

/** Ctrl-C and a polite kill close the database first; work that was not committed is undone by it. */
function closeOnSignal(db: Database): () => void {
  const onSignal = (signal: NodeJS.Signals): void => {
    const status = signal === 'SIGINT' ? 130 : 143;
    db.close().then(
      () => process.exit(status),
      () => process.exit(status),
    );
  };
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  return () => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  };
}
