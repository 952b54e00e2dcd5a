import type pg from 'pg';
import { yearOf } from '../core/open-case.ts';
import { OLD_DOCUMENTS, readRetention } from './retention.ts';

export interface RetentionPreview {
  /** Everything of this school year and earlier ones is older than the district keeps it. */
  readonly throughYear: number;
  /** What would go today, by school year. Unit of size: bytes. */
  readonly older: readonly {
    readonly year: number;
    readonly documents: number;
    readonly students: number;
    readonly size: number;
  }[];
  /** Attendance files of earlier school years that are still open, and so keep their documents. */
  readonly openEarlier: number;
}

/** Looks, and changes nothing. Input: `on` today, ISO; the whole district is seen. */
export async function previewRetention(
  client: pg.ClientBase | pg.Pool,
  { districtId, on }: { readonly districtId: number; readonly on: string },
): Promise<RetentionPreview> {
  const { documentsYears } = await readRetention(client, districtId);
  const throughYear = yearOf(on) - 1 - documentsYears;
  const older = await client.query<RetentionPreview['older'][number]>(
    `select d.year, count(*)::int as documents, count(distinct d.student_id)::int as students,
        coalesce(sum(d.size_bytes), 0)::bigint as size ${OLD_DOCUMENTS} group by d.year order by d.year`,
    [districtId, throughYear],
  );
  const open = await client.query<{ open: number }>(
    `select count(*)::int as open from cases where district_id = $1 and year < $2 and state = 'open'`,
    [districtId, yearOf(on)],
  );
  return { throughYear, older: older.rows, openEarlier: open.rows[0]?.open ?? 0 };
}
