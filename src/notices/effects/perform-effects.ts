/** Carries out what stamped notices bring about, and writes what came of it. In the transaction that stamps. */
import type pg from 'pg';
import type { ThingRef, Who } from '../../cases/index.ts';
import { PERFORMERS } from '../../consequences/performers.ts';
import type { PlannedEffect } from '../../consequences/performer.ts';
import { identityOfRow, triggerIdOf } from '../identity.ts';
import { carryOut, type Carried } from './carry-out.ts';
import { readMessageWords } from './message-words.ts';
import { countEffects, occasionOf, planEffects, type EffectCount, type EffectLine } from './plan-effects.ts';

interface Performing<Line> {
  readonly who: Who;
  /** ISO: the day of issue. */
  readonly asOf: string;
  readonly noticeIds: ReadonlyMap<Line, number>;
  /** Kinds that are left out this time. */
  readonly without?: ReadonlySet<string>;
}

/** One effect on its way: what an earlier notice made and left stands. */
interface Effect<Line> {
  readonly line: Line;
  readonly noticeId: number;
  readonly planned: PlannedEffect;
  readonly stands: ThingRef | 'planned' | null;
}

/**
 * Performs the effects of these notices, once: what an earlier notice of the same trigger made and left is not made again.
 * Returns what happened, counted.
 */
export async function performEffects<Line extends EffectLine>(
  client: pg.ClientBase,
  { who, asOf, noticeIds, without }: Performing<Line>,
): Promise<readonly EffectCount[]> {
  const lines = [...noticeIds.keys()].filter(({ rule }) => rule.then.some(({ kind }) => kind !== 'letter'));
  if (lines.length === 0) return [];
  const standing = await readStanding(client, who.districtId, lines);
  const stands = (line: Line, effect: Pick<PlannedEffect, 'kind' | 'no'>): boolean =>
    standing.has(keyOf(line.triggerId, effect));
  const words = await readMessageWords(client, { districtId: who.districtId, asOf }, noticeIds);
  const planned = await planEffects(
    client,
    { districtId: who.districtId, asOf, stands, words, ...(without === undefined ? {} : { without }) },
    lines,
    noticeIds,
  );
  const effects = [...planned].flatMap(([line, plans]) =>
    plans.map((one) => ({
      line,
      noticeId: noticeIds.get(line) as number,
      planned: one,
      stands: standing.get(keyOf(line.triggerId, one)) ?? null,
    })),
  );
  const made = await performAll(client, who, { effects, asOf });
  await insertEffects(client, who, { effects, made });
  return countEffects(
    effects.filter((one) => one.stands === null && isCounted(made.get(one))).map((one) => [one.planned]),
  );
}

/** Made, or of a kind that people carry out. */
function isCounted(carried: Carried | undefined): boolean {
  return carried === undefined || (carried.made !== null && carried.made !== undefined);
}

/** What was made; undefined: nobody carried it out, and why stands beside it. */
type Made<Line> = ReadonlyMap<Effect<Line>, Carried>;

async function performAll<Line extends EffectLine>(
  client: pg.ClientBase,
  who: Who,
  { effects, asOf }: { readonly effects: readonly Effect<Line>[]; readonly asOf: string },
): Promise<Made<Line>> {
  const made = new Map<Effect<Line>, Carried>();
  for (const performer of PERFORMERS) {
    const ours = effects.filter(
      ({ planned, stands }) => planned.kind === performer.kind && planned.data !== null && stands === null,
    );
    const carried = await carryOut(
      client,
      who,
      performer,
      ours.map(({ line, noticeId, planned }) => ({ occasion: occasionOf(line, asOf, noticeId), data: planned.data })),
    );
    for (const [at, effect] of ours.entries()) made.set(effect, carried[at] as Carried);
  }
  return made;
}

function keyOf(triggerId: string, { kind, no }: Pick<PlannedEffect, 'kind' | 'no'>): string {
  return `${triggerId}\n${kind}\n${no}`;
}

