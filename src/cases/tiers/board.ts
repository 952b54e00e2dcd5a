/** Putting a student on the board, looking at root causes, giving it to somebody, taking it off. */
import type pg from 'pg';
import { ProblemError } from '../../problem.ts';
import { openCase, yearOf } from '../core/open-case.ts';
import type { Who } from '../core/who.ts';
import { lockTier, readTierStudents, tierStep, type TierStudent } from './tier-student.ts';
import type { Answer } from './states.ts';

export interface EnterTier {
  readonly student: string;
  readonly school: string;
  readonly tier: 2 | 3;
  /** Code of the list, `chronic` (absent 10% where the packs have no list), or `by hand`. */
  readonly because: string;
}

/** On the board once until it is decided. Opens the attendance file. In the caller's transaction. */
export async function enterTier(
  client: pg.ClientBase,
  who: Who,
  { student, school, tier, because }: EnterTier,
): Promise<TierStudent> {
  const { caseId } = await openCase(client, who, { student, school, because });
  const made = await client.query<{ id: number }>(
    `insert into tier_students (district_id, student_id, school_id, year, tier, stage, because, case_id, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (district_id, student_id, tier) where stage <> 'decided' do nothing returning tier_id as id`,
    [
      who.districtId,
      student,
      school,
      yearOf(who.on),
      tier,
      tier === 2 ? 'to-match' : 'to-plan',
      because,
      caseId,
      who.name,
      who.now,
    ],
  );
  const entries = await readTierStudents(client, { districtId: who.districtId, student, tier });
  const entry = entries.find(({ stage }) => stage !== 'decided');
  if (entry === undefined) throw new Error('a student who is neither new nor on the board');
  if (made.rows.length > 0) await tierStep(client, who, entry, { step: 'entered', detail: { because } });
  return entry;
}

export interface RootCauses {
  readonly tierId: number;
  readonly kind: 'matching' | 'other';
  /** Code of a root cause to how far it applies. */
  readonly answers: Readonly<Record<string, Answer>>;
  /** A practice of our own that may be the cause. */
  readonly practice: string;
  /** Codes of the district's interventions. */
  readonly chosen: readonly string[];
  /** Of another assessment. */
  readonly documentId: number | null;
  readonly note: string;
}

/** Writes what the page says. Again: the earlier stays, the latest counts. */
export async function assessRootCauses(client: pg.ClientBase, who: Who, input: RootCauses): Promise<void> {
  const { tierId, kind, answers, practice, chosen, documentId, note } = input;
  const { entry, next } = await lockTier(client, who, { tierId, action: 'match' });
  if (documentId !== null) await requireDocument(client, who, { documentId, student: entry.student });
  await client.query(
    `insert into tier_assessments (district_id, tier_id, student_id, kind, answers, practice, chosen, document_id, note, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      who.districtId,
      tierId,
      entry.student,
      kind,
      JSON.stringify(answers),
      practice,
      chosen,
      documentId,
      note,
      who.name,
      who.now,
    ],
  );
  await setStage(client, who, tierId, next);
  await tierStep(client, who, entry, { step: 'assessed', detail: { kind, chosen } });
}

/** Another assessment is a document of the same student that was filed. */
async function requireDocument(
  client: pg.ClientBase,
  { districtId }: Who,
  { documentId, student }: { readonly documentId: number; readonly student: string },
): Promise<void> {
  const found = await client.query(
    `select from documents where district_id = $1 and document_id = $2 and student_id = $3 and state = 'filed'`,
    [districtId, documentId, student],
  );
  if (found.rowCount === 0)
    throw new ProblemError([
      { path: 'document', found: String(documentId), allowed: 'a document that is filed with this student' },
    ]);
}

/** Who answers for it. */
export async function giveTier(
  client: pg.ClientBase,
  who: Who,
  { tierId, ownerId, owner }: { readonly tierId: number; readonly ownerId: string; readonly owner: string },
): Promise<void> {
  const { entry } = await lockTier(client, who, { tierId, action: 'own' });
  await client.query(
    'update tier_students set owner_id = $3, revision = revision + 1 where district_id = $1 and tier_id = $2',
    [who.districtId, tierId, ownerId],
  );
  await tierStep(client, who, entry, { step: 'given', detail: { to: owner } });
}

/** Takes a student off the board before a plan was made, with a reason. */
export async function leaveBoard(
  client: pg.ClientBase,
  who: Who,
  { tierId, reason }: { readonly tierId: number; readonly reason: string },
): Promise<void> {
  const { entry } = await lockTier(client, who, { tierId, action: 'not-needed' });
  await client.query(
    `update tier_students set stage = 'decided', decision = 'not-needed', decided_on = $3, revision = revision + 1
      where district_id = $1 and tier_id = $2`,
    [who.districtId, tierId, who.on],
  );
  await tierStep(client, who, entry, { step: 'taken-off', reason });
}

async function setStage(client: pg.ClientBase, who: Who, tierId: number, stage: string): Promise<void> {
  await client.query(
    'update tier_students set stage = $3, revision = revision + 1 where district_id = $1 and tier_id = $2',
    [who.districtId, tierId, stage],
  );
}
