/** What a database holds, read from its own catalogue: the tables in an order in which they can be filled. */
import type pg from 'pg';
import { escapeIdentifier as quoted } from 'pg';

export interface TableShape {
  /** With its schema where that is not `public`: `sign_in.user`. */
  readonly name: string;
  /** In the order of the table. */
  readonly columns: readonly string[];
  /** Column whose numbers the database gives out. */
  readonly identity: string | null;
}

/** Kept beside the tables of `public`: how people sign in, and not where they are signed in at the moment. */
const OF_SIGN_IN = ['user', 'account', 'twoFactor'];

/** Every table of the schema `public` and those of sign-in that last, those that others refer to first. */
export async function readTables(client: pg.ClientBase): Promise<readonly TableShape[]> {
  const tables = await client.query<{ name: string; columns: string[]; identity: string | null; needs: string[] }>(
    `
    select case t.relnamespace when 'public'::regnamespace then t.relname else 'sign_in.' || t.relname end as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select a.attname::text from pg_attribute a
        where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attidentity <> '') as identity,
      array(select distinct case p.relnamespace when 'public'::regnamespace then p.relname::text else 'sign_in.' || p.relname end
        from pg_constraint c join pg_class p on p.oid = c.confrelid
        where c.conrelid = t.oid and c.contype = 'f' and c.confrelid <> t.oid) as needs
    from pg_class t
    where t.relkind in ('r', 'p') and not t.relispartition and (t.relnamespace = 'public'::regnamespace
      or (t.relnamespace = to_regnamespace('sign_in') and t.relname = any ($1)))
    order by 1`,
    [OF_SIGN_IN],
  );
  return inOrder(tables.rows);
}

/**
 * How many rows a table has, and a sum over them that does not depend on their order.
 * Unit of `sum`: the first 60 bits of the MD5 of each row's text, added.
 */
export async function fingerprintOf(client: pg.ClientBase, table: TableShape): Promise<{ rows: number; sum: string }> {
  const found = await client.query<{ rows: number; sum: string }>(`
    select count(*) as rows,
      coalesce(sum(('x' || substr(md5(row(${columnList(table)})::text), 1, 15))::bit(60)::bigint), 0)::text as sum
    from ${tableName(table)}`);
  return found.rows[0] ?? { rows: 0, sum: '0' };
}

/** The next number that the identity column of a table will give. */
export async function nextIdentity(client: pg.ClientBase, table: TableShape): Promise<number | null> {
  if (table.identity === null) return null;
  const sequence = await client.query<{ name: string }>('select pg_get_serial_sequence($1, $2) as name', [
    table.name.includes('.') ? tableName(table) : `public.${tableName(table)}`,
    table.identity,
  ]);
  const found = await client.query<{ next: number }>(
    `select case when is_called then last_value + 1 else last_value end as next from ${sequence.rows[0]?.name ?? ''}`,
  );
  return found.rows[0]?.next ?? null;
}

/** Text of values must be the same on every server. */
export async function settleTextForms(client: pg.ClientBase): Promise<void> {
  await client.query(`set local datestyle = 'ISO, YMD'`);
  await client.query(`set local timezone = 'UTC'`);
  await client.query(`set local bytea_output = 'hex'`);
  await client.query(`set local extra_float_digits = 1`);
  await client.query(`set local client_encoding = 'UTF8'`);
}

/** As it stands in a statement. */
export function tableName({ name }: Pick<TableShape, 'name'>): string {
  return name.split('.').map(quoted).join('.');
}

export function columnList(table: TableShape): string {
  return table.columns.map(quoted).join(', ');
}

function inOrder(tables: readonly (TableShape & { readonly needs: readonly string[] })[]): readonly TableShape[] {
  const placed = new Map<string, TableShape>();
  while (placed.size < tables.length) {
    const before = placed.size;
    for (const { name, columns, identity, needs } of tables) {
      if (!placed.has(name) && needs.every((other) => placed.has(other))) placed.set(name, { name, columns, identity });
    }
    if (placed.size === before) throw new Error('foreign keys between tables form a ring');
  }
  return [...placed.values()];
}
