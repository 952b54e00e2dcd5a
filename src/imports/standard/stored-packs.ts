/** The attendance that is stored now, one pack after the other. */
import type { ClientBase } from 'pg';
import type { RecordColumns } from '../../engine/index.ts';
import { decodeAttendancePack } from '../../db/attendance-pack.ts';
import { copyRows, int4Of } from '../../db/copy-rows.ts';

export interface StoredPack {
  readonly student: number;
  readonly year: number;
  readonly records: RecordColumns;
}

/** In order of student and year. Ends: both years included. The client is busy until the iteration ends. */
export async function* storedPacks(
  client: ClientBase,
  districtId: number,
  years: { readonly from: number; readonly to: number },
): AsyncGenerator<StoredPack> {
  const select = `select student_no, year::int, records from attendance_packs
    where district_id = ${districtId} and year between ${years.from} and ${years.to} order by student_no, year`;
  for await (const rows of copyRows(client, select)) {
    for (const [student, year, records] of rows) {
      yield {
        student: int4Of(student) ?? 0,
        year: int4Of(year) ?? 0,
        records: decodeAttendancePack(records as Buffer),
      };
    }
  }
}
