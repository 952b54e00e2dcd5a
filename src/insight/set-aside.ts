/** Rows of attendance that cannot be counted, of students at some schools: what to mend in the student information system. */
import type { ClientBase } from 'pg';
import { setAsideWords } from '../bundle/index.ts';
import type { KnownDistrict } from '../calculation/index.ts';
import { studentFacts } from '../db/student-facts.ts';
import { createJudge, formatDay, type Day } from '../engine/index.ts';
import { numbersOf } from './numbers.ts';

export interface SetAsideRecord {
  readonly studentNo: number;
  readonly name: string;
  readonly grade: string;
  /** Of the student, now. */
  readonly school: string;
  readonly schoolName: string;
  readonly on: string;
  readonly period: string;
  readonly code: string;
  /** That the row names. */
  readonly atSchool: string;
  readonly reason: string;
  readonly allowed: string;
}

export interface SetAsideQuestion {
  readonly districtId: number;
  /** undefined: all. */
  readonly schools: readonly string[] | undefined;
  /** As `readSetAsideOrder` gave it for these schools. */
  readonly order: SetAsideOrder;
  /** Ends: both included. */
  readonly from: Day;
  readonly to: Day;
  /** Where the page before ended; undefined: from the beginning. */
  readonly after?: SetAsidePlace | undefined;
  readonly limit: number;
  /** As the database has it now. */
  readonly known: KnownDistrict;
}

/** The student whose rows come next, and how many of them were shown. */
export interface SetAsidePlace {
  readonly studentNo: number;
  readonly shown: number;
}

export interface SetAsidePage {
  readonly records: readonly SetAsideRecord[];
  /** null: that was the end. */
  readonly next: SetAsidePlace | null;
  /** Of all pages, as the calculation counted them. */
  readonly total: number;
}

/** The students of the list in its order, by number: as long as the state of the data is the same it is the same. */
export interface SetAsideOrder {
  readonly students: Int32Array;
  /** Rows of all pages, as the calculation counted them. */
  readonly total: number;
}

interface StudentRow {
  readonly id: string;
  readonly no: number;
  readonly name: string;
  readonly school: string;
  readonly schoolName: string;
}

/** By name. Of each student the row is looked up: they are few, and the wall would have all students read. A walled client orders those within reach. */
export async function readSetAsideOrder(
  client: ClientBase,
  { districtId, schools }: Pick<SetAsideQuestion, 'districtId' | 'schools'>,
): Promise<SetAsideOrder> {
  const found = await client.query<{ order: string; total: number }>(
    `with j as materialized (
       select student_id, set_aside_count as count from judged_students where district_id = $1 and set_aside_count > 0
     )
     select coalesce(string_agg(s.student_no::text, ',' order by s.last_name, s.first_name, s.student_no), '') as order,
       coalesce(sum(j.count), 0)::int as total
     from j
     cross join lateral (select s.student_no, s.last_name, s.first_name from students s
       where s.district_id = $1 and s.student_id = j.student_id offset 0) s
     cross join lateral (select a.school_id from student_attendance a
       where a.district_id = $1 and a.student_no = s.student_no offset 0) a
     where $2::text[] is null or a.school_id = any ($2)`,
    [districtId, schools ?? null],
  );
  const { order = '', total = 0 } = found.rows[0] ?? {};
  return { students: numbersOf(order), total };
}

/** Only the students of the page are read. Input: a client inside a transaction; a walled one sees the students within reach. */
export async function readSetAsidePage(client: ClientBase, question: SetAsideQuestion): Promise<SetAsidePage> {
  const { after, limit, order } = question;
  const { total } = order;
  const from = after === undefined ? 0 : await placeOf(client, question, after.studentNo);
  // Each has at least one row: so many students fill the page, and one more tells whether there is another.
  const students = await readStudents(client, question, order.students.subarray(from, from + limit + 1));
  if (students.length === 0) return { records: [], next: null, total };
  const recordsOf = await readRecords(client, question, students);
  const records: SetAsideRecord[] = [];
  for (const { no } of students) {
    const own = recordsOf.get(no) ?? [];
    const shown = after?.studentNo === no ? after.shown : 0;
    const room = limit - records.length;
    if (room === 0) return { records, next: { studentNo: no, shown }, total };
    records.push(...own.slice(shown, shown + room));
    if (own.length - shown > room) return { records, next: { studentNo: no, shown: shown + room }, total };
  }
  return { records, next: null, total };
}

/** Where a student stands, or stood before the list was another one. */
async function placeOf(client: ClientBase, { districtId, order }: SetAsideQuestion, no: number): Promise<number> {
  const place = order.students.indexOf(no);
  if (place >= 0) return place;
  const found = await client.query<{ before: number }>(
    `select count(*)::int as before from students s, students f
      where f.district_id = $1 and f.student_no = $2 and s.district_id = $1 and s.student_no = any ($3::integer[])
        and (s.last_name, s.first_name, s.student_no) < (f.last_name, f.first_name, f.student_no)`,
    [districtId, no, [...order.students]],
  );
  return found.rows[0]?.before ?? 0;
}

async function readStudents(
  client: ClientBase,
  { districtId }: SetAsideQuestion,
  students: Int32Array,
): Promise<readonly StudentRow[]> {
  const found = await client.query<StudentRow>(
    `select s.student_id as id, s.student_no as no, s.last_name || ', ' || s.first_name as name, a.school_id as school,
       coalesce((select c.name from schools c where c.district_id = a.district_id and c.school_id = a.school_id), a.school_id) as "schoolName"
     from unnest($2::integer[]) with ordinality o (student_no, place)
     join students s on s.district_id = $1 and s.student_no = o.student_no
     join student_attendance a on a.district_id = $1 and a.student_no = o.student_no
     order by o.place`,
    [districtId, [...students]],
  );
  return found.rows;
}

async function readRecords(
  client: ClientBase,
  { districtId, from, to, known }: SetAsideQuestion,
  rows: readonly StudentRow[],
): Promise<ReadonlyMap<number, readonly SetAsideRecord[]>> {
  const { facts: district, names } = known.district;
  const judge = known.keep(`set aside ${to}`, () => createJudge({ policies: [], district, names, asOf: to }));
  const records = new Map<number, SetAsideRecord[]>();
  const students = rows.map(({ id }) => id);
  const byNo = new Map(rows.map((row) => [row.no, row]));
  for await (const student of studentFacts(client, districtId, { yearStart: from, asOf: to, students })) {
    const row = byNo.get(student.no);
    if (row === undefined) continue;
    const { day, period, code, school } = student.records;
    const own = judge.evaluateStudent(student).setAside.flatMap(({ record, reason }) => {
      const on = day[record] as Day;
      if (on < from || on > to) return [];
      const fields = {
        code: names.codes[code[record] as number] ?? '',
        period: names.periods[period[record] as number] ?? '',
        day: on,
      };
      return [
        {
          studentNo: row.no,
          name: row.name,
          grade: student.grade,
          school: row.school,
          schoolName: row.schoolName,
          on: formatDay(on),
          period: fields.period,
          code: fields.code,
          atSchool: names.schools[school[record] as number] ?? '',
          ...setAsideWords(reason, fields),
        },
      ];
    });
    records.set(student.no, own);
  }
  return records;
}
