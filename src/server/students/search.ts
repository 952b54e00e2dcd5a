/** Finds students within reach; see migration 0045 for what is matched. */
import { z } from 'zod';
import type { Context } from '../context.ts';
import { cursorOf, readCursor, studentKeyOf } from '../keys.ts';
import type { StudentHit } from './shapes.ts';

type Hit = z.input<typeof StudentHit>;

interface Row {
  readonly no: number;
  readonly through: Hit['through'];
  readonly guardian: string | null;
  readonly total: number;
  readonly number: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly grade: string;
  readonly schoolId: string | null;
  readonly schoolName: string | null;
  readonly exitOn: string | null;
  readonly asOf: string | null;
}

interface Question {
  readonly text: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const Skipped = z.int().positive();

export async function searchStudents(
  { db, parts, districtId }: Pick<Context, 'db' | 'parts' | 'districtId'>,
  { text, limit, cursor }: Question,
): Promise<{ items: Hit[]; next: string | null; total: number }> {
  const skip = readCursor(Skipped, cursor) ?? 0;
  const found = await db.pool.query<Row>({
    name: 'search-students',
    text: SEARCH,
    values: [districtId, text, skip, limit],
  });
  const total = found.rows[0]?.total ?? 0;
  const today = parts.now().toISOString().slice(0, 10);
  const next = skip + found.rows.length < total ? cursorOf(skip + limit) : null;
  return { items: found.rows.map((row) => hitOf(row, today)), next, total };
}

function hitOf({ no, schoolId, schoolName, exitOn, asOf, total: _, ...row }: Row, today: string): Hit {
  return {
    ...row,
    student: studentKeyOf(no),
    school: schoolId === null ? null : { id: schoolId, name: schoolName ?? schoolId },
    leftOn: exitOn !== null && exitOn < (asOf ?? today) ? exitOn : null,
  };
}

/** Each that was found is looked up by itself: how few they are is not known to the planner, who would have all students read. */
const SEARCH = `select f.student_no as no, f.through, f.guardian, f.total, s.student_id as number, s.first_name as "firstName",
    s.last_name as "lastName", s.grade, e.school_id as "schoolId", sc.name as "schoolName", e.exit_on as "exitOn",
    (select c.as_of_on from calculations c where c.district_id = $1 order by c.calculation_id desc limit 1) as "asOf"
  from find_students($2, $3, $4) with ordinality f
  cross join lateral (select * from students s where s.district_id = $1 and s.student_no = f.student_no offset 0) s
  left join lateral (
    select e.school_id, e.exit_on from enrollments e where e.district_id = s.district_id and e.student_id = s.student_id
     order by e.exit_on desc nulls first, e.entry_on desc, e.school_id limit 1) e on true
  left join schools sc on sc.district_id = s.district_id and sc.school_id = e.school_id
  order by f.ordinality`;
