/** The students who are at a school now, by grade: how many miss how much. */
import type pg from 'pg';
import type { Rate } from './read-attendance.ts';

/** Days more that would be enough, for "close to chronic absence". */
const NEAR_DAYS = 2;

/** Of a row `a` of student_attendance: not chronically absent, and {@link NEAR_DAYS} more whole days missed would be enough. */
export const NEAR_CHRONIC = `a.absent_thousandths < a.enrolled_days * 100 and a.enrolled_days + ${NEAR_DAYS} >= 10
  and a.absent_thousandths + ${NEAR_DAYS * 1000} >= (a.enrolled_days + ${NEAR_DAYS}) * 100`;

export interface GradeFigures extends Rate {
  readonly school: string;
  readonly grade: string;
  readonly students: number;
  /** By band, in the order of `BANDS`. */
  readonly bands: readonly [number, number, number, number];
  readonly nearChronic: number;
}

interface Row extends Rate {
  readonly school: string;
  readonly grade: string;
  readonly below_5: number;
  readonly from_5: number;
  readonly from_10: number;
  readonly from_20: number;
  readonly near_chronic: number;
}

/** In order of school and grade. Input: `schools` undefined: all. */
export async function readGrades(
  client: pg.ClientBase | pg.Pool,
  { districtId, schools }: { readonly districtId: number; readonly schools: readonly string[] | undefined },
): Promise<readonly GradeFigures[]> {
  const found = await client.query<Row>(
    `select school_id as school, grade, below_5, from_5, from_10, from_20, near_chronic,
       enrolled_days::float8 as "enrolledDays", absent_thousandths::float8 as "absentThousandths"
     from school_attendance_grades
     where district_id = $1 and ($2::text[] is null or school_id = any ($2)) order by school_id, grade`,
    [districtId, schools ?? null],
  );
  return found.rows
    .map(({ school, grade, below_5, from_5, from_10, from_20, near_chronic, enrolledDays, absentThousandths }) => ({
      school,
      grade,
      students: below_5 + from_5 + from_10 + from_20,
      bands: [below_5, from_5, from_10, from_20] as const,
      nearChronic: near_chronic,
      enrolledDays,
      absentThousandths,
    }))
    .toSorted((one, other) =>
      one.school === other.school ? compareGrades(one.grade, other.grade) : one.school < other.school ? -1 : 1,
    );
}

/** Figures of several schools by grade, in order of grade. */
export function gradesTogether(grades: readonly GradeFigures[]): readonly GradeFigures[] {
  const byGrade = Map.groupBy(grades, ({ grade }) => grade);
  return [...byGrade]
    .toSorted(([one], [other]) => compareGrades(one, other))
    .map(([grade, some]) => {
      const schools = new Set(some.map(({ school }) => school));
      return { ...addGrades(some), grade, school: schools.size === 1 ? (some[0]?.school ?? '') : '' };
    });
}

/** All of them as one: `school` and `grade` ''. */
export function addGrades(grades: readonly GradeFigures[]): GradeFigures {
  const sum = (of: (one: GradeFigures) => number): number => grades.reduce((all, one) => all + of(one), 0);
  return {
    school: '',
    grade: '',
    students: sum(({ students }) => students),
    bands: [sum((g) => g.bands[0]), sum((g) => g.bands[1]), sum((g) => g.bands[2]), sum((g) => g.bands[3])],
    nearChronic: sum(({ nearChronic }) => nearChronic),
    enrolledDays: sum(({ enrolledDays }) => enrolledDays),
    absentThousandths: sum(({ absentThousandths }) => absentThousandths),
  };
}

/** PK, TK, K before the numbers, others behind them. */
const EARLY = ['PS', 'PK', 'TK', 'KG', 'K'];

function compareGrades(one: string, other: string): number {
  const difference = placeOf(one) - placeOf(other);
  return difference === 0 ? (one < other ? -1 : one > other ? 1 : 0) : difference;
}

function placeOf(grade: string): number {
  const early = EARLY.indexOf(grade.toUpperCase());
  if (early >= 0) return early - EARLY.length;
  return /^\d+$/.test(grade) ? Number(grade) : 1000;
}
