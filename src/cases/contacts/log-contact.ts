/** Writes down a contact, or corrects one: the entry stays, another takes its place. */
import type pg from 'pg';
import { raiseRevision } from '../../db/revisions.ts';
import { readTimeZone, todayIn } from '../../db/zone.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { findCase, yearOf } from '../core/open-case.ts';
import { recordEvents, takeBackEvent } from '../core/record-events.ts';
import { appendSteps } from '../core/steps.ts';
import { readStudentPlace } from '../core/student-place.ts';
import type { Who } from '../core/who.ts';
import type { ContactFacts, ContactOnFile } from './contact.ts';
import { closeTasksByContact, giveBackTasksOfContact } from './contact-tasks.ts';
import { FIRST_CONTACT_REASON, requireContactReason } from './contact-reasons.ts';
import { readContact } from './read-contacts.ts';

export interface Logged {
  readonly contactId: number;
  /** The family was reached: the event `contact-made` is on record. */
  readonly isMade: boolean;
}

/**
 * Writes it, its step and, where the family was reached, the event `contact-made` and the end of the tasks that ask for it. In the
 * caller's transaction.
 * Fails: Refusal for a student out of reach or somebody with an order of no contact; ProblemError for a time to come.
 */
export async function logContact(
  client: pg.ClientBase,
  who: Who,
  input: ContactFacts & { readonly student: string },
): Promise<Logged> {
  const entry = await entryOf(client, who, input);
  const contactId = await insert(client, who, { ...entry, corrects: null, correctionReason: '', isVoid: false });
  const isMade = entry.reachesFamily;
  await writeStep(client, who, entry, { contactId, step: 'logged', reason: '' });
  if (isMade) await recordEvents(client, who, [eventOf(entry, contactId)]);
  if (isMade) await closeTasksByContact(client, who, { student: entry.student, contactId });
  await tellWorklist(client, who, entry.student);
  return { contactId, isMade };
}

export interface CorrectContact {
  readonly contactId: number;
  readonly reason: string;
  /** What is right; null: it did not happen, or not with this student. */
  readonly facts: ContactFacts | null;
}

/** Fails: Refusal for an entry that is not there or was corrected already. */
export async function correctContact(client: pg.ClientBase, who: Who, input: CorrectContact): Promise<Logged> {
  const before = await readContact(client, who.districtId, input.contactId);
  if (before === undefined) throw new Refusal(`There is no contact ${input.contactId}.`, { code: 'work.gone' });
  if (before.correctedBy !== null)
    throw new Refusal(`This entry was corrected already. Correct the one that took its place.`, {
      code: 'work.corrected',
    });
  if (before.isVoid)
    throw new Refusal('This entry was taken back. Log the contact anew.', { code: 'contacts.taken-back' });
  if (input.reason.trim() === '')
    throw new ProblemError([{ path: 'reason', found: 'nothing', allowed: 'why it is corrected' }]);
  const { student } = before;
  const facts = input.facts ?? { ...factsOf(before) };
  const entry = await entryOf(client, who, { ...facts, at: facts.at ?? before.at, student });
  const isVoid = input.facts === null;
  const correction = { corrects: before.contactId, correctionReason: input.reason, isVoid };
  const contactId = await insert(client, who, { ...entry, ...correction });
  await writeStep(client, who, entry, { contactId, step: isVoid ? 'taken-back' : 'corrected', reason: input.reason });
  const isMade = !isVoid && entry.reachesFamily;
  await correctEvents(client, who, { before, now: isMade ? eventOf(entry, contactId) : null });
  await giveBackTasksOfContact(client, who, { contactId: before.contactId, reason: input.reason });
  if (isMade) await closeTasksByContact(client, who, { student, contactId });
  await tellWorklist(client, who, student);
  return { contactId, isMade };
}

interface Entry extends ContactFacts {
  readonly student: string;
  readonly school: string;
  readonly guardianId: string;
  readonly at: Date;
  readonly on: string;
  readonly reason: string;
  readonly reachesFamily: boolean;
}

async function entryOf(
  client: pg.ClientBase,
  who: Who,
  input: ContactFacts & { readonly student: string },
): Promise<Entry> {
  const at = input.at ?? who.now;
  if (at.getTime() > who.now.getTime() + SKEW_MS)
    throw new ProblemError([{ path: 'at', found: at.toISOString(), allowed: 'a time that has come' }]);
  const on = todayIn(await readTimeZone(client, who.districtId), at);
  const school = await readStudentPlace(client, { districtId: who.districtId, student: input.student, on });
  const party = await partyOf(client, who.districtId, input);
  const reason = await requireContactReason(client, who.districtId, {
    reason: input.reason ?? FIRST_CONTACT_REASON,
    on,
  });
  return { ...input, reason, at, on, school, ...party, reachesFamily: input.outcome === 'reached' && party.isFamily };
}

