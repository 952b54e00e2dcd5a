/** Notices that rest on days which a proposal covers are held by a note, as if a person had written it; lifted with the proposal. */
import type pg from 'pg';
import { rejudge } from '../../calculation/index.ts';
import type { Who } from '../../cases/index.ts';
import { decodeEvidence } from '../../db/evidence-pack.ts';
import { formatDay, type Names } from '../../engine/index.ts';
import { Refusal } from '../../problem.ts';
import { liftDecisions } from '../decisions/decision-rows.ts';
import { noteIn } from '../decisions/decide.ts';
import { writeNote } from '../decisions/note.ts';
import { readEvidenceNames } from '../evidence-names.ts';
import { triggerIdOf, type TriggerIdentity } from '../identity.ts';
import { readPersonDecisions } from '../worklist/person-decisions.ts';
import { readTriggers, type StoredTrigger } from '../worklist/read-triggers.ts';
import type { ExcusalOnFile } from './excusal.ts';
import { readExcusals, type ExcusalQuestion } from './read-excusals.ts';

/**
 * Holds what is open and rests on the days of open proposals, and is not held by a note already. Again changes nothing.
 * Input: the caller's transaction, which holds the district's lock. Returns how many were held.
 */
export async function holdForExcusals(
  client: pg.ClientBase,
  who: Who,
  question: Pick<ExcusalQuestion, 'student' | 'proposalId'> = {},
): Promise<number> {
  const { districtId } = who;
  const open = await readExcusals(client, { districtId, isOpen: true, ...question });
  if (open.length === 0) return 0;
  const names = await readEvidenceNames(client, districtId);
  let held = 0;
  for (const proposal of open) held += await holdFor(client, who, proposal, names);
  return held;
}

async function holdFor(client: pg.ClientBase, who: Who, proposal: ExcusalOnFile, names: Names): Promise<number> {
  const { districtId } = who;
  const students = [proposal.student];
  const triggers = await readTriggers(client, { districtId, students, decisions: ['issue', 'held'] });
  const resting = triggers.filter((trigger) => restsOn(trigger, proposal.days, names));
  if (resting.length === 0) return 0;
  const decisions = await readPersonDecisions(client, { districtId, students });
  let held = 0;
  for (const { identity } of resting) {
    const standing = decisions.get(triggerIdOf(identity)) ?? [];
    if (standing.some(({ kind }) => kind === 'note' || kind === 'declined')) continue;
    if (await holdOne(client, who, proposal, identity)) held += 1;
  }
  return held;
}

function restsOn(trigger: StoredTrigger, days: readonly string[], names: Names): boolean {
  const covered = new Set(days);
  return decodeEvidence(trigger.evidence, names).some(({ day }) => covered.has(formatDay(day)));
}

/** False where it was issued meanwhile, or cannot be held for another reason. */
async function holdOne(
  client: pg.ClientBase,
  { districtId, name, now, on }: Who,
  proposal: ExcusalOnFile,
  identity: TriggerIdentity,
): Promise<boolean> {
  const { days, reason, proposalId } = proposal;
  try {
    await noteIn(client, {
      districtId,
      trigger: { triggerId: triggerIdOf(identity) },
      reason,
      days,
      until: null,
      by: proposal.by === '' ? name : proposal.by,
      now,
      on,
    });
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
  const { pack, student, criterion, cycle, occurrence, school } = identity;
  await client.query(
    `insert into excusal_holds (district_id, proposal_id, student_id, pack_id, criterion, cycle_on, occurrence, school_id, held_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    [districtId, proposalId, student, pack, criterion, cycle, occurrence, school ?? '', now],
  );
  return true;
}

/**
 * Lifts the notes of a proposal; what people wrote or changed themselves stays.
 * Input: the caller's transaction, which holds the district's lock.
 */
export async function liftHoldsOf(
  client: pg.ClientBase,
  who: Who,
  proposal: Pick<ExcusalOnFile, 'proposalId' | 'student' | 'days' | 'reason'>,
  why: string,
): Promise<number> {
  const { districtId, name: by, now } = who;
  const held = await client.query<{
    pack: string;
    student: string;
    criterion: string;
    cycle: string;
    occurrence: number;
    school: string;
  }>(
    `select pack_id as pack, student_id as student, criterion, cycle_on as cycle, occurrence, school_id as school from excusal_holds
      where district_id = $1 and proposal_id = $2`,
    [districtId, proposal.proposalId],
  );
  const keys = new Set(held.rows.map((row) => triggerIdOf({ ...row, school: row.school === '' ? null : row.school })));
  if (keys.size === 0) return 0;
  const decisions = await readPersonDecisions(client, { districtId, students: [proposal.student] });
  const written = writeNote(proposal.days, proposal.reason);
  const ours = [...decisions]
    .filter(([key]) => keys.has(key))
    .flatMap(([, standing]) => standing)
    .filter(({ kind, reason }) => kind === 'note' && reason === written);
  await liftDecisions(
    client,
    { districtId, reason: why, by, now },
    ours.map(({ decisionId }) => decisionId),
  );
  if (ours.length > 0) await rejudge(client, { districtId, students: [proposal.student], by, now });
  return ours.length;
}
