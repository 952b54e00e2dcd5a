/** Chronic absence: how many students miss how much, and who they are. */
import type pg from 'pg';
import type { CloseStep } from './close.ts';
import { NEAR_CHRONIC } from './grades.ts';
import { numbersOf } from './numbers.ts';
import { AT_SCHOOL, RATE } from './rate-order.ts';

/** Percent of the days enrolled and in session that a student missed. Ends: the lower one included, the upper one not. */
export const BANDS = ['below-5', '5-10', '10-20', '20-up'] as const;
export type Band = (typeof BANDS)[number];

/** Lower end of each band. Unit: thousandths of a day absent for each day enrolled. */
const FROM = [0, 50, 100, 200];

export interface BandCounts {
  readonly school: string;
  readonly band: Band;
  readonly count: number;
}

const BAND_OF = `(case when a.absent_thousandths >= a.enrolled_days * 200 then 3 when a.absent_thousandths >= a.enrolled_days * 100 then 2
  when a.absent_thousandths >= a.enrolled_days * 50 then 1 else 0 end)`;

/** Of the students who are at these schools now. Input: `schools` undefined: all. A walled client counts those within reach. */
export async function readBands(
  client: pg.ClientBase | pg.Pool,
  { districtId, schools }: { readonly districtId: number; readonly schools: readonly string[] | undefined },
): Promise<readonly BandCounts[]> {
  const found = await client.query<{ school: string; band: number; count: number }>(
    `select a.school_id as school, ${BAND_OF} as band, count(*)::int as count from student_attendance a
     where a.district_id = $1 and a.enrolled_days > 0 and a.school_id <> '' and ($2::text[] is null or a.school_id = any ($2))
     group by 1, 2`,
    [districtId, schools ?? null],
  );
  return found.rows.map(({ school, band, count }) => ({ school, band: BANDS[band] as Band, count }));
}

/** A student of an attendance list. */
export interface AttendanceStudent {
  readonly studentNo: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly grade: string;
  readonly school: string;
  readonly schoolName: string;
  readonly enrolledDays: number;
  readonly absentThousandths: number;
  /** Steps that one more counted day would reach. */
  readonly close: readonly CloseStep[];
  /** Since when chronically absent without a break, ISO; null: not now. */
  readonly chronicSince: string | null;
}

