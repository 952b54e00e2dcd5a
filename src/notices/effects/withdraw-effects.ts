/** What becomes of effects when their notices are taken back: cancelled, left as they are, or a reason not to take them back. */
import type pg from 'pg';
import type { ThingRef, Who } from '../../cases/index.ts';
import { PERFORMERS, performerOf } from '../../consequences/performers.ts';
import { Refusal } from '../../problem.ts';
import { countEffects, type EffectCount } from './plan-effects.ts';

/** String 9 of the English catalogue. */
export const INCIDENT_REFUSAL =
  'This notice made a behavior incident, so it cannot be declined. Correct the attendance or the incident instead.';

interface EffectRow {
  readonly effect_id: number;
  readonly notice_id: number;
  readonly student_id: string;
  readonly kind: string;
  readonly state: 'planned' | 'performed';
  readonly thing: ThingRef['thing'] | '';
  readonly thing_id: number | null;
  readonly says_key: string;
  readonly says_values: EffectCount['values'];
}

export interface Withdrawing {
  readonly notices: readonly number[];
  readonly reason: string;
}

/**
 * Takes back what notices brought about, with them. What stays (`whenWithdrawn: stay`) stays as it is, and is returned, counted.
 * Input: the transaction that withdraws, before anything is changed. Fails: Refusal where something cannot be taken back.
 */
export async function withdrawEffects(
  client: pg.ClientBase,
  who: Who,
  { notices, reason }: Withdrawing,
): Promise<readonly EffectCount[]> {
  const rows = await lockEffects(client, who.districtId, notices);
  requireNoRefusal(rows, notices.length);
  const stays = rows.filter(({ kind }) => performerOf(kind)?.whenWithdrawn === 'stay');
  await undoRows(
    client,
    who,
    rows.filter((row) => !stays.includes(row)),
    reason,
  );
  return countEffects([
    stays.map(({ kind, says_key: key, says_values: values }) => ({ kind, no: 0, says: { key, values }, data: {} })),
  ]);
}

/** Those that run, of these notices. */
async function lockEffects(
  client: pg.ClientBase,
  districtId: number,
  notices: readonly number[],
): Promise<readonly EffectRow[]> {
  const found = await client.query<EffectRow>(
    `select effect_id, notice_id, student_id, kind, state, thing, thing_id, says_key, says_values from effects
      where district_id = $1 and notice_id = any ($2) and state in ('planned', 'performed') order by effect_id for update`,
    [districtId, notices],
  );
  return found.rows;
}

function requireNoRefusal(rows: readonly EffectRow[], notices: number): void {
  const refusing = rows.filter(
    ({ kind, state }) => state === 'performed' && performerOf(kind)?.whenWithdrawn === 'refuse',
  );
  if (refusing.length === 0) return;
  if (notices === 1) throw new Refusal(INCIDENT_REFUSAL, { code: 'decide.incident' });
  const count = new Set(refusing.map(({ notice_id }) => notice_id)).size;
  throw new Refusal(
    `${count === 1 ? '1 of these notices' : `${count} of these notices`} made a behavior incident, so they cannot be taken back together. Take back the others one by one; correct the attendance or the incident.`,
    { code: 'notice.incidents', values: { count } },
  );
}

/** Cancels what was made and writes that it was undone. */
export async function undoRows(
  client: pg.ClientBase,
  who: Who,
  rows: readonly Pick<EffectRow, 'effect_id' | 'kind' | 'thing' | 'thing_id'>[],
  reason: string,
): Promise<void> {
  for (const performer of PERFORMERS) {
    const made = rows.flatMap(({ kind, thing, thing_id: id }) =>
      kind !== performer.kind || thing === '' || id === null ? [] : [{ thing, id }],
    );
    if (made.length > 0) await performer.cancel?.(client, who, made, reason);
  }
  await client.query(
    `update effects set state = 'undone', asked = '', asked_on = null, decided_by = $3, decided_on = $4, decided_reason = $5
      where district_id = $1 and effect_id = any ($2)`,
    [who.districtId, rows.map((row) => row.effect_id), who.name, who.on, reason],
  );
}
