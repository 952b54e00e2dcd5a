/** What decides a student's page, as text: the same text, the same page. Part of the one question that opens it. */

/**
 * The versions of a student's rows in a table, in whatever order they come: its rows are few, every write gives one a version that was
 * never there before, and one that is taken away is missing.
 */
function versionsOf(table: string, key: 'student_id' | 'student_no' = 'student_id', only = 'true'): string {
  return `(select string_agg(r.xmin::text, '.') from ${table} r
     where r.district_id = s.district_id and r.${key} = s.${key} and ${only})`;
}

/** The tables of rows about one student that a page is made of, beside attendance, which comes and goes with imports. */
export const TABLES_OF_STATE = [
  'students',
  'enrollments',
  'guardians',
  'events',
  'triggers',
  'person_decisions',
  'notices',
  'effects',
] as const;

/** An expression over `students s`: another text whenever a row about the student was written, changed or taken away. */
export const STUDENT_STATE = `concat_ws('/', ${[
  ...TABLES_OF_STATE.map((table) => versionsOf(table)),
  versionsOf('alerts', 'student_id', `r.state = 'active'`),
  versionsOf('attendance_packs', 'student_no'),
  `(select string_agg(t.xmin::text, '.') from notices n
      join notice_steps t on t.district_id = n.district_id and t.notice_id = n.notice_id
     where n.district_id = s.district_id and n.student_id = s.student_id)`,
]
  .map((versions) => `coalesce(${versions}, '')`)
  .join(', ')})`;
