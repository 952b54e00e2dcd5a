/** The lists of Tier II: who is absent as much as a pack's list says, now. Each list is a rate criterion that is counted and never issued. */
import type pg from 'pg';
import { isInUse, readPacksInUse, type PackInUse } from '../calculation/index.ts';
import { parseDay, type Criterion, type Day } from '../engine/index.ts';
import { AT_SCHOOL, RATE } from './rate-order.ts';

export interface TierList {
  readonly pack: string;
  readonly criterion: string;
  readonly title: string;
  /** Thousandths of a percent of the enrolled days missed. */
  readonly percent: number;
  /** false: the percentage itself belongs to the list. */
  readonly isOver: boolean;
  /** Enrolled days before anybody is looked at. */
  readonly minDays: number;
}

/** Chronic absence where the packs in use have no list of their own. Source: criteria.md section 12. */
export const CHRONIC: TierList = {
  pack: '',
  criterion: '',
  title: '',
  percent: 10_000,
  isOver: false,
  minDays: 10,
};

/** The lists of the packs in use at a school on a day, the widest first; of all schools where none is named. Each threshold once. */
export async function readTierLists(
  client: pg.ClientBase,
  {
    districtId,
    schools,
    on,
  }: { readonly districtId: number; readonly schools: readonly string[]; readonly on: string },
): Promise<readonly TierList[]> {
  const day = parseDay(on) as Day;
  const packs = await readPacksInUse(client, districtId);
  const lists = packs
    .filter((pack) => schools.some((school) => isInUse(pack, school, day)))
    .flatMap((pack) => pack.policy.criteria.flatMap((criterion) => listOf(pack, criterion)));
  const distinct = [...new Map(lists.map((list) => [`${list.percent} ${list.isOver} ${list.minDays}`, list])).values()];
  if (distinct.length === 0) return [CHRONIC];
  return distinct.toSorted((one, other) => one.percent - other.percent);
}

function listOf({ id }: PackInUse, { code, title, when, window, release }: Criterion): readonly TierList[] {
  if (release !== 'none' || when.type !== 'rate' || window.kind !== 'year') return [];
  const { percent, minDays, test } = when;
  return [{ pack: id, criterion: code, title, percent, minDays, isOver: test === 'over' }];
}

export interface TierListStudent {
  readonly studentNo: number;
  readonly student: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly grade: string;
  readonly school: string;
  readonly enrolledDays: number;
  readonly absentThousandths: number;
}

export interface TierListQuestion {
  readonly districtId: number;
  readonly schools: readonly string[] | undefined;
  readonly list: TierList;
  readonly limit: number;
  /** Only those who are on no board of Tier II or III. */
  readonly isNew: boolean;
}

/** Who is on a list now, the most absent first, and how many. By the attendance figures of the last calculation. */
export async function readTierList(
  client: pg.ClientBase | pg.Pool,
  question: TierListQuestion,
): Promise<{ readonly students: readonly TierListStudent[]; readonly total: number }> {
  const isWide = question.schools === undefined;
  // A whole district is counted from the index alone; the students of a school are read anyway.
  const total = isWide ? await countTierList(client, question) : undefined;
  if (total === 0) return { students: [], total };
  const found = await client.query<TierListStudent & { total: number }>(
    `select a.student_no as "studentNo", s.student_id as student, s.first_name as "firstName", s.last_name as "lastName", s.grade,
            a.school_id as school, a.enrolled_days as "enrolledDays", a.absent_thousandths as "absentThousandths",
            ${isWide ? '0' : '(count(*) over ())::int'} as total
       from student_attendance a
       join students s on s.district_id = a.district_id and s.student_no = a.student_no
      where ${ON_LIST}${question.isNew ? NEW : ''}
      order by ${RATE} desc, s.last_name, s.first_name, a.student_no
      limit $6`,
    [...valuesOf(question), question.limit],
  );
  const students = found.rows.map(({ total: _total, ...student }) => student);
  return { students, total: total ?? found.rows[0]?.total ?? 0 };
}

/** How many are on it. */
export async function countTierList(
  client: pg.ClientBase | pg.Pool,
  question: Omit<TierListQuestion, 'limit'>,
): Promise<number> {
  const students = question.isNew
    ? 'join students s on s.district_id = a.district_id and s.student_no = a.student_no'
    : '';
  const found = await client.query<{ total: number }>(
    `select count(*)::int as total from student_attendance a ${students} where ${ON_LIST}${question.isNew ? NEW : ''}`,
    valuesOf(question),
  );
  return found.rows[0]?.total ?? 0;
}

/** The first limit is in the words of the index, and a little below what is meant. */
const ON_LIST = `${AT_SCHOOL} and a.enrolled_days >= $3 and ${RATE} >= $4::int / 100.0::float8 - 0.001
  and case when $5 then a.absent_thousandths * 100::bigint > $4::bigint * a.enrolled_days
           else a.absent_thousandths * 100::bigint >= $4::bigint * a.enrolled_days end`;

const NEW = ` and not exists (select from tier_students t where t.district_id = a.district_id and t.student_id = s.student_id
  and t.stage <> 'decided')`;

function valuesOf({ districtId, schools, list }: Omit<TierListQuestion, 'limit'>): unknown[] {
  return [districtId, schools ?? null, list.minDays, list.percent, list.isOver];
}
