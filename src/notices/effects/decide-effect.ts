/** A person says what becomes of an effect whose notice changed after it was issued, or was rescinded. */
import type pg from 'pg';
import { lockDistrict } from '../../calculation/index.ts';
import { appendSteps as appendCaseSteps, type ThingRef, type Who } from '../../cases/index.ts';
import { performerOf } from '../../consequences/performers.ts';
import { withTransaction } from '../../db/index.ts';
import type { Database } from '../../db/index.ts';
import { Refusal } from '../../problem.ts';
import { appendSteps, lockNotices } from '../decisions/notice-rows.ts';
import { isOpenCorrection } from '../worklist/corrections.ts';
import { undoRows } from './withdraw-effects.ts';

export interface DecideEffect {
  readonly effectId: number;
  readonly decision: 'undo' | 'keep';
  readonly reason: string;
}

interface EffectRow {
  readonly effect_id: number;
  readonly notice_id: number;
  readonly student_id: string;
  readonly kind: string;
  readonly state: string;
  readonly asked: string;
  readonly thing: ThingRef['thing'] | '';
  readonly thing_id: number | null;
}

/**
 * Undoes one effect or keeps it, with a reason. When the last one of a notice without letters is decided, so is the notice.
 * Fails: Refusal where nobody is asked about it, or it cannot be taken back.
 */
export async function decideEffect(
  db: Pick<Database, 'pool'>,
  who: Who,
  input: DecideEffect,
): Promise<{ readonly noticeId: number; readonly student: string }> {
  return withTransaction(db, async (client) => {
    await lockDistrict(client, who.districtId);
    const row = await lockEffect(client, who.districtId, input.effectId);
    requireOpen(row, input.decision);
    if (input.decision === 'undo') await undoRows(client, who, [row], input.reason);
    else await keepRows(client, who, { effects: [row.effect_id], reason: input.reason });
    await writeSteps(client, who, row, input);
    await closeCorrection(client, who, row.notice_id, input.reason);
    return { noticeId: row.notice_id, student: row.student_id };
  });
}

async function lockEffect(client: pg.ClientBase, districtId: number, effectId: number): Promise<EffectRow> {
  const found = await client.query<EffectRow>(
    `select effect_id, notice_id, student_id, kind, state, asked, thing, thing_id from effects
      where district_id = $1 and effect_id = $2 for update`,
    [districtId, effectId],
  );
  const [row] = found.rows;
  if (row === undefined) throw new Refusal('There is no such effect.', { code: 'work.gone' });
  return row;
}

function requireOpen({ asked, kind, state }: EffectRow, decision: DecideEffect['decision']): void {
  if (state === 'undone') throw new Refusal('It is undone already.', { code: 'effects.undone' });
  if (asked === '')
    throw new Refusal('Its notice has not changed since it was issued; there is nothing to decide.', {
      code: 'effects.unchanged',
    });
  if (decision === 'undo' && !canBeUndone(kind))
    throw new Refusal(
      kind === 'incident'
        ? 'A behavior incident is not taken back with its notice. Correct the incident itself, then keep this with a reason.'
        : 'What was opened is not taken back with its notice: close it where it is kept, then keep this with a reason.',
      { code: kind === 'incident' ? 'effects.incident' : 'effects.opened' },
    );
}

/** Whether Rollcall can take back what a kind made. */
export function canBeUndone(kind: string): boolean {
  const performer = performerOf(kind);
  return performer === undefined || (performer.whenWithdrawn !== 'refuse' && performer.cancel !== undefined);
}

/** They stay; the reason is kept with them. */
export async function keepRows(
  client: pg.ClientBase,
  who: Pick<Who, 'districtId' | 'name' | 'on'>,
  { effects, reason }: { readonly effects: readonly number[]; readonly reason: string },
): Promise<void> {
  await client.query(
    `update effects set asked = '', asked_on = null, decided_by = $3, decided_on = $4, decided_reason = $5
      where district_id = $1 and effect_id = any ($2) and asked <> ''`,
    [who.districtId, effects, who.name, who.on, reason],
  );
}

/** In the notice's life and in the thing's own. */
async function writeSteps(client: pg.ClientBase, who: Who, row: EffectRow, input: DecideEffect): Promise<void> {
  const step = input.decision === 'undo' ? 'effect-undone' : 'effect-kept';
  await appendSteps(client, { districtId: who.districtId, by: who.name, now: who.now }, [
    { notice: row.notice_id, step, on: who.on, note: `${row.kind}: ${input.reason}` },
  ]);
  if (row.thing === '' || row.thing_id === null || input.decision === 'undo') return;
  await appendCaseSteps(client, who, [
    { student: row.student_id, thing: row.thing, thingId: row.thing_id, step: 'kept', reason: input.reason },
  ]);
}

/** A notice that sent no letter has nothing else to decide about. */
async function closeCorrection(client: pg.ClientBase, who: Who, noticeId: number, reason: string): Promise<void> {
  const open = await client.query<{ effects: number; letters: number }>(
    `select (select count(*)::int from effects where district_id = $1 and notice_id = $2 and asked <> '') as effects,
            (select count(*)::int from notice_letters where district_id = $1 and notice_id = $2) as letters`,
    [who.districtId, noticeId],
  );
  const [row] = open.rows;
  if (row === undefined || row.effects > 0 || row.letters > 0) return;
  const [notice] = await lockNotices(client, who.districtId, { kind: 'notice', id: noticeId });
  if (notice === undefined || !isOpenCorrection(notice)) return;
  await client.query(
    'update notices set correction_kept_by = $3, correction_kept_reason = $4 where district_id = $1 and notice_id = $2',
    [who.districtId, noticeId, who.name, reason],
  );
}
