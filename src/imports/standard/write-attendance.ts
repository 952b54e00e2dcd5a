/** Writes what an import changes: rows by binary COPY, superseded rows in bulk, packs of the students concerned. */
import type { ClientBase } from 'pg';
import { BinaryRows, copyIn } from '../../db/index.ts';
import { encodeAttendancePack } from '../../db/attendance-pack.ts';
import { EPOCH_DAYS } from '../../db/copy-rows.ts';
import { RECORD_KEYS, type AttendanceChanges, type ChangedPack, type GoneRecords } from './compare-attendance.ts';
import type { NumberedAttendance } from './numbered-attendance.ts';
import { studentYears } from './student-years.ts';
import type { SyncContext } from './sync-table.ts';

export interface WriteContext extends SyncContext {
  /** Called with the number of rows written. */
  readonly progress: (rows: number) => void;
}

export async function writeAttendance(
  client: ClientBase,
  context: WriteContext,
  source: { readonly attendance: NumberedAttendance; readonly changes: AttendanceChanges },
): Promise<void> {
  const { attendance, changes } = source;
  await supersede(client, context, changes.gone);
  await copyIn(client, COPY_RECORDS, recordChunks(context, attendance, changes.added));
  if (changes.packs !== undefined) await removePacks(client, context, changes.packs);
  await copyIn(client, COPY_PACKS, packChunks(context, changes.packs ?? newPacks(attendance)));
  await touchStudents(client, context, changes.packs ?? studentYears(attendance));
}

const COPY_RECORDS = `copy attendance_records (district_id, student_no, on_date, school_no, period_no, section_no, course_no, code_no,
  minutes_absent, import_id, line) from stdin (format binary)`;
const COPY_PACKS =
  'copy attendance_packs (district_id, student_no, year, import_id, record_count, records) from stdin (format binary)';

const CHUNK_BYTES = 1 << 20;
const AT_ONCE = 20_000;
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const TRAILER = Buffer.from([0xff, 0xff]);

/** Where the values of a row stand in its bytes; the lengths between them are the same for every row. */
const PLACE = {
  student: 14,
  day: 22,
  school: 30,
  period: 36,
  section: 42,
  course: 50,
  code: 58,
  minutesLength: 60,
  minutes: 64,
  rest: 68,
  importId: 72,
  line: 84,
  end: 88,
};

function* recordChunks(context: WriteContext, attendance: NumberedAttendance, rows: Int32Array): Generator<Buffer> {
  yield SIGNATURE;
  const template = rowTemplate(context);
  let chunk = newChunk();
  let at = 0;
  let written = 0;
  for (let index = 0; index < rows.length; index += 1) {
    at = writeRow(chunk, at, { template, attendance, row: rows[index] as number });
    written += 1;
    if (at < CHUNK_BYTES) continue;
    yield chunk.bytes.subarray(0, at);
    context.progress(written);
    chunk = newChunk();
    at = 0;
    written = 0;
  }
  context.progress(written);
  yield chunk.bytes.subarray(0, at);
  yield TRAILER;
}

interface Chunk {
  readonly bytes: Buffer;
  readonly view: DataView;
}

function newChunk(): Chunk {
  const bytes = Buffer.from(new ArrayBuffer(CHUNK_BYTES + PLACE.end));
  return { bytes, view: new DataView(bytes.buffer) };
}

/** A row with all lengths and what is the same in every row. Source: PostgreSQL's binary COPY format. */
function rowTemplate(context: WriteContext): Uint8Array {
  const bytes = new Uint8Array(PLACE.end);
  const view = new DataView(bytes.buffer);
  view.setInt16(0, 11);
  view.setInt32(2, 4);
  view.setInt32(6, context.districtId);
  for (const place of [PLACE.student, PLACE.day, PLACE.section, PLACE.course, PLACE.minutes, PLACE.line])
    view.setInt32(place - 4, 4);
  for (const place of [PLACE.school, PLACE.period, PLACE.code]) view.setInt32(place - 4, 2);
  view.setInt32(PLACE.importId - 4, 8);
  view.setBigInt64(PLACE.importId, BigInt(context.importId));
  return bytes;
}

