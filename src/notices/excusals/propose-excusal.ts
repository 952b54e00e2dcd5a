/** Proposes days to be excused; accepts, refuses and withdraws a proposal; ends those that the student information system has caught up with. */
import type pg from 'pg';
import { lockDistrict } from '../../calculation/index.ts';
import { appendSteps, findCase, readStudentPlace, requireStep, yearOf, type Who } from '../../cases/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { EXCUSAL_STATES, OPEN_EXCUSALS, type ExcusalAction, type ExcusalOnFile } from './excusal.ts';
import { holdForExcusals, liftHoldsOf } from './hold-notices.ts';
import { readExcusals } from './read-excusals.ts';

export interface NewExcusal {
  readonly student: string;
  /** ISO. */
  readonly days: readonly string[];
  readonly reason: string;
  readonly documentId?: number | null;
}

const MOST_DAYS = 200;

/** Writes it. Fails: ProblemError without days or a reason, or for days of another school year. What rests on the days is held by {@link holdExcusal}, which may have to wait for a calculation. Returns its number. */
export async function proposeExcusal(client: pg.ClientBase, who: Who, input: NewExcusal): Promise<number> {
  const days = [...new Set(input.days)].toSorted();
  const latest = days.at(-1);
  if (latest === undefined || days.length > MOST_DAYS)
    throw new ProblemError([{ path: 'days', found: `${days.length} days`, allowed: `1 to ${MOST_DAYS} days` }]);
  const year = yearOf(who.on);
  const [first, last] = [`${year}-07-01`, `${year + 1}-06-30`];
  const outside = days.filter((day) => day < first || day > last);
  if (outside.length > 0)
    throw new ProblemError([
      { path: 'days', found: outside.join(', '), allowed: `days of this school year, ${first} to ${last}` },
    ]);
  if (input.reason.trim() === '')
    throw new ProblemError([{ path: 'reason', found: 'nothing', allowed: 'what the note says, in words' }]);
  const { districtId } = who;
  const { student, documentId = null } = input;
  const school = await readStudentPlace(client, { districtId, student, on: latest });
  const written = await client.query<{ id: number }>(
    `insert into excusal_proposals (district_id, student_id, school_id, document_id, days, reason, made_by_id, made_by, made_at)
     values ($1, $2, $3, $4, $5::date[], $6, $7, $8, $9) returning proposal_id as id`,
    [districtId, student, school, documentId, days, input.reason.trim(), who.personId, who.name, who.now],
  );
  const id = written.rows[0]?.id as number;
  await writeStep(client, who, { student, days, id, step: 'proposed', documentId });
  return id;
}

/** Holds the open notices of a proposal. In a transaction of its own: it waits for whoever calculates. Returns how many. */
export async function holdExcusal(client: pg.ClientBase, who: Who, proposalId: number): Promise<number> {
  await lockDistrict(client, who.districtId);
  return holdForExcusals(client, who, { proposalId });
}

export interface DecideExcusal {
  readonly proposalId: number;
  readonly action: Exclude<ExcusalAction, 'show'>;
  /** '' is enough to accept. */
  readonly reason: string;
}

/** What no longer waits holds nothing any more. In the caller's transaction. Fails: Refusal for one that is decided. */
export async function decideExcusal(client: pg.ClientBase, who: Who, input: DecideExcusal): Promise<void> {
  const { proposalId, action, reason } = input;
  if (action !== 'accept' && reason.trim() === '')
    throw new ProblemError([{ path: 'reason', found: 'nothing', allowed: 'why, in words' }]);
  await lockDistrict(client, who.districtId);
  const [proposal] = await readExcusals(client, { districtId: who.districtId, proposalId });
  if (proposal === undefined)
    throw new Refusal(`There is no proposed excusal ${proposalId}.`, { code: 'work.decided' });
  await change(client, who, { proposal, action, reason: reason.trim() });
}

