/** One student for somebody who looks at that student's page: everything the engine needs, in one statement. */
import type { ClientBase } from 'pg';
import type { Day, EnrollmentFact, EventFact } from '../engine/index.ts';
import { decodeAttendancePack, emptyRecords, joinRecords, packYear } from './attendance-pack.ts';
import type { StoredStudent } from './student-facts.ts';

/** Who it is, beside what the engine judges. */
export interface KnownStudent extends StoredStudent {
  readonly firstName: string;
  readonly lastName: string;
  /** ISO. */
  readonly birthOn: string | null;
  readonly homeLanguage: string;
  /** Years (of their 1 July) with attendance records, ascending. */
  readonly years: readonly number[];
}

export interface OneStudentQuestion {
  readonly districtId: number;
  /** The number of the student information system. */
  readonly student: string;
  /** The first day that matters. */
  readonly yearStart: Day;
  readonly asOf: Day;
}

/** As `studentFacts`, for one student and without COPY. Returns undefined when the student is not known. */
export async function readOneStudent(
  client: Pick<ClientBase, 'query'>,
  question: OneStudentQuestion,
): Promise<KnownStudent | undefined> {
  const found = await readStudentWith(client, question, { name: 'one-student', columns: {} });
  return found?.student;
}

/** What is asked of the student along with the facts, so that it takes no way of its own. */
export interface AskedBeside<Row> {
  /** Of the statement, unlike all others. */
  readonly name: string;
  /** Expressions by column; `$1` is the district, `$2` the student. */
  readonly columns: Readonly<Record<keyof Row & string, string>>;
}

/** As {@link readOneStudent}, with columns of another room beside. */
export async function readStudentWith<Row extends object>(
  client: Pick<ClientBase, 'query'>,
  { districtId, student, yearStart, asOf }: OneStudentQuestion,
  { name, columns }: AskedBeside<Row>,
): Promise<{ readonly student: KnownStudent; readonly beside: Row } | undefined> {
  const beside = Object.entries<string>(columns).map(([column, expression]) => `, ${expression} as "${column}"`);
  const found = await client.query<StudentRow & Row>({
    name,
    text: `select facts.*${beside.join('')} from (${ONE_STUDENT}) facts`,
    values: [districtId, student, packYear(yearStart), packYear(asOf)],
  });
  const row = found.rows[0];
  if (row === undefined) return undefined;
  return { student: studentOf(row), beside: row };
}

interface StudentRow {
  readonly no: number;
  readonly id: string;
  readonly grade: string;
  readonly flags: readonly string[];
  readonly firstName: string;
  readonly lastName: string;
  readonly birthOn: string | null;
  readonly homeLanguage: string;
  readonly enrollments: readonly (readonly [school: string, entry: Day, exit: Day | null])[];
  readonly events: readonly (readonly [day: Day, event: string, ref: string])[];
  readonly packs: readonly string[];
  readonly years: readonly number[];
}

const ONE_STUDENT = `
  select s.student_no as no, s.student_id as id, s.grade, s.flags, s.first_name as "firstName", s.last_name as "lastName",
         s.birth_on as "birthOn", s.home_language as "homeLanguage",
         coalesce((select json_agg(json_build_array(e.school_id, e.entry_on - date '1970-01-01', e.exit_on - date '1970-01-01')
                                   order by e.entry_on, e.school_id)
                     from enrollments e where e.district_id = s.district_id and e.student_id = s.student_id), '[]') as enrollments,
         coalesce((select json_agg(json_build_array(v.on_date - date '1970-01-01', v.event, v.ref) order by v.on_date, v.event_id)
                     from events v where v.district_id = s.district_id and v.student_id = s.student_id
                      and v.superseded_import_id is null), '[]') as events,
         array(select encode(p.records, 'base64') from attendance_packs p
                where p.district_id = s.district_id and p.student_no = s.student_no and p.year between $3 and $4
                order by p.year) as packs,
         array(select p.year::int from attendance_packs p
                where p.district_id = s.district_id and p.student_no = s.student_no order by p.year) as years
    from students s where s.district_id = $1 and s.student_id = $2`;

function studentOf(found: StudentRow): KnownStudent {
  const { no, id, grade, flags, firstName, lastName, birthOn, homeLanguage, years, packs, enrollments, events } = found;
  const parts = packs.map((text) => decodeAttendancePack(Buffer.from(text, 'base64')));
  return {
    no,
    id,
    grade,
    flags,
    firstName,
    lastName,
    birthOn,
    homeLanguage,
    years,
    enrollments: enrollments.map(([school, entry, exit]): EnrollmentFact =>
      exit === null ? { school, entry } : { school, entry, exit },
    ),
    events: events.map(([day, event, ref]): EventFact => ({ day, event, ref })),
    records: parts.length === 0 ? emptyRecords(0) : joinRecords(parts),
  };
}
