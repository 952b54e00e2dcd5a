/** Judges every student of a bundle by one policy: what `rollcall evaluate` does, without a database. */
import { createJudge, schoolYearStart, type Day, type Outcome, type Policy } from '../engine/index.ts';
import type { Bundle } from './bundle.ts';
import { districtFacts, namesOf, rowsOfUnknownStudents, studentsOf } from './facts.ts';
import { setAsideWords, type SetAsideWords } from './set-aside.ts';

export interface JudgedStudent {
  readonly student: string;
  /** Ordered by criterion, cycle, school (none first) and occurrence. */
  readonly outcomes: readonly Outcome[];
}

export interface SetAsideLine extends SetAsideWords {
  readonly file: 'attendance.csv';
  readonly line: number;
  /** The row as it stands in the file; undefined where it must be looked up (see `rowsAt`). */
  readonly row: string | undefined;
}

export interface BundleReport {
  /** In the order of the file. */
  readonly setAside: readonly SetAsideLine[];
  readonly unknownMinutes: number;
  readonly conflicts: number;
}

export interface JudgedBundle {
  /** Students in the order of their ids as strings compare. Iterate it once. */
  readonly students: Iterable<JudgedStudent>;
  /** To be called after the iteration. */
  readonly report: () => BundleReport;
}

/** Rows before the school year and after the day that is judged take no part: they are neither judged nor reported. */
export function judgeBundle(
  bundle: Bundle,
  { policy, asOf }: { readonly policy: Policy; readonly asOf: Day },
): JudgedBundle {
  const judgedDay = policy.countThrough === 'previous-day' ? asOf - 1 : asOf;
  const days = { from: schoolYearStart(judgedDay, policy.schoolYearStart), to: judgedDay };
  const setAside: SetAsideLine[] = [...bundle.malformed];
  const counts = { unknownMinutes: 0, conflicts: 0 };
  for (const row of rowsOfUnknownStudents(bundle, days)) setAside.push(lineOf(bundle, row, 'unknown-student'));
  function* students(): Generator<JudgedStudent> {
    const judge = createJudge({
      policies: [{ policy }],
      district: districtFacts(bundle),
      names: namesOf(bundle),
      asOf,
    });
    for (const student of studentsOf(bundle, { days, sorted: true })) {
      const judgement = judge.evaluateStudent(student);
      for (const { record, reason } of judgement.setAside)
        setAside.push(lineOf(bundle, student.rows[record] as number, reason));
      counts.unknownMinutes += judgement.unknownMinutes;
      counts.conflicts += judgement.conflicts.length;
      yield { student: student.id, outcomes: judgement.policies[0]?.outcomes ?? [] };
    }
  }
  return {
    students: students(),
    report: () => ({ ...counts, setAside: setAside.sort((one, other) => one.line - other.line) }),
  };
}

function lineOf(bundle: Bundle, row: number, reason: Parameters<typeof setAsideWords>[0]): SetAsideLine {
  const { attendance } = bundle;
  const fields = {
    code: attendance.names.codes[attendance.code[row] as number] ?? '',
    period: attendance.names.periods[attendance.period[row] as number] ?? '',
    day: attendance.day[row] as number,
  };
  return {
    file: 'attendance.csv',
    line: attendance.line[row] as number,
    row: undefined,
    ...setAsideWords(reason, fields),
  };
}