/** Writes one row. Returns where the next begins: a row without minutes is four bytes shorter. */
function writeRow(
  chunk: Chunk,
  start: number,
  source: { readonly template: Uint8Array; readonly attendance: NumberedAttendance; readonly row: number },
): number {
  const { view } = chunk;
  const { attendance, row, template } = source;
  const minutes = attendance.minutes[row] as number;
  chunk.bytes.set(template, start);
  view.setInt32(start + PLACE.student, attendance.student[row] as number);
  view.setInt32(start + PLACE.day, (attendance.day[row] as number) - EPOCH_DAYS);
  view.setInt16(start + PLACE.school, attendance.school[row] as number);
  view.setInt16(start + PLACE.period, attendance.period[row] as number);
  view.setInt32(start + PLACE.section, attendance.section[row] as number);
  view.setInt32(start + PLACE.course, attendance.course[row] as number);
  view.setInt16(start + PLACE.code, attendance.code[row] as number);
  if (minutes >= 0) view.setInt32(start + PLACE.minutes, minutes);
  else {
    view.setInt32(start + PLACE.minutesLength, -1);
    chunk.bytes.copyWithin(start + PLACE.minutes, start + PLACE.rest, start + PLACE.end);
  }
  const end = start + PLACE.end - (minutes >= 0 ? 0 : PLACE.rest - PLACE.minutes);
  view.setInt32(end - 4, attendance.line[row] as number);
  return end;
}

/** Marks the stored records that the file no longer has. */
async function supersede(client: ClientBase, context: WriteContext, gone: GoneRecords): Promise<void> {
  for (let start = 0; start < gone.day.length; start += AT_ONCE) {
    const columns = RECORD_KEYS.map((key) => [...gone[key].subarray(start, start + AT_ONCE)]);
    await client.query(
      `update attendance_records r set superseded_import_id = $2
         from unnest($3::int[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[], $9::int[], $10::int[])
           as gone (student, day, school, period, section, course, code, minutes)
        where r.district_id = $1 and r.student_no = gone.student and r.on_date = date '1970-01-01' + gone.day
          and r.superseded_import_id is null and r.school_no = gone.school and r.period_no = gone.period
          and r.section_no = gone.section and r.course_no = gone.course and r.code_no = gone.code
          and coalesce(r.minutes_absent, -1) = gone.minutes`,
      [context.districtId, context.importId, ...columns],
    );
  }
}

async function removePacks(client: ClientBase, context: WriteContext, packs: readonly ChangedPack[]): Promise<void> {
  for (let start = 0; start < packs.length; start += AT_ONCE) {
    const some = packs.slice(start, start + AT_ONCE);
    await client.query(
      `delete from attendance_packs p using unnest($2::int[], $3::int[]) as old (student, year)
        where p.district_id = $1 and p.student_no = old.student and p.year = old.year`,
      [context.districtId, some.map((pack) => pack.student), some.map((pack) => pack.year)],
    );
  }
}

function* newPacks(attendance: NumberedAttendance): Generator<ChangedPack> {
  for (const { student, year, start, end } of studentYears(attendance)) {
    yield {
      student,
      year,
      count: end - start,
      bytes: encodeAttendancePack(attendance, { year, rows: attendance.order, start, end }),
    };
  }
}

function* packChunks(context: WriteContext, packs: Iterable<ChangedPack>): Generator<Buffer> {
  const rows = new BinaryRows(CHUNK_BYTES * 2);
  for (const pack of packs) {
    rows.row(6);
    rows.int4(context.districtId);
    rows.int4(pack.student);
    rows.int2(pack.year);
    rows.int8(context.importId);
    rows.int4(pack.count);
    rows.bytes(pack.bytes);
    if (rows.length >= CHUNK_BYTES) yield rows.take();
  }
  rows.finish();
  yield rows.take();
}

/** Students whose attendance changed are judged again. */
async function touchStudents(
  client: ClientBase,
  context: WriteContext,
  packs: Iterable<{ readonly student: number }>,
): Promise<void> {
  const numbers = [...new Set(Array.from(packs, (pack) => pack.student))];
  for (let start = 0; start < numbers.length; start += AT_ONCE) {
    await client.query(
      `insert into touched_students
       select student_id from students where district_id = $1 and student_no = any($2::int[]) on conflict do nothing`,
      [context.districtId, numbers.slice(start, start + AT_ONCE)],
    );
  }
}
