/** The files of a bundle as rows of text, and the questions that are asked of them. */
import Papa from 'papaparse';

export interface Row {
  /** The line in the file; the header is line 1. */
  readonly line: number;
  /** Blank where the column is missing. */
  readonly get: (column: string) => string;
}

export interface Enrollment {
  readonly school: string;
  readonly entry: string;
  /** Blank: still enrolled. */
  readonly exit: string;
}

export interface Term {
  /** Blank: all schools. */
  readonly school: string;
  readonly kind: string;
  readonly name: string;
  readonly start: string;
  readonly end: string;
}

export interface Code {
  readonly code: string;
  readonly status: string;
  readonly excuse: string;
  /** Thousandths of a day. */
  readonly value: number;
  readonly groups: readonly string[];
}

export interface Student {
  readonly id: string;
  readonly grade: string;
  readonly flags: readonly string[];
  readonly enrollments: readonly Enrollment[];
  readonly events: readonly { readonly date: string; readonly event: string; readonly ref: string }[];
}

export interface BundleText {
  readonly schools: ReadonlySet<string>;
  /** `school|date` → instructional minutes, or null where blank. A day that is not in it is not in session. */
  readonly sessions: ReadonlyMap<string, number | null>;
  /** school → its periods; a school that lists none is not in it. */
  readonly periods: ReadonlyMap<
    string,
    ReadonlyMap<string, { readonly position: number; readonly minutes: number | null }>
  >;
  readonly terms: readonly Term[];
  /** The code of a school (`school|code`) or of all schools (`|code`). */
  readonly codes: ReadonlyMap<string, Code>;
  readonly students: readonly Student[];
  readonly attendance: readonly Row[];
}

export function readBundleText(files: ReadonlyMap<string, string>): BundleText {
  const rows = (file: string): Row[] => rowsOf(files.get(file) ?? '');
  const periods = new Map<string, Map<string, { position: number; minutes: number | null }>>();
  for (const row of rows('periods.csv')) {
    const ofSchool = periods.get(row.get('school_id')) ?? new Map();
    ofSchool.set(row.get('period'), {
      position: Number(row.get('position')),
      minutes: numberOrNull(row.get('minutes')),
    });
    periods.set(row.get('school_id'), ofSchool);
  }
  return {
    schools: new Set(rows('schools.csv').map((row) => row.get('school_id'))),
    sessions: new Map(
      rows('calendar.csv').map((row) => [
        `${row.get('school_id')}|${row.get('date')}`,
        numberOrNull(row.get('minutes')),
      ]),
    ),
    periods,
    terms: rows('terms.csv').map((row) => ({
      school: row.get('school_id'),
      kind: row.get('kind'),
      name: row.get('name'),
      start: row.get('start'),
      end: row.get('end'),
    })),
    codes: new Map(rows('codes.csv').map((row) => [`${row.get('school_id')}|${row.get('code')}`, codeOf(row)])),
    students: studentsOf(rows('students.csv'), rows('enrollments.csv'), rows('events.csv')),
    attendance: rows('attendance.csv'),
  };
}

function rowsOf(csv: string): Row[] {
  const parsed = Papa.parse<string[]>(csv, { skipEmptyLines: true });
  const [header, ...lines] = parsed.data;
  if (header === undefined) return [];
  return lines.map((fields, index) => ({
    line: index + 2,
    get: (column) => {
      const at = header.indexOf(column);
      return at === -1 ? '' : (fields[at] ?? '');
    },
  }));
}

function numberOrNull(text: string): number | null {
  return text === '' ? null : Number(text);
}

function codeOf(row: Row): Code {
  const status = row.get('status');
  const value = row.get('value');
  const blank = status === 'absent' ? 1000 : 0;
  return {
    code: row.get('code'),
    status,
    excuse: row.get('excuse'),
    value: value === '' ? blank : Math.round(Number(value) * 1000),
    groups: row
      .get('groups')
      .split('|')
      .filter((group) => group !== ''),
  };
}

function studentsOf(students: Row[], enrollments: Row[], events: Row[]): Student[] {
  return students.map((student) => {
    const id = student.get('student_id');
    const own = (row: Row): boolean => row.get('student_id') === id;
    return {
      id,
      grade: student.get('grade'),
      flags: student
        .get('flags')
        .split('|')
        .filter((flag) => flag !== ''),
      enrollments: enrollments.filter(own).map((row) => ({
        school: row.get('school_id'),
        entry: row.get('entry_date'),
        exit: row.get('exit_date'),
      })),
      events: events
        .filter(own)
        .map((row) => ({ date: row.get('date'), event: row.get('event'), ref: row.get('ref') })),
    };
  });
}

/** Ends: entry and exit are both days enrolled. */
export function covers(enrollment: Enrollment, date: string): boolean {
  return enrollment.entry <= date && (enrollment.exit === '' || date <= enrollment.exit);
}

export function isInSession(bundle: BundleText, school: string, date: string): boolean {
  return bundle.sessions.has(`${school}|${date}`);
}

/** A school's own code goes before that of all schools. */
export function codeAt(bundle: BundleText, school: string, code: string): Code | undefined {
  return bundle.codes.get(`${school}|${code}`) ?? bundle.codes.get(`|${code}`);
}
