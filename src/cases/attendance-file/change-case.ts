/** What people do with an attendance file: open one by hand, give it to somebody, close it, open it again. */
import type pg from 'pg';
import { ProblemError, Refusal } from '../../problem.ts';
import { CASE_COLUMNS, findCase, openCase, yearOf, type CaseRow } from '../core/open-case.ts';
import { requireStep } from '../core/states.ts';
import { appendSteps } from '../core/steps.ts';
import { readStudentPlace } from '../core/student-place.ts';
import type { Who } from '../core/who.ts';
import { readPossibleOwners } from './read-case.ts';
import { CASE_STATES, type CaseAction, type CaseOutcome } from './states.ts';

const BY_HAND = 'by hand';

/** In the caller's transaction. Fails: Refusal where the student has a file of this year, open or closed. */
export async function openCaseByHand(
  client: pg.ClientBase,
  who: Who,
  { student, reason }: { readonly student: string; readonly reason: string },
): Promise<number> {
  requireReason(reason);
  const { districtId } = who;
  const school = await readStudentPlace(client, { districtId, student, on: who.on });
  const there = await findCase(client, { districtId, student, year: yearOf(who.on) });
  if (there !== undefined)
    throw new Refusal(
      there.state === 'open'
        ? 'The student has an open attendance file of this school year.'
        : 'The student has a closed attendance file of this school year. Open that one again.',
      { code: there.state === 'open' ? 'cases.has-open' : 'cases.has-closed' },
    );
  const { caseId } = await openCase(client, who, { student, school, because: BY_HAND, reason });
  return caseId;
}

interface Asked {
  readonly caseId: number;
  /** What the person saw; left out on the command line. */
  readonly revision?: number;
}

/** Gives it to somebody of the school or the district. Input: `personId` '': to nobody. Fails: Refusal for anybody else. */
export async function assignOwner(
  client: pg.ClientBase,
  who: Who,
  input: Asked & { readonly personId: string; readonly reason: string },
): Promise<CaseRow> {
  const file = await forChange(client, who, { ...input, action: 'assign' });
  const { districtId } = who;
  const people = await readPossibleOwners(client, { districtId, school: file.school, on: who.on });
  const person = people.find(({ personId }) => personId === input.personId);
  if (person === undefined && input.personId !== '')
    throw new Refusal('A file is given to somebody of its school, or of the district office.', {
      code: 'cases.not-of-school',
    });
  const detail = {
    person: person?.name ?? '',
    before: people.find(({ personId }) => personId === file.ownerId)?.name ?? '',
  };
  const step = input.personId === '' ? 'owner-left' : file.ownerId === '' ? 'owner-named' : 'handed-over';
  return change(client, who, { file, set: { owner_id: input.personId }, step, reason: input.reason, detail });
}

/** Fails: Refusal where it is closed already, or the role may not. */
export async function closeCase(
  client: pg.ClientBase,
  who: Who,
  input: Asked & { readonly outcome: CaseOutcome; readonly reason: string },
): Promise<CaseRow> {
  requireReason(input.reason);
  const file = await forChange(client, who, { ...input, action: 'close' });
  const set = { state: 'closed', closed_on: who.on, outcome: input.outcome };
  return change(client, who, { file, set, step: 'closed', reason: input.reason, detail: { outcome: input.outcome } });
}

/** A file of an earlier school year stays closed: a new year has its own. */
export async function reopenCase(
  client: pg.ClientBase,
  who: Who,
  input: Asked & { readonly reason: string },
): Promise<CaseRow> {
  requireReason(input.reason);
  const file = await forChange(client, who, { ...input, action: 'reopen' });
  if (file.year !== yearOf(who.on))
    throw new Refusal('This file is of an earlier school year and stays as it is. This year has a file of its own.', {
      code: 'cases.earlier-year',
    });
  const set = { state: 'open', closed_on: null, outcome: '' };
  return change(client, who, { file, set, step: 'reopened', reason: input.reason, detail: {} });
}

/** For a part of a file: what is written into it needs it open. Fails: Refusal. */
export function requireOpen({ state }: Pick<CaseRow, 'state'>): void {
  if (state === 'closed')
    throw new Refusal('This attendance file is closed: it is for reading. Open it again first.', {
      code: 'cases.closed',
    });
}

async function forChange(
  client: pg.ClientBase,
  who: Who,
  { caseId, revision, action }: Asked & { readonly action: CaseAction },
): Promise<CaseRow> {
  const found = await client.query<CaseRow>(
    `select ${CASE_COLUMNS} from cases where district_id = $1 and case_id = $2 for update`,
    [who.districtId, caseId],
  );
  const [file] = found.rows;
  if (file === undefined) throw new Refusal(`There is no attendance file ${caseId}.`, { code: 'cases.gone' });
  if (revision !== undefined && revision !== file.revision)
    throw new Refusal('Somebody changed this file meanwhile. Look at it again.', { code: 'work.changed' });
  requireStep(CASE_STATES, { status: file.state, action, who });
  return file;
}

interface Change {
  readonly file: CaseRow;
  readonly set: Readonly<Record<string, string | null>>;
  readonly step: string;
  readonly reason: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

async function change(client: pg.ClientBase, who: Who, { file, set, step, reason, detail }: Change): Promise<CaseRow> {
  const columns = Object.keys(set);
  const assignments = columns.map((column, at) => `${column} = $${at + 3}`).join(', ');
  const changed = await client.query<CaseRow>(
    `update cases set ${assignments}, revision = revision + 1 where district_id = $1 and case_id = $2 returning ${CASE_COLUMNS}`,
    [who.districtId, file.caseId, ...columns.map((column) => set[column])],
  );
  const { student, caseId } = file;
  await appendSteps(client, who, [{ student, caseId, thing: 'case', thingId: caseId, step, reason, detail }]);
  return changed.rows[0] as CaseRow;
}

function requireReason(reason: string): void {
  if (reason.trim() === '') throw new ProblemError([{ path: 'reason', found: 'nothing', allowed: 'why, in words' }]);
}
