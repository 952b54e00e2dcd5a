/** The attendance file of a student and school year: opened once, by a criterion or by hand. */
import type pg from 'pg';
import { formatDay, parseDay, schoolYearStart } from '../../engine/index.ts';
import { appendSteps } from './steps.ts';
import type { Who } from './who.ts';

export interface CaseRow {
  readonly caseId: number;
  readonly student: string;
  /** The calendar year in which the school year begins. */
  readonly year: number;
  readonly school: string;
  readonly state: 'open' | 'closed';
  readonly openedOn: string;
  readonly because: string;
  readonly noticeId: number | null;
  readonly ownerId: string;
  readonly closedOn: string | null;
  readonly outcome: string;
  readonly revision: number;
}

export interface OpenCase {
  readonly student: string;
  readonly school: string;
  /** Code of the criterion, or `by hand`. */
  readonly because: string;
  readonly reason?: string;
  readonly noticeId?: number | null;
}

/** Opens it, or gives the one that is there; a closed one stays closed. In the caller's transaction. */
export async function openCase(
  client: pg.ClientBase,
  who: Who,
  input: OpenCase,
): Promise<{ readonly caseId: number; readonly isNew: boolean }> {
  const [opened] = await openCases(client, who, [input]);
  if (opened === undefined) throw new Error('a case that is neither new nor there');
  return opened;
}

/** The same for many students in one question, in their order. */
export async function openCases(
  client: pg.ClientBase,
  who: Who,
  inputs: readonly OpenCase[],
): Promise<readonly { readonly caseId: number; readonly isNew: boolean }[]> {
  if (inputs.length === 0) return [];
  const year = yearOf(who.on);
  const inserted = await client.query<{ case_id: number; student_id: string }>(
    `insert into cases (district_id, student_id, year, school_id, opened_on, because, notice_id, made_by, made_at)
     select distinct on (c.student_id) $1, c.student_id, $2, c.school_id, $3, c.because, c.notice_id, $4, $5
       from jsonb_to_recordset($6::jsonb) as c (student_id text, school_id text, because text, notice_id bigint)
      order by c.student_id
     on conflict (district_id, student_id, year) do nothing
     returning case_id, student_id`,
    [who.districtId, year, who.on, who.name, who.now, JSON.stringify(inputs.map(rowOf))],
  );
  const fresh = new Map(inserted.rows.map((row) => [row.student_id, row.case_id]));
  const there = await client.query<{ case_id: number; student_id: string }>(
    'select case_id, student_id from cases where district_id = $1 and year = $2 and student_id = any ($3)',
    [who.districtId, year, inputs.map(({ student }) => student)],
  );
  const known = new Map(there.rows.map((row) => [row.student_id, row.case_id]));
  const reasons = new Map(inputs.map((input) => [input.student, input]));
  await appendSteps(
    client,
    who,
    [...fresh].map(([student, caseId]) => ({
      student,
      caseId,
      thing: 'case',
      thingId: caseId,
      step: 'opened',
      reason: reasons.get(student)?.reason ?? '',
      detail: { because: reasons.get(student)?.because ?? '' },
    })),
  );
  return inputs.map(({ student }) => ({ caseId: known.get(student) as number, isNew: fresh.has(student) }));
}

/** The file of a school year; of the present one when no year is given. */
export async function findCase(
  client: pg.ClientBase | pg.Pool,
  question: { readonly districtId: number; readonly student: string; readonly year: number },
): Promise<CaseRow | undefined> {
  const found = await client.query<CaseRow>(
    `select ${CASE_COLUMNS} from cases where district_id = $1 and student_id = $2 and year = $3`,
    [question.districtId, question.student, question.year],
  );
  return found.rows[0];
}

export const CASE_COLUMNS = `case_id as "caseId", student_id as student, year, school_id as school, state, opened_on as "openedOn",
  because, notice_id as "noticeId", owner_id as "ownerId", closed_on as "closedOn", outcome, revision`;

/** The calendar year in which the school year of a day begins: the year from July 1. */
export function yearOf(on: string): number {
  const day = parseDay(on);
  if (day === undefined) throw new Error(`no date: ${on}`);
  return Number(formatDay(schoolYearStart(day, '07-01')).slice(0, 4));
}

/** The last day of the school year that a day lies in, ISO. */
export function lastOfYear(on: string): string {
  return `${yearOf(on) + 1}-06-30`;
}

function rowOf({ student, school, because, noticeId }: OpenCase): Readonly<Record<string, unknown>> {
  return { student_id: student, school_id: school, because, notice_id: noticeId ?? null };
}
