/** Rows of attendance that cannot be counted, of students at some schools: what to mend in the student information system. */
import type { ClientBase } from 'pg';
import { setAsideWords } from '../bundle/index.ts';
import { readDistrictFacts } from '../db/district-facts.ts';
import { studentFacts } from '../db/student-facts.ts';
import { createJudge, formatDay, type Day } from '../engine/index.ts';

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
  /** Ends: both included. */
  readonly from: Day;
  readonly to: Day;
  /** No more students than this are looked at. */
  readonly mostStudents: number;
}

interface StudentRow {
  readonly id: string;
  readonly no: number;
  readonly name: string;
  readonly school: string;
  readonly schoolName: string;
}

/** By student, then date. Input: a client inside a transaction; a walled one sees the students within reach. */
export async function readSetAsideRecords(
  client: ClientBase,
  { districtId, schools, from, to, mostStudents }: SetAsideQuestion,
): Promise<readonly SetAsideRecord[]> {
  const found = await client.query<StudentRow>(
    `select s.student_id as id, s.student_no as no, s.last_name || ', ' || s.first_name as name, a.school_id as school,
       coalesce(c.name, a.school_id) as "schoolName"
     from judged_students j
     join students s on s.district_id = j.district_id and s.student_id = j.student_id
     join student_attendance a on a.district_id = s.district_id and a.student_no = s.student_no
     left join schools c on c.district_id = a.district_id and c.school_id = a.school_id
     where j.district_id = $1 and j.set_aside_count > 0 and ($2::text[] is null or a.school_id = any ($2))
     order by s.last_name, s.first_name, s.student_no limit $3`,
    [districtId, schools ?? null, mostStudents],
  );
  if (found.rows.length === 0) return [];
  const stored = await readDistrictFacts(client, districtId);
  const judge = createJudge({ policies: [], ...stored, asOf: to });
  const { names } = stored;
  const records = new Map<number, SetAsideRecord[]>();
  const students = found.rows.map(({ id }) => id);
  const byNo = new Map(found.rows.map((row) => [row.no, row]));
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
  return found.rows.flatMap(({ no }) => records.get(no) ?? []);
}
