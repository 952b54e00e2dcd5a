/** The state of the data, as text: the same text, the same figures and lists. */
import type { ServerParts } from './context.ts';

/** The state of the data: one question to the database on every request. */
export interface DataState {
  /** The same text, the same figures. */
  readonly revision: string;
  /** Of what the figures of schools alone are read from. */
  readonly figuresRevision: string;
  /** ISO, in the district's zone. */
  readonly today: string;
  /** The last calculation; null before the first. */
  readonly calculation: { readonly asOfOn: string; readonly isImportNewer: boolean } | null;
  /** Of the attendance figures. */
  readonly figures: { readonly asOfOn: string | null; readonly yearStartOn: string | null; readonly isStale: boolean };
  readonly runs: { readonly lastAt: string | null; readonly nextAt: string | null };
}

interface Row {
  readonly revision: string;
  readonly figuresRevision: string;
  readonly today: string;
  readonly asOfOn: string | null;
  readonly isImportNewer: boolean;
  readonly lastAt: Date | null;
  readonly nextAt: Date | null;
  readonly figuresOn: string | null;
  readonly yearStartOn: string | null;
  readonly isStale: boolean;
}

export async function readDataState({ db, districtId, now }: ServerParts): Promise<DataState> {
  const found = await db.pool.query<Row>(STATE, [districtId, now()]);
  const row = found.rows[0] as Row;
  const { revision, figuresRevision, today, asOfOn, isImportNewer, lastAt, nextAt, figuresOn, yearStartOn, isStale } =
    row;
  return {
    revision,
    figuresRevision,
    today,
    calculation: asOfOn === null ? null : { asOfOn, isImportNewer },
    figures: { asOfOn: figuresOn, yearStartOn, isStale },
    runs: { lastAt: lastAt?.toISOString() ?? null, nextAt: nextAt?.toISOString() ?? null },
  };
}

/** The rows of a small table by their versions. */
const versionsOf = (table: string): string =>
  `(select concat(count(*), '.', sum(w.xmin::text::bigint)) from ${table} w where w.district_id = $1)`;

/**
 * The small tables that people write by other ways (the command line too) are known by the transactions that wrote their rows.
 * Parameters: $1 district, $2 now.
 */
const STATE = `
  select x.today, c.as_of_on as "asOfOn", c.finished_at as "lastAt", coalesce(i.newest, 0) > coalesce(c.import_id, 0) as "isImportNewer",
    (select s.next_at from schedules s where s.district_id = $1 and s.job = 'calculation' and s.is_on) as "nextAt",
    f.as_of_on as "figuresOn", f.year_start_on as "yearStartOn",
    c.calculation_id is not null and (f.calculation_id is distinct from c.calculation_id or f.facts_revision is distinct from r.facts) as "isStale",
    concat_ws(' ', r.facts, f.calculation_id, f.facts_revision, f.counted_at) as "figuresRevision",
    concat_ws(' ', r.all_parts, x.today, x.written, f.calculation_id, f.facts_revision, f.counted_at,
      ${versionsOf('letterheads')},
      ${versionsOf('school_settings')},
      ${versionsOf('named_people')}) as revision
  from (select (($2::timestamptz at time zone d.time_zone)::date)::text as today, d.xmin::text as written from districts d
    where d.district_id = $1) x
  left join lateral (select calculation_id, as_of_on, import_id, finished_at from calculations
    where district_id = $1 order by calculation_id desc limit 1) c on true
  left join lateral (select import_id as newest from imports where district_id = $1 and state = 'done'
    order by import_id desc limit 1) i on true
  left join attendance_figures f on f.district_id = $1
  cross join lateral (select string_agg(left(part, 1) || revision, '.' order by part) as all_parts,
      coalesce(max(revision) filter (where part = 'facts'), 0) as facts
    from list_revisions where district_id = $1) r`;

/**
 * The state of casework, as text. Whoever changes a thing or a task appends to the one history of casework in the same transaction; the newest
 * thousand entries stand for all of it, so that a transaction that ends late is seen too. Tables that people write without an entry there are
 * known by the transactions that wrote their rows: campaigns, people, who is named for a duty, the packs in use. Once a minute it is another
 * text whatever these say.
 */
export async function readCaseworkState({ db, districtId, now }: ServerParts): Promise<string> {
  const found = await db.pool.query<{ mark: string }>(CASEWORK, [districtId]);
  return `${found.rows[0]?.mark ?? ''} ${Math.floor(now().getTime() / 60_000)}`;
}

/** The state with that of casework beside it, for figures of steps. */
export async function withCasework(parts: ServerParts, state: DataState): Promise<DataState> {
  return { ...state, revision: `${state.revision} ${await readCaseworkState(parts)}` };
}

const CASEWORK = `
  select concat_ws(' ', max(x.step_id), sum(x.step_id), ${['campaigns', 'people', 'named_people', 'pack_uses'].map(versionsOf).join(', ')}) as mark
  from (select step_id from casework_steps where district_id = $1 order by step_id desc limit 1000) x`;
