/** Brings one stored table in line with its file: adds, changes and removes, and writes down what changed. */
import type { ClientBase } from 'pg';
import { copyIn, copyTextRow } from '../../db/index.ts';
import type { FileFigures } from './figures.ts';
import type { StoredTable } from './stored-tables.ts';

export interface SyncContext {
  readonly districtId: number;
  readonly importId: number;
}

/**
 * Same rows again change nothing. Students whose facts changed in a way that a calculation sees go to `touched_students`.
 * Needs the temporary tables of {@link createScratchTables}.
 */
export async function syncTable<Row>(
  client: ClientBase,
  context: SyncContext,
  source: { readonly spec: StoredTable<Row>; readonly rows: readonly Row[] },
): Promise<FileFigures> {
  const { spec, rows } = source;
  await stage(client, context, source);
  const sql = statementsOf(spec);
  const { districtId, importId } = context;
  const changed = await client.query(sql.logChanged, [districtId, importId, spec.file]);
  const gone = spec.covers === undefined ? 0 : await removeGone(client, context, { spec, covers: spec.covers });
  if ((changed.rowCount ?? 0) > 0) {
    if (spec.concerns === 'student') await client.query(sql.touchChanged, [districtId]);
    await client.query(sql.update, [districtId]);
  }
  if (spec.concerns === 'student') await client.query(sql.touchNew, [districtId]);
  const added = await client.query(sql.insert, [districtId]);
  await client.query('drop table incoming');
  const figures = { new: added.rowCount ?? 0, changed: changed.rowCount ?? 0, gone };
  return { ...figures, same: rows.length - figures.new - figures.changed, setAside: 0 };
}

/** `incoming_students`: the students of the bundle. `touched_students`: those to be judged again. */
export async function createScratchTables(client: ClientBase, students: readonly string[]): Promise<void> {
  await client.query('create temp table touched_students (student_id text primary key) on commit drop');
  await client.query('create temp table incoming_students (student_id text primary key) on commit drop');
  await copyIn(
    client,
    'copy incoming_students from stdin',
    textChunks(students, (id) => copyTextRow([id])),
  );
  await client.query('analyze incoming_students');
}

/** Rows of the text format in chunks that are worth a network write. */
export function* textChunks<Row>(rows: Iterable<Row>, lineOf: (row: Row) => string): Generator<string> {
  let text = '';
  for (const row of rows) {
    text += lineOf(row);
    if (text.length < 1 << 18) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

async function stage<Row>(
  client: ClientBase,
  context: SyncContext,
  { spec, rows }: { readonly spec: StoredTable<Row>; readonly rows: readonly Row[] },
): Promise<void> {
  const columns = ['district_id', ...spec.columns.map(([name]) => name)].join(', ');
  await client.query(`create temp table incoming on commit drop as select ${columns} from ${spec.table} where false`);
  const lineOf = (row: Row): string =>
    copyTextRow([context.districtId, ...spec.columns.map(([, value]) => value(row))]);
  await copyIn(client, `copy incoming (${columns}) from stdin`, textChunks(rows, lineOf));
  await client.query('analyze incoming');
}

async function removeGone<Row>(
  client: ClientBase,
  context: SyncContext,
  { spec, covers }: { readonly spec: StoredTable<Row>; readonly covers: string },
): Promise<number> {
  const { districtId, importId } = context;
  const isGone = `stored.district_id = $1 and ${covers} and not exists (select 1 from incoming where ${matchOf(spec)})`;
  const logged = await client.query(
    `insert into fact_changes (district_id, import_id, file, fact_key, before)
     select stored.district_id, $2, $3, ${keyText(spec)}, to_jsonb(stored) - 'district_id' from ${spec.table} stored where ${isGone}`,
    [districtId, importId, spec.file],
  );
  if ((logged.rowCount ?? 0) === 0) return 0;
  if (spec.concerns === 'student') {
    await client.query(
      `insert into touched_students select distinct stored.student_id from ${spec.table} stored where ${isGone} on conflict do nothing`,
      [districtId],
    );
  }
  const removed = await client.query(`delete from ${spec.table} stored where ${isGone}`, [districtId]);
  return removed.rowCount ?? 0;
}

function statementsOf<Row>(spec: StoredTable<Row>) {
  const names = spec.columns.map(([name]) => name);
  const rest = names.slice(spec.keyColumns);
  const all = ['district_id', ...names].join(', ');
  const differs =
    rest.length === 0
      ? 'false'
      : `(${rest.map((name) => `stored.${name}`).join(', ')}) is distinct from (${rest.map((name) => `incoming.${name}`).join(', ')})`;
  const joined = `${spec.table} stored join incoming on ${matchOf(spec)} where stored.district_id = $1 and ${differs}`;
  const isNew = `not exists (select 1 from ${spec.table} stored where stored.district_id = $1 and ${matchOf(spec)})`;
  return {
    logChanged: `insert into fact_changes (district_id, import_id, file, fact_key, before, after)
      select stored.district_id, $2, $3, ${keyText(spec)}, to_jsonb(stored) - 'district_id', to_jsonb(incoming) - 'district_id' from ${joined}`,
    touchChanged: `insert into touched_students select distinct stored.student_id from ${joined} on conflict do nothing`,
    touchNew: `insert into touched_students select distinct incoming.student_id from incoming where ${isNew} on conflict do nothing`,
    update: `update ${spec.table} stored set ${rest.map((name) => `${name} = incoming.${name}`).join(', ')}
      from incoming where ${matchOf(spec)} and stored.district_id = $1 and ${differs}`,
    insert: `insert into ${spec.table} (${all}) select ${all} from incoming where ${isNew}`,
  };
}

function matchOf<Row>(spec: StoredTable<Row>): string {
  const key = ['district_id', ...spec.columns.slice(0, spec.keyColumns).map(([name]) => name)];
  return key.map((name) => `incoming.${name} = stored.${name}`).join(' and ');
}

function keyText<Row>(spec: StoredTable<Row>): string {
  return `concat_ws('|', ${spec.columns
    .slice(0, spec.keyColumns)
    .map(([name]) => `stored.${name}`)
    .join(', ')})`;
}
