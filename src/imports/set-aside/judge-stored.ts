/** Which stored records of attendance cannot be counted with the reference facts as they are now. */
import type { ClientBase } from 'pg';
import { decodeAttendancePack, packYear } from '../../db/attendance-pack.ts';
import { copyRows } from '../../db/copy-rows.ts';
import type { StoredDistrict } from '../../db/district-facts.ts';
import { studentFacts } from '../../db/student-facts.ts';
import { createJudge, type Day, type RecordColumns, type SetAsideReason } from '../../engine/index.ts';

/** A record that was set aside, by the district's numbers. */
export interface SetAsideRecord {
  readonly student: number;
  readonly studentId: string;
  readonly day: number;
  readonly school: number;
  readonly period: number;
  readonly section: number;
  readonly course: number;
  readonly code: number;
  readonly minutes: number;
  readonly reason: SetAsideReason;
}

/** Ends: both included; whole July-to-June years are judged. */
export interface JudgedDays {
  readonly from: Day;
  readonly to: Day;
}

/** Students in the order of their numbers, then records whose student is unknown. The client is busy until the iteration ends. */
export async function* setAsideRecords(
  client: ClientBase,
  districtId: number,
  { stored, days }: { readonly stored: StoredDistrict; readonly days: JudgedDays },
): AsyncGenerator<SetAsideRecord> {
  const judge = createJudge({ policies: [], ...stored, asOf: days.to });
  for await (const student of studentFacts(client, districtId, { yearStart: days.from, asOf: days.to })) {
    for (const { record, reason } of judge.evaluateStudent(student).setAside) {
      yield recordOf(student.records, record, { student: student.no, studentId: student.id, reason });
    }
  }
  for await (const { no, id, records } of unknownStudents(client, districtId, days)) {
    for (let record = 0; record < records.count; record += 1) {
      yield recordOf(records, record, { student: no, studentId: id, reason: 'unknown-student' });
    }
  }
}

interface UnknownStudent {
  readonly no: number;
  readonly id: string;
  readonly records: RecordColumns;
}

async function* unknownStudents(
  client: ClientBase,
  districtId: number,
  days: JudgedDays,
): AsyncGenerator<UnknownStudent> {
  const select = `select packs.student_no, words.word, packs.records
    from attendance_packs packs
    join fact_words words on words.district_id = packs.district_id and words.kind = 'student' and words.word_no = packs.student_no
   where packs.district_id = ${districtId} and packs.year between ${packYear(days.from)} and ${packYear(days.to)}
     and not exists (select 1 from students where students.district_id = ${districtId} and students.student_no = packs.student_no)`;
  for await (const rows of copyRows(client, select)) {
    for (const [no, id, records] of rows) {
      yield {
        no: no?.readInt32BE(0) ?? 0,
        id: id?.toString('utf8') ?? '',
        records: decodeAttendancePack(records as Buffer),
      };
    }
  }
}

function recordOf(
  records: RecordColumns,
  record: number,
  of: { readonly student: number; readonly studentId: string; readonly reason: SetAsideReason },
): SetAsideRecord {
  return {
    ...of,
    day: records.day[record] as number,
    school: records.school[record] as number,
    period: records.period[record] as number,
    section: records.section[record] as number,
    course: records.course[record] as number,
    code: records.code[record] as number,
    minutes: records.minutes[record] as number,
  };
}
