/** Writes a journal entry, or corrects one: the entry stays, another takes its place. */
import type pg from 'pg';
import { ProblemError, Refusal } from '../../problem.ts';
import { findCase, yearOf } from '../core/open-case.ts';
import { appendSteps } from '../core/steps.ts';
import { readStudentPlace } from '../core/student-place.ts';
import type { Who } from '../core/who.ts';
import { readJournal } from './read-journals.ts';
import { requireReason } from './reasons.ts';

export interface JournalFacts {
  /** ISO; today when left out. */
  readonly on?: string;
  /** A key of the district's reasons. With `attendance` it belongs to every plan that is active on its day. */
  readonly reason: string;
  readonly entry: string;
}

/** In the caller's transaction. Returns its number. Fails: ProblemError for a day to come or an empty entry. */
export async function writeJournal(
  client: pg.ClientBase,
  who: Who,
  input: JournalFacts & { readonly student: string },
): Promise<number> {
  return insert(client, who, { ...checked(who, input), student: input.student, corrects: null });
}

export interface CorrectJournal {
  readonly journalId: number;
  readonly reason: string;
  /** What is right; null: it was written to the wrong student. */
  readonly facts: JournalFacts | null;
}

/** Fails: Refusal for an entry that is not there or was corrected already. */
export async function correctJournal(client: pg.ClientBase, who: Who, input: CorrectJournal): Promise<number> {
  const before = await readJournal(client, who.districtId, input.journalId);
  if (before === undefined) throw new Refusal(`There is no journal entry ${input.journalId}.`, { code: 'work.gone' });
  if (before.correctedBy !== null || before.isVoid)
    throw new Refusal('This entry was corrected already. Correct the one that took its place.', {
      code: 'work.corrected',
    });
  if (input.reason.trim() === '')
    throw new ProblemError([{ path: 'reason', found: 'nothing', allowed: 'why it is corrected' }]);
  const facts = checked(who, { on: before.on, ...(input.facts ?? before) });
  const corrects = { id: before.journalId, reason: input.reason, isVoid: input.facts === null };
  return insert(client, who, { ...facts, student: before.student, corrects });
}

interface Entry extends Required<JournalFacts> {
  readonly student: string;
  readonly corrects: { readonly id: number; readonly reason: string; readonly isVoid: boolean } | null;
}

function checked(who: Who, { on = who.on, reason, entry }: JournalFacts): Required<JournalFacts> {
  if (on > who.on) throw new ProblemError([{ path: 'on', found: on, allowed: 'a day up to today' }]);
  if (entry.trim() === '')
    throw new ProblemError([{ path: 'entry', found: 'nothing', allowed: 'what happened, in words' }]);
  return { on, reason, entry: entry.trim() };
}

async function insert(
  client: pg.ClientBase,
  who: Who,
  { student, on, reason, entry, corrects }: Entry,
): Promise<number> {
  const { districtId } = who;
  const { key, joinsPlan } = await requireReason(client, districtId, { reason, on });
  const school = await readStudentPlace(client, { districtId, student, on });
  const written = await client.query<{ id: number }>(
    `insert into journals (district_id, student_id, school_id, on_date, reason, entry, corrects_id, correction_reason, is_void, joins_plan, made_by_id, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning journal_id as id`,
    [
      districtId,
      student,
      school,
      on,
      key,
      entry,
      corrects?.id ?? null,
      corrects?.reason ?? '',
      corrects?.isVoid ?? false,
      joinsPlan,
      who.personId,
      who.name,
      who.now,
    ],
  );
  const thingId = written.rows[0]?.id as number;
  const caseId = (await findCase(client, { districtId, student, year: yearOf(on) }))?.caseId ?? null;
  const step = corrects === null ? 'written' : corrects.isVoid ? 'taken-back' : 'corrected';
  await appendSteps(client, who, [
    { student, caseId, thing: 'journal', thingId, step, on, reason: corrects?.reason ?? '', detail: { reason: key } },
  ]);
  return thingId;
}
