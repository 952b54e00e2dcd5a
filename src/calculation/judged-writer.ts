/** Writes who need not be judged again, and what of their records could not be counted. */
import type { ClientBase } from 'pg';
import { formatDay } from '../engine/index.ts';
import type { JudgedOnFile } from './on-file.ts';

export class JudgedWriter {
  private readonly client: ClientBase;
  private readonly districtId: number;
  private readonly calculationId: number;
  private rows: (readonly [string, JudgedOnFile])[] = [];

  constructor(client: ClientBase, districtId: number, calculationId: number) {
    this.client = client;
    this.districtId = districtId;
    this.calculationId = calculationId;
  }

  /** Keeps the row when it says something else than the one on file. */
  put(student: string, judged: JudgedOnFile, onFile: JudgedOnFile | null): void {
    if (onFile === null || !isSame(onFile, judged)) this.rows.push([student, judged]);
  }

  async flush(all: boolean): Promise<void> {
    if (this.rows.length <= (all ? 0 : 10_000)) return;
    const rows = this.rows;
    this.rows = [];
    await this.client.query(
      `insert into judged_students (district_id, pack_id, student_id, calculation_id, quiet_until_on,
         set_aside_count, unknown_minutes_count, conflict_count)
       select $1, '', j.student_id, $2, j.quiet_until_on, j.set_aside, j.unknown_minutes, j.conflicts
       from unnest($3::text[], $4::date[], $5::int[], $6::int[], $7::int[])
         as j (student_id, quiet_until_on, set_aside, unknown_minutes, conflicts)
       on conflict (district_id, pack_id, student_id) do update set calculation_id = excluded.calculation_id,
         quiet_until_on = excluded.quiet_until_on, set_aside_count = excluded.set_aside_count,
         unknown_minutes_count = excluded.unknown_minutes_count, conflict_count = excluded.conflict_count`,
      [
        this.districtId,
        this.calculationId,
        rows.map(([student]) => student),
        rows.map(([, { quietUntil }]) => (quietUntil === null ? null : formatDay(quietUntil))),
        rows.map(([, { setAside }]) => setAside),
        rows.map(([, { unknownMinutes }]) => unknownMinutes),
        rows.map(([, { conflicts }]) => conflicts),
      ],
    );
  }
}

/** Forgets that these students were judged, so that the next run looks at them whatever their day. */
export async function forgetJudged(client: ClientBase, districtId: number, students: readonly string[]): Promise<void> {
  await client.query('delete from judged_students where district_id = $1 and student_id = any($2::text[])', [
    districtId,
    students,
  ]);
}

function isSame(one: JudgedOnFile, other: JudgedOnFile): boolean {
  return (
    one.quietUntil === other.quietUntil &&
    one.setAside === other.setAside &&
    one.unknownMinutes === other.unknownMinutes &&
    one.conflicts === other.conflicts
  );
}
