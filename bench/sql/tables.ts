/** The bundle as DuckDB tables in memory: attendance in integers, as the engine has it, and the reference facts. Not timed. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { join } from 'node:path';
import type { Bundle, TermRow } from '../../src/bundle/index.ts';

/** Loads everything. Input: `dir` the bundle's folder, `bundle` the same bundle as read. */
export async function loadTables(db: DuckDBConnection, dir: string, bundle: Bundle): Promise<void> {
  const { names } = bundle.attendance;
  for (const [table, list] of Object.entries(names)) await loadNames(db, `name_${table}`, list);
  await loadAttendance(db, join(dir, 'attendance.csv'));
  await loadCsv(
    db,
    join(dir, 'calendar.csv'),
    `sessions as
    select s.no as school_no, ${dayOf('c.date')} as day, c.minutes::integer as minutes,
      row_number() over (partition by s.no order by c.date)::integer as place
    from file c join name_schools s on s.name = c.school_id`,
  );
  await loadCsv(
    db,
    join(dir, 'periods.csv'),
    `periods as
    select s.no as school_no, p.no as period_no, f.minutes::integer as minutes
    from file f join name_schools s on s.name = f.school_id join name_periods p on p.name = f.period`,
  );
  await db.run('create table listed as select school_no, count(*)::integer as periods from periods group by school_no');
  await loadCsv(db, join(dir, 'codes.csv'), CODES);
  await loadCsv(
    db,
    join(dir, 'enrollments.csv'),
    `enrollments as
    select n.no as student_no, s.no as school_no, f.school_id, ${dayOf('f.entry_date')} as entry,
      coalesce(${dayOf('f.exit_date')}, 1000000) as exit
    from file f join name_students n on n.name = f.student_id join name_schools s on s.name = f.school_id`,
  );
  await loadCsv(
    db,
    join(dir, 'events.csv'),
    `events as
    select n.no as student_no, ${dayOf('f.date')} as day, f.event
    from file f join name_students n on n.name = f.student_id`,
  );
  await loadTerms(
    db,
    bundle.terms,
    bundle.schools.map((row) => row.schoolId),
  );
}

/** Days since 1970-01-01, null where blank. */
function dayOf(column: string): string {
  return `(try_cast(${column} as date) - date '1970-01-01')::integer`;
}

async function loadCsv(db: DuckDBConnection, path: string, definition: string): Promise<void> {
  const file = `with file as (select * from read_csv('${path}', all_varchar = true, header = true, nullstr = '\u0001'))`;
  const [name, select] = definition.split(/ as\n/, 2) as [string, string];
  await db.run(`create table ${name} as ${file} ${select}`);
}

async function loadNames(db: DuckDBConnection, table: string, names: readonly string[]): Promise<void> {
  await db.run(`create table ${table} (no integer, name varchar)`);
  const appender = await db.createAppender(table);
  for (const [no, name] of names.entries()) {
    appender.appendInteger(no);
    appender.appendVarchar(name);
    appender.endRow();
  }
  appender.closeSync();
}

async function loadAttendance(db: DuckDBConnection, path: string): Promise<void> {
  await db.run(`create table attendance as
    select st.no as student_no, ${dayOf('f.date')} as day, sc.no as school_no, p.no as period_no, se.no as section_no,
      co.no as course_no, cd.no as code_no, try_cast(nullif(f.minutes, '') as integer) as minutes
    from read_csv('${path}', all_varchar = true, header = true, nullstr = '\u0001') f
    join name_students st on st.name = f.student_id join name_schools sc on sc.name = f.school_id
    join name_periods p on p.name = f.period join name_sections se on se.name = f.section_id
    join name_courses co on co.name = f.course_id join name_codes cd on cd.name = f.code
    where regexp_full_match(f.minutes, '[0-9]*')
    order by student_no, day`);
}

/** What each code means at each school: its own before the one of all schools. */
const CODES = `codes as
    select s.no as school_no, c.no as code_no, f.status, f.excuse,
      case when f.value <> '' then (f.value::decimal(4, 3) * 1000)::integer when f.status = 'absent' then 1000 else 0 end as value
    from file f join name_codes c on c.name = f.code join name_schools s on f.school_id = '' or f.school_id = s.name
    qualify row_number() over (partition by s.no, c.no order by f.school_id desc) = 1`;

/** For each school, kind and day in session: the start of the term that covers it there, and its cycle. */
async function loadTerms(db: DuckDBConnection, terms: readonly TermRow[], schools: readonly string[]): Promise<void> {
  await db.run(
    'create table terms (school_id varchar, kind varchar, name varchar, start_day integer, end_day integer)',
  );
  const appender = await db.createAppender('terms');
  for (const term of terms) {
    appender.appendVarchar(term.schoolId);
    appender.appendVarchar(term.kind);
    appender.appendVarchar(term.name);
    appender.appendInteger(term.start);
    appender.appendInteger(term.end);
    appender.endRow();
  }
  appender.closeSync();
  if (schools.length === 0) return;
  await db.run(`create table term_days as
    with cycles as (select kind, name, min(start_day) as cycle from terms group by kind, name)
    select d.school_no, t.kind, d.day, t.start_day, c.cycle
    from sessions d join name_schools s on s.no = d.school_no
    join terms t on (t.school_id = '' or t.school_id = s.name) and d.day between t.start_day and t.end_day
    join cycles c on c.kind = t.kind and c.name = t.name
    qualify row_number() over (partition by d.school_no, t.kind, d.day order by t.school_id desc, t.start_day desc, t.name) = 1`);
}
