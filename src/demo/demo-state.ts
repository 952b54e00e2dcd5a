/** What stands in a home now: shown by a second start, which changes nothing. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { readWorklist } from '../notices/index.ts';

export interface DemoState {
  /** Folder of the first import; null before it. */
  readonly source: string | null;
  readonly lastImportAt: Date | null;
  readonly lastDayWithRecords: string | null;
  readonly students: number;
  readonly schools: number;
  readonly records: number;
  readonly packs: readonly string[];
  /** As-of date of the last calculation. */
  readonly asOf: string | null;
  readonly due: number;
  readonly toApprove: number;
  readonly held: number;
  readonly carriedOver: number;
  /** The latest batch that a person issued, as `B2`. */
  readonly batch: string | null;
  readonly issued: number;
  readonly letters: number;
  /** Notices whose letters were not made yet. */
  readonly toPrint: number;
  /** The PDF files of the letters. */
  readonly files: readonly string[];
}

interface StateRow {
  readonly source: string | null;
  readonly last_import_at: Date | null;
  readonly last_day: string | null;
  readonly students: number;
  readonly schools: number;
  readonly records: number;
  readonly packs: readonly string[];
  readonly as_of_on: string | null;
  readonly batch_id: number | null;
  readonly issued: number;
  readonly letters: number;
  readonly to_print: number;
  readonly carried_over: number;
}

/** Reads only. Input: `home` holds the folder of the letters. */
export async function readDemoState(
  pool: pg.Pool,
  { districtId, home }: { readonly districtId: number; readonly home: string },
): Promise<DemoState> {
  const found = await pool.query<StateRow>(STATE, [districtId]);
  const row = found.rows[0] as StateRow;
  const worklist =
    row.as_of_on === null ? null : await readWorklist(pool, { districtId, asOf: row.as_of_on, filter: {} });
  return {
    source: row.source,
    lastImportAt: row.last_import_at,
    lastDayWithRecords: row.last_day,
    students: row.students,
    schools: row.schools,
    records: row.records,
    packs: row.packs,
    asOf: row.as_of_on,
    due: worklist?.counts.due ?? 0,
    toApprove: worklist?.counts.toApprove ?? 0,
    held: worklist?.counts.held ?? 0,
    carriedOver: row.carried_over,
    batch: row.batch_id === null ? null : `B${row.batch_id}`,
    issued: row.issued,
    letters: row.letters,
    toPrint: row.to_print,
    files: pdfsIn(join(home, 'letters')),
  };
}

const STATE = `
  select
    (select i.source from imports i where i.district_id = $1 and i.state = 'done' order by i.import_id limit 1) as source,
    (select max(i.finished_at) from imports i where i.district_id = $1 and i.state = 'done') as last_import_at,
    (select max(r.on_date)::text from attendance_records r where r.district_id = $1 and r.superseded_import_id is null) as last_day,
    (select count(*) from students s where s.district_id = $1) as students,
    (select count(*) from schools s where s.district_id = $1) as schools,
    (select coalesce(sum(p.record_count), 0)::bigint from attendance_packs p where p.district_id = $1) as records,
    array(select distinct u.pack_id from pack_uses u where u.district_id = $1 and u.ended_at is null order by 1) as packs,
    (select c.as_of_on from calculations c where c.district_id = $1 order by c.calculation_id desc limit 1) as as_of_on,
    (select max(b.batch_id) from batches b where b.district_id = $1 and b.calculation_id is null and not b.is_silent) as batch_id,
    (select count(*) from notices n where n.district_id = $1 and n.origin = 'rollcall' and n.issued_by <> 'Rollcall') as issued,
    (select count(*) from notices n where n.district_id = $1 and n.origin = 'carried-over') as carried_over,
    (select count(*) from notice_letters l where l.district_id = $1 and l.letter_no < 101) as letters,
    (select count(*) from notices n where n.district_id = $1 and n.state = 'issued' and n.origin = 'rollcall'
       and exists (select 1 from notice_letters l where l.district_id = n.district_id and l.notice_id = n.notice_id)) as to_print`;

function pdfsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.pdf'))
      .toSorted()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
