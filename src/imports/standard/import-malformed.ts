/** Malformed rows of attendance.csv, word for word: those that stay stay, new ones are added, mended ones superseded. */
import type { ClientBase } from 'pg';
import type { MalformedRow } from '../../bundle/index.ts';
import { copyIn, copyTextRow } from '../../db/index.ts';
import { textChunks, type SyncContext } from './sync-table.ts';

/**
 * A stored malformed row is superseded when this file covers its school, or its school cannot be read, and the file no
 * longer has the row. Returns how many rows came and went.
 */
export async function importMalformed(
  client: ClientBase,
  context: SyncContext,
  source: {
    readonly rows: readonly MalformedRow[];
    readonly knownSchools: ReadonlySet<string>;
    readonly coveredSchools: ReadonlySet<string>;
  },
): Promise<{ readonly came: number; readonly went: number }> {
  const { districtId, importId } = context;
  const schoolOf = (row: MalformedRow): string => (source.knownSchools.has(row.schoolId) ? row.schoolId : '');
  const covered = new Set([...source.coveredSchools, ...source.rows.map(schoolOf), '']);
  const stored = await client.query<StoredMalformed>(
    `select import_id as "importId", line, school_id as "schoolId", reason, row_text as row
       from malformed_rows where district_id = $1 and superseded_import_id is null order by import_id, line`,
    [districtId],
  );
  const left = countRows(source.rows, (row) => textOf(schoolOf(row), row));
  const went = stored.rows.filter((row) => !takeOne(left, textOf(row.schoolId, row)) && covered.has(row.schoolId));
  await client.query(
    `update malformed_rows set superseded_import_id = $2 from unnest($3::bigint[], $4::int[]) as gone (import_id, line)
      where malformed_rows.district_id = $1 and malformed_rows.import_id = gone.import_id and malformed_rows.line = gone.line`,
    [districtId, importId, went.map((row) => row.importId), went.map((row) => row.line)],
  );
  const came = source.rows.filter((row) => takeOne(left, textOf(schoolOf(row), row)));
  const lineOf = (row: MalformedRow): string =>
    copyTextRow([districtId, importId, row.line, schoolOf(row), row.reason, row.allowed, row.row]);
  await copyIn(client, COPY, textChunks(came, lineOf));
  return { came: came.length, went: went.length };
}

interface StoredMalformed {
  readonly importId: number;
  readonly line: number;
  readonly schoolId: string;
  readonly reason: string;
  readonly row: string;
}

const COPY = 'copy malformed_rows (district_id, import_id, line, school_id, reason, allowed, row_text) from stdin';

function textOf(schoolId: string, row: { readonly reason: string; readonly row: string }): string {
  return [schoolId, row.reason, row.row].join('\u0000');
}

function countRows<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  return counts;
}

/** Takes one of that text from what is left. Returns whether there was one. */
function takeOne(left: Map<string, number>, text: string): boolean {
  const count = left.get(text) ?? 0;
  if (count > 0) left.set(text, count - 1);
  return count > 0;
}
