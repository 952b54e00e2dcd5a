import { schoolingAt, lowerBound } from './attendance/schooling.ts';
import type { Schooling } from './attendance/schooling.ts';
import type { CountableRecords } from './attendance/records.ts';
import type { Day } from './calendar/day.ts';
import type { CompiledDistrict } from './district.ts';
import type { EventFact, StudentFacts } from './facts.ts';

/**
 * One student as a policy sees them: the records and events of the school year up to the day that is judged.
 * Under `scope: school` it holds one school alone.
 */
export interface StudentContext {
  readonly district: CompiledDistrict;
  readonly schooling: Schooling;
  readonly records: CountableRecords;
  /** The records of the school year up to `through`. Ends: `from` included, `to` not. */
  readonly from: number;
  readonly to: number;
  /** Events of this policy in the school year, in order of day; `issued`, `approved`, `declined` up to the as-of date, the rest up to `through`. */
  readonly events: readonly EventFact[];
  readonly yearStart: Day;
  /** The last day of the school year. */
  readonly yearEnd: Day;
  /** The day that is judged: the as-of date, or the day before it. */
  readonly through: Day;
  /** The school's id under `scope: school`, else null. */
  readonly school: string | null;
  readonly grade: string;
}

const DECISION_EVENTS: ReadonlySet<string> = new Set(['issued', 'approved', 'declined']);

export interface ContextInput {
  readonly district: CompiledDistrict;
  readonly student: StudentFacts;
  readonly schooling: Schooling;
  readonly records: CountableRecords;
  readonly packId: string;
  readonly yearStart: Day;
  readonly yearEnd: Day;
  readonly through: Day;
  readonly asOf: Day;
}

/** The student under `scope: district`. */
export function districtContext(input: ContextInput): StudentContext {
  const { student, records, yearStart, yearEnd, through } = input;
  const events = student.events.length === 0 ? student.events : eventsOf(input);
  return {
    district: input.district,
    schooling: input.schooling,
    records,
    from: lowerBound(records.day, yearStart, records.count),
    to: lowerBound(records.day, through + 1, records.count),
    events,
    yearStart,
    yearEnd,
    through,
    school: null,
    grade: student.grade,
  };
}

function eventsOf({ student, yearStart, through, asOf, packId }: ContextInput): EventFact[] {
  return student.events
    .filter(
      (event) =>
        event.day >= yearStart &&
        event.day <= (DECISION_EVENTS.has(event.event) ? asOf : through) &&
        (event.pack === undefined || event.pack === packId),
    )
    .sort((a, b) => a.day - b.day);
}

/** The student at each school apart, as if enrolled there alone. Source: criteria.md section 4. */
export function schoolContexts(context: StudentContext, student: StudentFacts): StudentContext[] {
  const { schools } = context.schooling;
  return schools.map((school) => {
    const id = context.district.schoolIds[school] as string;
    if (schools.length === 1) return { ...context, school: id };
    const records = recordsAt(context, school);
    return {
      ...context,
      schooling: schoolingAt(student.enrollments, school, context.district),
      records,
      from: 0,
      to: records.count,
      school: id,
    };
  });
}

function recordsAt({ records, from, to }: StudentContext, school: number): CountableRecords {
  const kept: number[] = [];
  for (let r = from; r < to; r++) if (records.school[r] === school) kept.push(r);
  const pick = (column: Int32Array): Int32Array => Int32Array.from(kept, (r) => column[r] as number);
  return {
    count: kept.length,
    day: pick(records.day),
    school: pick(records.school),
    period: pick(records.period),
    course: pick(records.course),
    code: pick(records.code),
    minutes: pick(records.minutes),
    source: pick(records.source),
  };
}