interface StandingRow {
  readonly pack_id: string;
  readonly student_id: string;
  readonly criterion: string;
  readonly cycle_on: string;
  readonly occurrence: number;
  readonly school_id: string;
  readonly kind: string;
  readonly then_no: number;
  readonly state: 'planned' | 'performed';
  readonly thing: ThingRef['thing'] | '';
  readonly thing_id: number | null;
}

/** What earlier notices of these triggers made and nobody took back. */
async function readStanding(
  client: pg.ClientBase,
  districtId: number,
  lines: readonly EffectLine[],
): Promise<ReadonlyMap<string, ThingRef | 'planned'>> {
  const found = await client.query<StandingRow>(
    `select pack_id, student_id, criterion, cycle_on, occurrence, school_id, kind, then_no, state, thing, thing_id
       from effects where district_id = $1 and student_id = any ($2) and state in ('planned', 'performed')`,
    [districtId, [...new Set(lines.map(({ student }) => student))]],
  );
  return new Map(
    found.rows.map((row) => {
      const triggerId = triggerIdOf(identityOfRow(row));
      const thing = row.thing === '' || row.thing_id === null ? 'planned' : { thing: row.thing, id: row.thing_id };
      return [keyOf(triggerId, { kind: row.kind, no: row.then_no }), thing];
    }),
  );
}

/** Rows written in one question. */
const AT_ONCE = 5_000;

async function insertEffects<Line extends EffectLine>(
  client: pg.ClientBase,
  who: Who,
  { effects, made }: { readonly effects: readonly Effect<Line>[]; readonly made: Made<Line> },
): Promise<void> {
  for (let from = 0; from < effects.length; from += AT_ONCE) {
    const rows = effects.slice(from, from + AT_ONCE).map((effect) => rowOf(effect, made.get(effect)));
    await client.query(INSERT, [who.districtId, who.now, JSON.stringify(rows)]);
  }
}

const INSERT = `
  insert into effects (district_id, planned_at, notice_id, then_no, pack_id, student_id, criterion, cycle_on, occurrence, school_id,
                       at_school_id, kind, says_key, says_values, data, state, thing, thing_id, waits_because, performed_at)
  select $1, $2, r.*, case when r.state = 'performed' then $2::timestamptz end
    from jsonb_to_recordset($3::jsonb) as r (notice_id bigint, then_no smallint, pack_id text, student_id text, criterion text, cycle_on date,
         occurrence integer, school_id text, at_school_id text, kind text, says_key text, says_values jsonb, data jsonb, state text,
         thing text, thing_id bigint, waits_because text)`;

/** Input: `carried` undefined where no performer was asked. */
function rowOf(effect: Effect<EffectLine>, carried: Carried | undefined): Readonly<Record<string, unknown>> {
  const { line, noticeId, planned } = effect;
  const { identity } = line.trigger;
  return {
    notice_id: noticeId,
    then_no: planned.no,
    pack_id: identity.pack,
    student_id: identity.student,
    criterion: identity.criterion,
    cycle_on: identity.cycle,
    occurrence: identity.occurrence,
    school_id: identity.school ?? '',
    at_school_id: line.at === '' ? line.trigger.triggerSchool : line.at,
    kind: planned.kind,
    says_key: planned.says.key,
    says_values: planned.says.values,
    data: planned.data,
    ...outcomeOf(effect, carried?.made),
    waits_because: carried?.because ?? '',
  };
}

function outcomeOf(
  { planned, stands }: Effect<EffectLine>,
  made: ThingRef | null | undefined,
): { readonly state: string; readonly thing: string; readonly thing_id: number | null } {
  if (stands !== null) return { state: 'stands', ...(stands === 'planned' ? NOTHING_MADE : partsOf(stands)) };
  if (planned.data === null || made === null) return { state: 'nothing', ...NOTHING_MADE };
  return made === undefined ? { state: 'planned', ...NOTHING_MADE } : { state: 'performed', ...partsOf(made) };
}

const NOTHING_MADE = { thing: '', thing_id: null };

function partsOf({ thing, id }: ThingRef): { readonly thing: string; readonly thing_id: number } {
  return { thing, thing_id: id };
}