/** Clocks of browsers differ. */
const SKEW_MS = 5 * 60_000;

/** A guardian by the name on file; the student counts as the family from 18 on. */
async function partyOf(
  client: pg.ClientBase,
  districtId: number,
  { student, with: { party, name } }: ContactFacts & { readonly student: string },
): Promise<{ readonly guardianId: string; readonly isFamily: boolean }> {
  if (party === 'other' && name.trim() === '')
    throw new ProblemError([{ path: 'with.name', found: 'nothing', allowed: 'who it was, in words' }]);
  if (party === 'other') return { guardianId: '', isFamily: false };
  if (party === 'student') return { guardianId: '', isFamily: await isAdult(client, districtId, student) };
  const found = await client.query<{ id: string; no_contact: boolean | null }>(
    `select guardian_id as id, no_contact from guardians where district_id = $1 and student_id = $2 and name = $3
      order by no_contact nulls first limit 1`,
    [districtId, student, name],
  );
  const [guardian] = found.rows;
  if (guardian === undefined)
    throw new ProblemError([
      { path: 'with.name', found: 'nobody on file', allowed: 'a guardian of the student, by the name on file' },
    ]);
  if (guardian.no_contact === true)
    throw new Refusal(
      'There is an order of no contact: this person is told nothing. Where they called you, log it as somebody else.',
      { code: 'contacts.no-contact' },
    );
  return { guardianId: guardian.id, isFamily: true };
}

async function isAdult(client: pg.ClientBase, districtId: number, student: string): Promise<boolean> {
  const found = await client.query<{ is_adult: boolean | null }>(
    `select birth_on + interval '18 years' <= current_date as is_adult from students where district_id = $1 and student_id = $2`,
    [districtId, student],
  );
  return found.rows[0]?.is_adult === true;
}

interface Row extends Entry {
  readonly corrects: number | null;
  readonly correctionReason: string;
  readonly isVoid: boolean;
}

async function insert(client: pg.ClientBase, who: Who, row: Row): Promise<number> {
  const written = await client.query<{ id: number }>(
    `insert into contacts (district_id, student_id, school_id, kind, with_whom, with_name, guardian_id, on_date, at, outcome, reason, language,
       interpreter, note, corrects_id, correction_reason, is_void, made_by_id, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) returning contact_id as id`,
    [
      who.districtId,
      row.student,
      row.school,
      row.kind,
      row.with.party,
      row.with.name,
      row.guardianId,
      row.on,
      row.at,
      row.outcome,
      row.reason,
      row.language ?? '',
      row.hasInterpreter ?? false,
      row.note ?? '',
      row.corrects,
      row.correctionReason,
      row.isVoid,
      who.personId,
      who.name,
      who.now,
    ],
  );
  return written.rows[0]?.id as number;
}

async function writeStep(
  client: pg.ClientBase,
  who: Who,
  { student, on, kind, outcome, with: { party, name } }: Entry,
  { contactId, step, reason }: { readonly contactId: number; readonly step: string; readonly reason: string },
): Promise<void> {
  const file = await findCase(client, { districtId: who.districtId, student, year: yearOf(on) });
  const detail = { kind, outcome, party, name };
  const caseId = file?.caseId ?? null;
  await appendSteps(client, who, [{ student, caseId, thing: 'contact', thingId: contactId, step, on, reason, detail }]);
}

function eventOf({ student, on }: Pick<Entry, 'student' | 'on'>, contactId: number) {
  return { student, on, event: 'contact-made', ref: `contact ${contactId}` };
}

/** What was recorded by mistake is taken back; what turns out to have happened is recorded. */
async function correctEvents(
  client: pg.ClientBase,
  who: Who,
  { before, now }: { readonly before: ContactOnFile; readonly now: ReturnType<typeof eventOf> | null },
): Promise<void> {
  await takeBackEvent(client, who, eventOf(before, before.contactId));
  if (now !== null) await recordEvents(client, who, [now]);
}

/** Whether somebody was called lately stands in the worklist of whoever is due. */
async function tellWorklist(client: pg.ClientBase, { districtId }: Who, student: string): Promise<void> {
  const due = await client.query(
    `select from triggers where district_id = $1 and student_id = $2 and state = 'active' and decision in ('issue', 'held') limit 1`,
    [districtId, student],
  );
  if ((due.rowCount ?? 0) > 0) await raiseRevision(client, districtId, 'casework');
}

function factsOf({ kind, party, name, outcome, reason, language, hasInterpreter, note }: ContactOnFile): ContactFacts {
  return { kind, with: { party, name }, outcome, reason, language, hasInterpreter, note };
}
