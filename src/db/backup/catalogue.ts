/** What a database holds, read from its own catalogue: the tables in an order in which they can be filled. */
import type pg from 'pg';
import { escapeIdentifier as quoted } from 'pg';

export interface TableShape {
  readonly name: string;
  /** In the order of the table. */
  readonly columns: readonly string[];
  /** Column whose numbers the database gives out. */
  readonly identity: string | null;
}

/** Every table of the schema `public`, those that others refer to first. */
export async function readTables(client: pg.ClientBase): Promise<readonly TableShape[]> {
  const tables = await client.query<{ name: string; columns: string[]; identity: string | null; needs: string[] }>(`
    select t.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select a.attname::text from pg_attribute a
        where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attidentity <> '') as identity,
      array(select distinct p.relname::text from pg_constraint c join pg_class p on p.oid = c.confrelid
        where c.conrelid = t.oid and c.contype = 'f' and c.confrelid <> t.oid) as needs
    from pg_class t
    where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and not t.relispartition
    order by t.relname`);
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
    from ${quoted(table.name)}`);
  return found.rows[0] ?? { rows: 0, sum: '0' };
}

/** The next number that the identity column of a table will give. */
export async function nextIdentity(client: pg.ClientBase, table: TableShape): Promise<number | null> {
  if (table.identity === null) return null;
  const sequence = await client.query<{ name: string }>('select pg_get_serial_sequence($1, $2) as name', [
    `public.${quoted(table.name)}`,
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
