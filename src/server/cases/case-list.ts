/** The list of attendance files: what was asked for, its lines, and the same as a sheet. */
import { z } from 'zod';
import type { CaseFilter, CaseLine as RoomLine } from '../../cases/index.ts';
import { formatDay, parseDay } from '../../engine/index.ts';
import { schoolsOf, type Context } from '../context.ts';
import { csvRow } from '../csv.ts';
import { readCursor, studentKeyOf } from '../keys.ts';
import { caseKeyOf } from './case-key.ts';
import type { CaseLine } from './contract.ts';

interface Query {
  readonly school: string;
  readonly state: 'open' | 'closed' | 'all';
  readonly owner: '' | 'me' | 'nobody';
  readonly due: '' | 'overdue';
  readonly quiet: number;
}

/** Input: `on` today in the district, ISO. Fails: `not-found` for a school outside the reach. */
export function filterOf({ reach, actor }: Pick<Context, 'reach' | 'actor'>, query: Query, on: string): CaseFilter {
  // Whose students are seen one by one sees their files wherever they are.
  const schools = reach.kind === 'students' || reach.kind === 'cases' ? undefined : schoolsOf(reach, query.school);
  const { state, owner, due, quiet } = query;
  return {
    ...(schools === undefined ? {} : { schools }),
    // The wall shows no others; said here, the few files are looked up instead of looking through all.
    ...(reach.kind === 'cases' ? { assignedTo: reach.personId } : {}),
    ...(state === 'all' ? {} : { state }),
    ...(owner === '' ? {} : { owner: owner === 'me' ? (actor?.personId ?? '') : '' }),
    ...(due === 'overdue' ? { isOverdue: true } : {}),
    ...(quiet === 0 ? {} : { quietSince: formatDay((parseDay(on) ?? 0) - quiet) }),
  };
}

export function skipOf(cursor: string | undefined): number {
  return readCursor(z.int().positive(), cursor) ?? 0;
}

export function caseLinesOf(lines: readonly RoomLine[], on: string): CaseLine[] {
  return lines.map((line) => ({
    case: caseKeyOf(line.caseId),
    year: line.year,
    state: line.state,
    openedOn: line.openedOn,
    closedOn: line.closedOn,
    outcome: line.outcome,
    because: line.because,
    student: studentKeyOf(line.studentNo),
    name: `${line.lastName}, ${line.firstName}`,
    grade: line.grade,
    school: line.school,
    schoolName: line.schoolName,
    owner: line.owner,
    lastContact: line.lastContactOn === null ? null : { on: line.lastContactOn, outcome: line.lastOutcome ?? '' },
    nextStep: line.nextStep,
    dueOn: line.dueOn,
    isOverdue: line.dueOn !== null && line.dueOn < on,
    openTasks: line.openTasks,
  }));
}

const HEADS = [
  'case',
  'student_number',
  'name',
  'grade',
  'school',
  'school_name',
  'year',
  'state',
  'opened_on',
  'because',
  'closed_on',
  'outcome',
  'owner',
  'last_contact_on',
  'last_contact',
  'next_step',
  'due_on',
  'open_tasks',
  'as_of',
];

export function csvOfCases(lines: readonly RoomLine[], on: string): string {
  const rows = lines.map((line) => [
    caseKeyOf(line.caseId),
    line.student,
    `${line.lastName}, ${line.firstName}`,
    line.grade,
    line.school,
    line.schoolName,
    line.year,
    line.state,
    line.openedOn,
    line.because,
    line.closedOn ?? '',
    line.outcome,
    line.owner,
    line.lastContactOn ?? '',
    line.lastOutcome ?? '',
    line.nextStep ?? '',
    line.dueOn ?? '',
    line.openTasks,
    on,
  ]);
  return [HEADS, ...rows].map(csvRow).join('');
}
