/** Rows of person_decisions: appended, and lifted beside what was decided. */
import type pg from 'pg';
import type { TriggerIdentity } from '../identity.ts';
import type { PersonDecisionKind } from '../worklist/person-decisions.ts';

/** Who decides, when and why. `on` ISO. */
export interface Deciding {
  readonly districtId: number;
  readonly on: string;
  readonly reason: string;
  readonly by: string;
  readonly now: Date;
}

/**
 * Writes one decision for each identity. Returns their numbers.
 * Input: a client in a transaction that holds the district's lock.
 */
export async function insertDecisions(
  client: pg.ClientBase,
  deciding: Deciding,
  decision: {
    readonly identities: readonly TriggerIdentity[];
    readonly kind: PersonDecisionKind;
    readonly until: string | null;
  },
): Promise<readonly number[]> {
  const { identities, kind, until } = decision;
  const inserted = await client.query<{ decision_id: number }>(
    `insert into person_decisions (district_id, kind, on_date, until_on, reason, decided_by, decided_at,
                                   pack_id, student_id, criterion, cycle_on, occurrence, school_id)
     select $1, $2, $3, $4, $5, $6, $7, i.*
       from unnest($8::text[], $9::text[], $10::text[], $11::date[], $12::integer[], $13::text[]) as i
     returning decision_id`,
    [
      deciding.districtId,
      kind,
      deciding.on,
      until,
      deciding.reason,
      deciding.by,
      deciding.now,
      identities.map((identity) => identity.pack),
      identities.map((identity) => identity.student),
      identities.map((identity) => identity.criterion),
      identities.map((identity) => identity.cycle),
      identities.map((identity) => identity.occurrence),
      identities.map((identity) => identity.school ?? ''),
    ],
  );
  return inserted.rows.map((row) => row.decision_id);
}

/** Lifts decisions by number; what was decided stays written. */
export async function liftDecisions(
  client: pg.ClientBase,
  lifting: Pick<Deciding, 'districtId' | 'reason' | 'by' | 'now'>,
  decisionIds: readonly number[],
): Promise<void> {
  if (decisionIds.length === 0) return;
  await client.query(
    `update person_decisions set lifted_by = $3, lifted_at = $4, lifted_reason = $5
      where district_id = $1 and decision_id = any ($2) and lifted_at is null`,
    [lifting.districtId, decisionIds, lifting.by, lifting.now, lifting.reason],
  );
}