export interface BandQuestion {
  readonly districtId: number;
  readonly schools: readonly string[] | undefined;
  /** undefined: every band. */
  readonly band: Band | undefined;
  /** Only those who are close to the next step. */
  readonly isClose: boolean;
  /** `chronic`: 10% and more; `near-chronic`: two more days would be enough; `new-chronic`: since a day between `since` and `until`. */
  readonly chronic?: 'chronic' | 'near-chronic' | 'new-chronic' | undefined;
  /** ISO. Ends: both included. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly grade?: string | undefined;
}

export interface StudentsQuestion extends BandQuestion {
  readonly offset: number;
  readonly limit: number;
}

/** The most absent first. */
export async function readStudentsOfBand(
  client: pg.ClientBase | pg.Pool,
  question: StudentsQuestion,
): Promise<{ readonly students: readonly AttendanceStudent[]; readonly total: number }> {
  const { offset, limit, schools } = question;
  const asked = valuesOf(question);
  // A whole district is counted from the index alone; the students of a school are read anyway.
  const total = schools === undefined ? await countStudentsOfBand(client, question) : undefined;
  if (total !== undefined && total <= offset) return { students: [], total };
  const found = await client.query<AttendanceStudent & { total: number }>(
    `select ${COLUMNS}, ${total === undefined ? '(count(*) over ())::int' : '0'} as total
     from student_attendance a ${STUDENTS}
     left join schools c on c.district_id = a.district_id and c.school_id = a.school_id
     where ${whereOf(question)}
     order by ${RATE} desc, s.last_name, s.first_name, a.student_no
     offset $${asked.length + 1} limit $${asked.length + 2}`,
    [...asked, offset, limit],
  );
  const students = found.rows.map(({ total: _total, ...student }) => student);
  return { students, total: total ?? found.rows[0]?.total ?? 0 };
}

/** Who is in a list, in its order, by number: for a page of it `readStudentsInOrder`. */
export async function readOrderOfBand(
  client: pg.ClientBase | pg.Pool,
  question: BandQuestion & {
    /** A reach of few: of a teacher, or of one's own cases. They are looked up one by one. */
    readonly isOfFew: boolean;
  },
): Promise<Int32Array> {
  const few = question.isOfFew ? 'and a.student_no = any (array(select wall_student_numbers()))' : '';
  const found = await client.query<{ order: string }>(
    `select coalesce(string_agg(a.student_no::text, ',' order by ${RATE} desc, s.last_name, s.first_name, a.student_no), '') as order
     from student_attendance a ${STUDENTS} where ${whereOf(question)} ${few}`,
    valuesOf(question),
  );
  return numbersOf(found.rows[0]?.order ?? '');
}

/** Those of a list in the order given. Who is beyond the reach of a walled client is not among them. */
export async function readStudentsInOrder(
  client: pg.ClientBase | pg.Pool,
  { districtId, students }: { readonly districtId: number; readonly students: Int32Array },
): Promise<readonly AttendanceStudent[]> {
  const found = await client.query<AttendanceStudent>(
    `select ${COLUMNS}
     from unnest($2::integer[]) with ordinality o (student_no, place)
     join student_attendance a on a.district_id = $1 and a.student_no = o.student_no ${STUDENTS}
     left join schools c on c.district_id = a.district_id and c.school_id = a.school_id
     order by o.place`,
    [districtId, [...students]],
  );
  return found.rows;
}

const COLUMNS = `a.student_no as "studentNo", s.first_name as "firstName", s.last_name as "lastName", s.grade,
       a.school_id as school, c.name as "schoolName", a.enrolled_days as "enrolledDays",
       a.absent_thousandths as "absentThousandths", a.close, a.chronic_since as "chronicSince"`;

async function countStudentsOfBand(client: pg.ClientBase | pg.Pool, question: StudentsQuestion): Promise<number> {
  const counted = await client.query<{ total: number }>(
    `select count(*)::int as total from student_attendance a ${question.grade === undefined ? '' : STUDENTS}
     where ${whereOf(question)}`,
    valuesOf(question),
  );
  return counted.rows[0]?.total ?? 0;
}

const STUDENTS = 'join students s on s.district_id = a.district_id and s.student_no = a.student_no';

/** Rates in the words of the index beside those that are asked for: a part of it is enough. Parameters: $1 district, $2 schools, then what is asked. */
function whereOf({ band, isClose, chronic, grade }: BandQuestion): string {
  const at = band === undefined ? -1 : BANDS.indexOf(band);
  const [from, to] = [FROM[at], FROM[at + 1]];
  return [
    AT_SCHOOL,
    ...(from === undefined ? [] : [`${RATE} >= ${from}`, ...(at < FROM.length - 1 ? [`${RATE} < ${to}`] : [])]),
    ...(isClose ? [`a.close <> '[]'`] : []),
    ...(chronic === 'chronic' ? [`${RATE} >= 100`] : []),
    ...(chronic === 'near-chronic' ? [`${RATE} < 100`, NEAR_CHRONIC] : []),
    ...(chronic === 'new-chronic' ? ['a.chronic_since between $3::date and $4::date'] : []),
    ...(grade === undefined ? [] : [`s.grade = $${chronic === 'new-chronic' ? 5 : 3}`]),
  ].join(' and ');
}

function valuesOf({ districtId, schools, chronic, since, until, grade }: BandQuestion): unknown[] {
  return [
    districtId,
    schools ?? null,
    ...(chronic === 'new-chronic' ? [since ?? null, until ?? null] : []),
    ...(grade === undefined ? [] : [grade]),
  ];
}

/** The band of a rate; null where nobody was enrolled. */
export function bandOf(enrolledDays: number, absentThousandths: number): Band | null {
  if (enrolledDays === 0) return null;
  return BANDS[FROM.findLastIndex((from) => absentThousandths >= enrolledDays * from)] as Band;
}
