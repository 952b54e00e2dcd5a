/** A small district in CSV for the worked examples: one student, in session Monday to Friday except Monday 13 October 2025. */
import { datesBetween, weekday } from './dates.ts';
import { evaluateOracle } from './oracle.ts';
import type { CriterionText, PackFileText, PackText } from './pack-text.ts';

export interface WorkedLine {
  readonly criterion: string;
  readonly cycle: string;
  readonly occurrence: number;
  readonly school: string | null;
  readonly date: string;
  readonly value: number;
  readonly decision: string;
  readonly reason: string | null;
  readonly evidence: readonly { readonly date: string; readonly code: string; readonly period: string | null }[];
}

export interface WorkedCase {
  /** `date,period,code,minutes`, all at the school where the student is enrolled that day. */
  readonly attendance: readonly string[];
  /** `date,event,ref`. */
  readonly events?: readonly string[];
  /** `school_id,kind,name,start,end`. */
  readonly terms?: readonly string[];
  /** `school_id,entry_date,exit_date`. */
  readonly enrollments?: readonly string[];
  /** `school_id,period,position`. */
  readonly periods?: readonly string[];
  readonly views?: PackFileText['views'];
  readonly groups?: PackFileText['groups'];
  readonly criteria: readonly Partial<CriterionText>[];
  readonly asOf: string;
}

const CODES = [
  ',U,absent,unexcused,,',
  ',E,absent,excused,,',
  ',H,absent,unexcused,0.5,',
  ',T,tardy,unexcused,,',
  ',C,left-early,unexcused,,',
];

function workedFiles(worked: WorkedCase): Map<string, string> {
  const days = datesBetween('2025-07-01', '2026-06-30').filter(
    (date) => !['sat', 'sun'].includes(weekday(date)) && date !== '2025-10-13',
  );
  const enrollments = worked.enrollments ?? ['NORTH,2025-07-01,'];
  const schoolOf = (date: string): string => {
    const covering = enrollments
      .map((row) => row.split(','))
      .find(([, entry, exit]) => (entry ?? '') <= date && (exit === '' || date <= (exit ?? '')));
    return covering?.[0] ?? 'NORTH';
  };
  const attendance = worked.attendance.map((row) => row.split(','));
  return new Map([
    ['schools.csv', table('school_id,name', ['NORTH,North', 'SOUTH,South'])],
    [
      'calendar.csv',
      table(
        'school_id,date,minutes',
        ['NORTH', 'SOUTH'].flatMap((school) => days.map((date) => `${school},${date},390`)),
      ),
    ],
    ['codes.csv', table('school_id,code,status,excuse,value,groups', CODES)],
    ['students.csv', table('student_id,first_name,last_name', ['S1,Ana,Reyes'])],
    [
      'enrollments.csv',
      table(
        'student_id,school_id,entry_date,exit_date',
        enrollments.map((row) => `S1,${row}`),
      ),
    ],
    [
      'attendance.csv',
      table(
        'student_id,school_id,date,period,code,minutes',
        attendance.map(([date, period, code, minutes]) =>
          ['S1', schoolOf(date ?? ''), date, period, code, minutes].join(','),
        ),
      ),
    ],
    [
      'events.csv',
      table(
        'student_id,date,event,ref',
        (worked.events ?? []).map((row) => `S1,${row}`),
      ),
    ],
    ['terms.csv', table('school_id,kind,name,start,end', worked.terms ?? [])],
    ['periods.csv', table('school_id,period,position', worked.periods ?? [])],
  ]);
}

function workedPack(worked: WorkedCase): PackText {
  const pack: PackFileText = { id: 'worked' };
  if (worked.views !== undefined) pack.views = worked.views;
  if (worked.groups !== undefined) pack.groups = worked.groups;
  return { pack, criteria: worked.criteria.map((criterion) => criterion as CriterionText) };
}

export function judge(worked: WorkedCase): WorkedLine[] {
  const { lines, setAside } = evaluateOracle(workedFiles(worked), workedPack(worked), worked.asOf);
  if (setAside.length > 0) throw new Error(`set aside: ${JSON.stringify(setAside)}`);
  return lines.map((line) => JSON.parse(line) as WorkedLine);
}

/** `CODE date decision reason`, without what is null. */
export function short(lines: readonly WorkedLine[]): string[] {
  return lines.map((line) =>
    [line.criterion, line.date, line.decision, line.reason].filter((part) => part !== null).join(' '),
  );
}

/** `n` days in session from `start`. */
export function sessionDays(start: string, n: number): string[] {
  return datesBetween(start, '2026-06-30')
    .filter((date) => !['sat', 'sun'].includes(weekday(date)) && date !== '2025-10-13')
    .slice(0, n);
}

function table(header: string, rows: readonly string[]): string {
  return `${[header, ...rows].join('\n')}\n`;
}
