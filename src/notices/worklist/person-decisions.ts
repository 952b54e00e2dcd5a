/** What people decided about triggers, and how it stands on top of the engine's decision. */
import type pg from 'pg';
import type { Decision } from '../../engine/index.ts';
import { identityOfRow, triggerIdOf } from '../identity.ts';
import type { TriggerIdentity } from '../identity.ts';

const DECISION_KINDS = ['declined', 'approved', 'held', 'note'] as const;
export type PersonDecisionKind = (typeof DECISION_KINDS)[number];

export interface PersonDecision {
  readonly decisionId: number;
  readonly identity: TriggerIdentity;
  readonly kind: PersonDecisionKind;
  /** ISO. `until` included. */
  readonly on: string;
  readonly until: string | null;
  readonly reason: string;
  readonly by: string;
  readonly lifted: { readonly by: string; readonly reason: string; readonly on: string } | null;
}

/** What a trigger is now: the engine's decision with what people added. */
export interface StandingDecision {
  readonly decision: Decision;
  readonly reason: string | null;
  /** The person's decision behind it, if one is. */
  readonly person: PersonDecision | null;
}

/**
 * Puts people's decisions on top of the engine's.
 * Input: those of one trigger that were not lifted, in any order. `asOf`, `triggerOn` ISO.
 * Ends: a hold `until` a day holds on that day too.
 * Source: criteria.md section 7, "In the running system people add holds".
 */
export function withPersonDecisions(
  engine: { readonly decision: Decision; readonly reason: string | null; readonly triggerOn: string },
  decisions: readonly PersonDecision[],
  asOf: string,
): StandingDecision {
  const standing = decisions.filter((decision) => decision.lifted === null);
  const ofKind = (kind: PersonDecisionKind): PersonDecision | undefined =>
    standing.find((decision) => decision.kind === kind);
  if (engine.decision === 'declined') return { ...plain(engine), person: ofKind('declined') ?? null };
  if (engine.decision !== 'issue' && engine.decision !== 'held') return { ...plain(engine), person: null };
  const declined = ofKind('declined');
  if (declined !== undefined) return { decision: 'declined', reason: null, person: declined };
  const approved = standing.some((decision) => decision.kind === 'approved' && decision.on >= engine.triggerOn);
  if (engine.decision === 'held' && !(engine.reason === 'approval' && approved))
    return { ...plain(engine), person: null };
  const held = standing.find(
    (decision) => decision.kind === 'held' && (decision.until === null || decision.until >= asOf),
  );
  if (held !== undefined) return { decision: 'held', reason: 'person', person: held };
  const note = standing.find(
    (decision) => decision.kind === 'note' && (decision.until === null || decision.until >= asOf),
  );
  if (note !== undefined) return { decision: 'held', reason: 'note', person: note };
  return { decision: 'issue', reason: null, person: null };
}

export interface DecisionRow {
  readonly decision_id: number;
  readonly pack_id: string;
  readonly student_id: string;
  readonly criterion: string;
  readonly cycle_on: string;
  readonly occurrence: number;
  readonly school_id: string;
  readonly kind: PersonDecisionKind;
  readonly on_date: string;
  readonly until_on: string | null;
  readonly reason: string;
  readonly decided_by: string;
  readonly lifted_by: string | null;
  readonly lifted_on: string | null;
  readonly lifted_reason: string | null;
}

/**
 * People's decisions by trigger, the latest first.
 * Input: `students` left out: the whole district. `lifted` also brings those that were lifted.
 */
export async function readPersonDecisions(
  client: pg.ClientBase | pg.Pool,
  options: { readonly districtId: number; readonly students?: readonly string[]; readonly lifted?: boolean },
): Promise<ReadonlyMap<string, readonly PersonDecision[]>> {
  const found = await client.query<DecisionRow>({
    // Asked again and again for single students: planned once.
    ...(options.students === undefined ? {} : { name: 'decisions-of-students' }),
    text: decisionsWhere(
      `${options.students === undefined ? '$2::text[] is null' : 'student_id = any ($2)'} and ($3 or lifted_at is null)`,
    ),
    values: [options.districtId, options.students ?? null, options.lifted ?? false],
  });
  return decisionsByTrigger(found.rows);
}

/** The statement that reads decisions of district `$1`, the latest first. Input: which. */
export function decisionsWhere(which: string): string {
  return `select decision_id, pack_id, student_id, criterion, cycle_on, occurrence, school_id, kind, on_date, until_on, reason,
      decided_by, lifted_by, lifted_at::date as lifted_on, lifted_reason
    from person_decisions where district_id = $1 and ${which} order by decision_id desc`;
}

/** By trigger, in the order of the rows. */
export function decisionsByTrigger(rows: readonly DecisionRow[]): ReadonlyMap<string, readonly PersonDecision[]> {
  const byTrigger = new Map<string, PersonDecision[]>();
  for (const row of rows) {
    const decision = decisionOf(row);
    const key = triggerIdOf(decision.identity);
    const list = byTrigger.get(key);
    if (list === undefined) byTrigger.set(key, [decision]);
    else list.push(decision);
  }
  return byTrigger;
}

function decisionOf(row: DecisionRow): PersonDecision {
  return {
    decisionId: row.decision_id,
    identity: identityOfRow(row),
    kind: row.kind,
    on: row.on_date,
    until: row.until_on,
    reason: row.reason,
    by: row.decided_by,
    lifted:
      row.lifted_on === null ? null : { by: row.lifted_by ?? '', reason: row.lifted_reason ?? '', on: row.lifted_on },
  };
}

function plain(engine: {
  readonly decision: Decision;
  readonly reason: string | null;
}): Pick<StandingDecision, 'decision' | 'reason'> {
  return { decision: engine.decision, reason: engine.reason };
}
