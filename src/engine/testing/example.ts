/** A compact way to write worked examples: one student, schools in session Monday to Friday, short records. For tests. */
import { createJudge, formatDay, parseDay } from '../index.ts';
import type {
  CodeFact,
  Criterion,
  DistrictFacts,
  EnrollmentFact,
  EventFact,
  Group,
  Names,
  Outcome,
  Policy,
  StudentFacts,
} from '../index.ts';

export interface ExampleRecord {
  readonly on: string;
  readonly code: string;
  readonly period?: string;
  readonly course?: string;
  readonly section?: string;
  readonly minutes?: number;
  readonly school?: string;
}

export interface Example {
  readonly records: readonly ExampleRecord[];
  readonly criteria: readonly Criterion[];
  readonly groups?: readonly Group[];
  readonly asOf?: string;
  readonly events?: readonly { readonly on: string; readonly event: string; readonly ref?: string }[];
  readonly enrollments?: readonly { readonly school: string; readonly entry: string; readonly exit?: string }[];
  readonly flags?: readonly string[];
  readonly grade?: string;
  readonly periods?: readonly string[];
  readonly terms?: DistrictFacts['terms'];
  readonly holidays?: readonly string[];
  readonly dayMinutes?: number;
  readonly policy?: Partial<Policy>;
}

export const CODES: readonly CodeFact[] = [
  { code: 'U', description: 'Unexcused', status: 'absent', excuse: 'unexcused', groups: ['district:UNX'] },
  { code: 'E', description: 'Excused', status: 'absent', excuse: 'excused', groups: [] },
  { code: 'H', description: 'Half day', status: 'absent', excuse: 'unexcused', value: 500, groups: [] },
  { code: 'T', description: 'Tardy', status: 'tardy', excuse: 'unexcused', groups: [] },
];

export const UNEXCUSED: Criterion = {
  code: 'A',
  title: 'A',
  description: '',
  order: 1,
  when: {
    type: 'total',
    counts: [{ status: ['absent'], excuse: ['unexcused'] }],
    measure: 'dates',
    band: { atLeast: 3 },
  },
  window: { kind: 'year' },
  repeat: 'once',
  scope: 'district',
  release: 'review',
  settle: 0,
  exempt: [],
  effective: {},
  then: [],
};

export function day(text: string): number {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`not a day: ${text}`);
  return parsed;
}

/** Judges the example. Returns: `CODE date decision reason` for each outcome, with `#n` and `@cycle` where they say more. */
export function judgeExample(example: Example): string[] {
  return outcomesOf(example).map((outcome) =>
    [
      outcome.criterion + (outcome.occurrence > 1 ? `#${outcome.occurrence}` : ''),
      formatDay(outcome.day),
      outcome.decision,
      ...(outcome.reason === null ? [] : [outcome.reason]),
    ].join(' '),
  );
}

export function outcomesOf(example: Example): readonly Outcome[] {
  const { district, names, student } = exampleFacts(example);
  const judge = createJudge({
    policies: [{ policy: examplePolicy(example) }],
    district,
    names,
    asOf: day(example.asOf ?? '2026-03-09'),
  });
  const [judged] = judge.evaluateStudent(student).policies;
  return judged?.outcomes ?? [];
}

export function examplePolicy({ criteria, groups = [], policy = {} }: Example): Policy {
  return {
    id: 'example',
    title: 'Example',
    version: '1',
    schoolYearStart: '07-01',
    countThrough: 'as-of',
    intervals: new Map(),
    groups,
    criteria,
    ...policy,
  };
}

export function exampleFacts(example: Example): { district: DistrictFacts; names: Names; student: StudentFacts } {
  const enrollments = example.enrollments ?? [{ school: 'oak', entry: '2025-08-01' }];
  const schools = [...new Set(enrollments.map(({ school }) => school))].sort();
  const names: Names = {
    schools,
    periods: ['', ...new Set([...(example.periods ?? []), ...example.records.flatMap(({ period }) => period ?? [])])],
    codes: CODES.map(({ code }) => code),
    courses: ['', ...new Set(example.records.flatMap(({ course }) => course ?? []))],
  };
  const district: DistrictFacts = {
    schools: schools.map((id) => ({ id, name: id })),
    sessions: schools.flatMap((school) =>
      weekdays(example).map((on) => ({ school, day: on, minutes: example.dayMinutes ?? 390 })),
    ),
    periods: schools.flatMap((school) =>
      (example.periods ?? []).map((period, position) => ({ school, period, position })),
    ),
    terms: example.terms ?? [],
    codes: CODES,
  };
  return { district, names, student: exampleStudent(example, enrollments, names) };
}

function exampleStudent(
  example: Example,
  enrollments: NonNullable<Example['enrollments']>,
  names: Names,
): StudentFacts {
  const { records } = example;
  const column = (of: (record: ExampleRecord) => number): Int32Array => Int32Array.from(records, of);
  const sections = ['', ...new Set(records.flatMap(({ section }) => section ?? []))];
  return {
    id: '1',
    grade: example.grade ?? '8',
    flags: example.flags ?? [],
    enrollments: enrollments.map(({ school, entry, exit }): EnrollmentFact => ({
      school,
      entry: day(entry),
      ...(exit === undefined ? {} : { exit: day(exit) }),
    })),
    events: (example.events ?? []).map(({ on, event, ref }): EventFact => ({ day: day(on), event, ref: ref ?? '' })),
    records: {
      count: records.length,
      day: column(({ on }) => day(on)),
      school: column(({ school }) => names.schools.indexOf(school ?? (names.schools[0] as string))),
      period: column(({ period }) => names.periods.indexOf(period ?? '')),
      section: column(({ section }) => sections.indexOf(section ?? '')),
      course: column(({ course }) => names.courses.indexOf(course ?? '')),
      code: column(({ code }) => names.codes.indexOf(code)),
      minutes: column(({ minutes }) => minutes ?? -1),
    },
  };
}

/** In session Monday to Friday of 2025-26, except Monday 13 October 2025. */
function weekdays({ holidays = ['2025-10-13'] }: Example): number[] {
  const closed = new Set(holidays.map(day));
  const days: number[] = [];
  for (let on = day('2025-08-01'); on <= day('2026-06-30'); on++) {
    const weekday = (on + 3) % 7;
    if (weekday < 5 && !closed.has(on)) days.push(on);
  }
  return days;
}