/** What the notes of a document said, when the document was filed to the wrong student or taken out. */
export async function withdrawExcusalsOf(
  client: pg.ClientBase,
  who: Who,
  { documentId, reason }: { readonly documentId: number; readonly reason: string },
): Promise<number> {
  const open = await readExcusals(client, { districtId: who.districtId, documentId, isOpen: true });
  if (open.length === 0) return 0;
  await lockDistrict(client, who.districtId);
  for (const proposal of open) await change(client, who, { proposal, action: 'withdraw', reason });
  return open.length;
}

/**
 * Ends proposals whose days are all over and none of which has an absence, tardy or early leave without excuse any more.
 * Input: the caller's transaction, which holds the district's lock. Ends: `asOf` included, ISO. Returns how many.
 */
export async function settleExcusals(client: pg.ClientBase, who: Who, asOf: string): Promise<number> {
  const { districtId } = who;
  const found = await client.query<{ id: number }>(SHOWN, [districtId, asOf]);
  for (const { id } of found.rows) {
    const [proposal] = await readExcusals(client, { districtId, proposalId: id });
    if (proposal !== undefined) await change(client, who, { proposal, action: 'show', reason: '' });
  }
  return found.rows.length;
}

async function change(
  client: pg.ClientBase,
  who: Who,
  {
    proposal,
    action,
    reason,
  }: { readonly proposal: ExcusalOnFile; readonly action: ExcusalAction; readonly reason: string },
): Promise<void> {
  const { proposalId, student, days, documentId } = proposal;
  const state = requireStep(EXCUSAL_STATES, { status: proposal.state, action, who });
  const isOver = !OPEN_EXCUSALS.has(state);
  await client.query(
    `update excusal_proposals set state = $3, decided_by = $4, decided_at = $5, decided_reason = $6, ended_on = $7
      where district_id = $1 and proposal_id = $2`,
    [who.districtId, proposalId, state, who.name, who.now, reason, isOver ? who.on : null],
  );
  await writeStep(client, who, { student, days, id: proposalId, step: state, documentId, reason });
  if (isOver) await liftHoldsOf(client, who, proposal, LIFTED[state] ?? state);
}

const LIFTED: Readonly<Record<string, string>> = {
  shown: 'the student information system shows the days excused',
  refused: 'the attendance office refused the excusal',
  withdrawn: 'the note was withdrawn',
};

interface Step {
  readonly student: string;
  readonly days: readonly string[];
  readonly id: number;
  readonly step: string;
  readonly documentId: number | null;
  readonly reason?: string;
}

/** A step of the note where there is one: `excusal-proposed`. */
async function writeStep(
  client: pg.ClientBase,
  who: Who,
  { student, days, id, step, documentId, reason = '' }: Step,
): Promise<void> {
  const file = await findCase(client, { districtId: who.districtId, student, year: yearOf(who.on) });
  const detail = { proposal: id, days, count: days.length };
  await appendSteps(client, who, [
    {
      student,
      caseId: file?.caseId ?? null,
      thing: 'document',
      thingId: documentId ?? 0,
      step: `excusal-${step}`,
      reason,
      detail,
    },
  ]);
}

/** A school's own code goes before one of all schools. */
const SHOWN = `select p.proposal_id as id from excusal_proposals p
  join students s on s.district_id = p.district_id and s.student_id = p.student_id
 where p.district_id = $1 and p.ended_on is null and $2::date >= all (p.days)
   and not exists (
     select from attendance_records r
       join fact_words w on w.district_id = r.district_id and w.kind = 'code' and w.word_no = r.code_no
       join fact_words a on a.district_id = r.district_id and a.kind = 'school' and a.word_no = r.school_no
       join lateral (select c.status, c.excuse from codes c where c.district_id = r.district_id and c.code = w.word and c.school_id in ('', a.word)
         order by c.school_id desc limit 1) c on c.status in ('absent', 'tardy', 'left-early') and c.excuse <> 'excused'
      where r.district_id = p.district_id and r.student_no = s.student_no and r.on_date = any (p.days) and r.superseded_import_id is null)
 order by p.proposal_id`;
