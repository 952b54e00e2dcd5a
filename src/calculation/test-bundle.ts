/** Small bundles and packs as text: in session Monday to Friday, 390 minutes, at Oak and Elm, September to December 2025. */
import { formatDay, weekdayIndex } from '../engine/index.ts';
import { dayOf } from './test-district.ts';

export interface BundleText {
  /** `student,school,date,period,code,minutes` with the last ones left out where blank. */
  readonly attendance: readonly string[];
  /** `student,school,entry,exit`; default: mia and leo at Oak since 2025-08-25. */
  readonly enrollments?: readonly string[];
  /** `student,date,event,ref`. */
  readonly events?: readonly string[];
}

const MIA_AND_LEO: readonly string[] = ['mia,oak,2025-08-25,', 'leo,oak,2025-08-25,'];

export function bundleText({ attendance, enrollments = MIA_AND_LEO, events }: BundleText): Map<string, string> {
  const students = [...new Set(enrollments.map((row) => row.split(',')[0] ?? ''))];
  const files = new Map([
    ['schools.csv', lines('school_id,name', ['oak,Oak Middle School', 'elm,Elm Middle School'])],
    [
      'calendar.csv',
      lines(
        'school_id,date,minutes',
        ['oak', 'elm'].flatMap((school) => schoolDays().map((day) => `${school},${day},390`)),
      ),
    ],
    [
      'codes.csv',
      lines('school_id,code,description,status,excuse', [
        ',U,Unexcused,absent,unexcused',
        ',E,Excused,absent,excused',
        ',V,Not verified,absent,unverified',
      ]),
    ],
    [
      'students.csv',
      lines(
        'student_id,first_name,last_name,grade',
        students.map((id) => `${id},${id},Test,7`),
      ),
    ],
    ['enrollments.csv', lines('student_id,school_id,entry_date,exit_date', enrollments)],
    ['attendance.csv', lines('student_id,school_id,date,period,code,minutes', attendance.map(padded))],
  ]);
  if (events !== undefined) files.set('events.csv', lines('student_id,date,event,ref', events));
  return files;
}

/** One student's whole-day records at Oak: `absent('mia', 'U', '09-22 09-23')`. */
export function absent(student: string, code: string, days: string, school = 'oak'): string[] {
  return days.split(' ').map((day) => `${student},${school},2025-${day},,${code},`);
}

export interface CriterionText {
  readonly code: string;
  readonly text: string;
}

/** A criterion that counts dates with an unexcused absence. `more` is put behind it as YAML lines. */
export function unexcusedDates(code: string, atLeast: number, more = ''): CriterionText {
  return {
    code,
    text: `code: ${code}
title: ${code}
description: ${atLeast} dates
when:
  type: total
  counts:
    - { status: [absent], excuse: [unexcused] }
  measure: dates
  window: year
  atLeast: ${atLeast}
${more}
`,
  };
}

export function packText(criteria: readonly CriterionText[], more = ''): Map<string, string> {
  const files = new Map(criteria.map(({ code, text }) => [`criteria/${code}.yaml`, text] as const));
  return new Map([['pack.yaml', `id: test-pack\ntitle: Test pack\nversion: "1"\n${more}\n`], ...files]);
}

function schoolDays(): string[] {
  const days: string[] = [];
  for (let day = dayOf('2025-09-01'); day <= dayOf('2025-12-19'); day += 1)
    if (weekdayIndex(day) < 5) days.push(formatDay(day));
  return days;
}

function padded(row: string): string {
  return row + ','.repeat(5 - row.split(',').length + 1);
}

function lines(header: string, rows: readonly string[]): string {
  return `${[header, ...rows].join('\n')}\n`;
}
