/**
 * Effects whose notice is out and that nobody carried out: their kind was not carried out then, or the performer refused.
 * The next calculation carries them out, once; what is old by then, or reaches a family, waits for a person (docs/adr/0120).
 */
import type pg from 'pg';
import type { ThingRef, Who } from '../../cases/index.ts';
import { PERFORMERS } from '../../consequences/performers.ts';
import type { PlannedEffect } from '../../consequences/performer.ts';
import { formatDay, parseDay } from '../../engine/index.ts';
import { identityOfRow, triggerIdOf } from '../identity.ts';
import { communicates, criterionOf, readPackVersions } from '../pack-versions.ts';
import type { StoredTrigger } from '../worklist/read-triggers.ts';
import { carryOut, type Carried } from './carry-out.ts';
import { countEffects, occasionOf, planEffects, type EffectCount, type EffectLine } from './plan-effects.ts';

/** So many days after their notice they are still carried out without a person. */
const STILL_MEANT_DAYS = 14;

/** Which of them; left out: all. */
export interface DeferredFilter {
  readonly pack?: string | undefined;
  readonly criterion?: string | undefined;
  readonly kind?: string | undefined;
  /** Where the student was when the notice went out. */
  readonly school?: string | undefined;
}

interface Row {
  readonly effect_id: number;
  readonly notice_id: number;
  readonly then_no: number;
  readonly kind: string;
  readonly pack_id: string;
  readonly student_id: string;
  readonly criterion: string;
  readonly cycle_on: string;
  readonly occurrence: number;
  readonly school_id: string;
  readonly trigger_on: string;
  readonly issued_on: string;
  readonly pack_hash: string;
  readonly at: string;
}

interface Deferred {
  readonly row: Row;
  readonly line: EffectLine;
}

/**
 * Carries out what waits and may be. Again: nothing more is done. In the caller's transaction under the district's lock.
 * Input: `isDecided`: a person said so, whatever their age; else only what is still meant and reaches no family.
 */
export async function performDeferred(
  client: pg.ClientBase,
  who: Who,
  {
    asOf,
    isDecided,
    filter = {},
  }: { readonly asOf: string; readonly isDecided: boolean; readonly filter?: DeferredFilter },
): Promise<readonly EffectCount[]> {
  const kinds = PERFORMERS.map(({ kind }) => kind).filter((kind) => isDecided || !reachesFamily(kind));
  const since = isDecided ? '0001-01-01' : formatDay((parseDay(asOf) ?? 0) - STILL_MEANT_DAYS);
  const waiting = await lockWaiting(client, who.districtId, { kinds, since, filter });
  if (waiting.length === 0) return [];
  const plans = await plansOf(client, who.districtId, { waiting, asOf });
  const carried = new Map<Deferred, Carried>();
  for (const performer of PERFORMERS) {
    const ours = waiting.filter((one) => one.row.kind === performer.kind && plans.get(one)?.data !== null);
    const done = await carryOut(
      client,
      who,
      performer,
      ours.map((one) => ({
        occasion: occasionOf(one.line, asOf, one.row.notice_id),
        data: plans.get(one)?.data,
      })),
    );
    for (const [at, one] of ours.entries()) carried.set(one, done[at] as Carried);
  }
  await writeOutcomes(
    client,
    who,
    waiting.map((one) => outcomeOf(one, plans.get(one) as PlannedEffect, carried.get(one))),
  );
  return countEffects(
    waiting.filter((one) => hasMade(carried.get(one))).map((one) => [plans.get(one) as PlannedEffect]),
  );
}

/** A person decides that they are not carried out any more. Returns how many. */
export async function settleDeferred(
  client: pg.ClientBase,
  who: Who,
  { reason, filter = {} }: { readonly reason: string; readonly filter?: DeferredFilter },
): Promise<number> {
  const settled = await client.query(
    `update effects e set state = 'settled', decided_by = $6, decided_on = $7, decided_reason = $8 where ${WAITING}`,
    [...filterValues(who.districtId, filter), who.name, who.on, reason],
  );
  return settled.rowCount ?? 0;
}

/** Effects that wait for a person, counted by what they are and why they wait. */
export interface DeferredCount {
  readonly pack: string;
  readonly criterion: string;
  readonly kind: string;
  /** Of one of their notices. */
  readonly hash: string;
  readonly count: number;
  readonly students: number;
  readonly schools: number;
  /** Of their notices. ISO. */
  readonly first: string;
  readonly last: string;
  /** What the performer said; '' where no part of Rollcall carried the kind out then. */
  readonly because: string;
}

/** What waits now, whether or not the next calculation would try it again. Kinds that nobody carries out are left out: people do them. */
export async function readDeferred(
  client: pg.ClientBase | pg.Pool,
  districtId: number,
): Promise<readonly DeferredCount[]> {
  const found = await client.query<DeferredCount>(
    `select e.pack_id as pack, e.criterion, e.kind, count(*)::int as count, count(distinct e.student_id)::int as students,
            count(distinct e.at_school_id)::int as schools, max(n.pack_hash) as hash,
            min(n.issued_on) as first, max(n.issued_on) as last, e.waits_because as because
       from effects e join notices n on n.district_id = e.district_id and n.notice_id = e.notice_id
      where ${WAITING} and e.kind = any ($6) and n.state not in ('withdrawn', 'rescinded')
      group by e.pack_id, e.criterion, e.kind, e.waits_because order by 1, 2, 3, e.waits_because`,
    [...filterValues(districtId, {}), PERFORMERS.map(({ kind }) => kind)],
  );
  return found.rows;
}

/** What a correction asks about waits for that decision. */
const WAITING = `e.district_id = $1 and e.state = 'planned' and e.asked = '' and ($2::text is null or e.pack_id = $2)
  and ($3::text is null or e.criterion = $3) and ($4::text is null or e.kind = $4) and ($5::text is null or e.at_school_id = $5)`;

function filterValues(districtId: number, { pack, criterion, kind, school }: DeferredFilter): unknown[] {
  return [districtId, pack ?? null, criterion ?? null, kind ?? null, school ?? null];
}

function reachesFamily(kind: string): boolean {
  return communicates({ then: [{ kind, settings: {} }] });
}

async function lockWaiting(
  client: pg.ClientBase,
  districtId: number,
  {
    kinds,
    since,
    filter,
  }: { readonly kinds: readonly string[]; readonly since: string; readonly filter: DeferredFilter },
): Promise<readonly Deferred[]> {
  const found = await client.query<Row>(
    `select e.effect_id, e.notice_id, e.then_no, e.kind, e.pack_id, e.student_id, e.criterion, e.cycle_on, e.occurrence, e.school_id,
            n.trigger_on, n.issued_on, n.pack_hash,
            coalesce((select t.current_school_id from triggers t where t.district_id = e.district_id and t.pack_id = e.pack_id
              and t.student_id = e.student_id and t.criterion = e.criterion and t.cycle_on = e.cycle_on
              and t.occurrence = e.occurrence and t.school_id = e.school_id), n.notice_school_id) as at
       from effects e join notices n on n.district_id = e.district_id and n.notice_id = e.notice_id
      where ${WAITING} and e.kind = any ($6) and n.issued_on >= $7 and n.state not in ('withdrawn', 'rescinded')
      order by n.trigger_on, e.effect_id for update of e`,
    [...filterValues(districtId, filter), kinds, since],
  );
  const packs = await readPackVersions(client, { districtId, hashes: found.rows.map(({ pack_hash }) => pack_hash) });
  return found.rows.flatMap((row) => {
    const policy = packs.get(row.pack_hash);
    const rule = policy && criterionOf(policy, row.criterion, parseDay(row.trigger_on) ?? 0);
    if (policy === undefined || rule?.then[row.then_no]?.kind !== row.kind) return [];
    return [{ row, line: lineOf(row, { policy, rule }) }];
  });
}

/** As the trigger was when its notice was stamped, at the school where the student is now. */
function lineOf(row: Row, made: Pick<EffectLine, 'policy' | 'rule'>): EffectLine {
  const { at } = row;
  const identity = identityOfRow(row);
  const { pack, student, criterion } = identity;
  const trigger = { identity, triggerOn: row.trigger_on, triggerSchool: at, at } as StoredTrigger;
  return { ...made, triggerId: triggerIdOf(identity), trigger, pack, criterion, student, at };
}

/** By what waits: its plan as of now. The other effects of its notice were carried out then. */
async function plansOf(
  client: pg.ClientBase,
  districtId: number,
  { waiting, asOf }: { readonly waiting: readonly Deferred[]; readonly asOf: string },
): Promise<ReadonlyMap<Deferred, PlannedEffect>> {
  const lines = new Map(
    [...Map.groupBy(waiting, ({ row }) => row.notice_id).values()].flatMap((ofNotice) => {
      const [first] = ofNotice;
      return first === undefined ? [] : [[first.line, ofNotice] as const];
    }),
  );
  const noticeIds = new Map([...lines].map(([line, [first]]) => [line, first?.row.notice_id ?? 0]));
  const stands = (line: EffectLine, { no }: { readonly no: number }): boolean =>
    lines.get(line)?.some(({ row }) => row.then_no === no) !== true;
  const planned = await planEffects(client, { districtId, asOf, stands }, [...lines.keys()], noticeIds);
  return new Map(
    [...lines].flatMap(([line, ofNotice]) =>
      ofNotice.map((one) => {
        const plan = planned.get(line)?.find(({ no }) => no === one.row.then_no);
        if (plan === undefined) throw new Error(`effect ${one.row.effect_id} has no plan`);
        return [one, plan] as const;
      }),
    ),
  );
}

function hasMade(carried: Carried | undefined): boolean {
  return carried?.made !== undefined && carried.made !== null;
}

function outcomeOf(
  { row }: Deferred,
  plan: PlannedEffect,
  carried: Carried | undefined,
): Readonly<Record<string, unknown>> {
  const thing: ThingRef | null = carried?.made ?? null;
  const waits = carried !== undefined && carried.made === undefined;
  return {
    effect_id: row.effect_id,
    state: waits ? 'planned' : thing === null ? 'nothing' : 'performed',
    thing: thing?.thing ?? '',
    thing_id: thing?.id ?? null,
    says_key: plan.says.key,
    says_values: plan.says.values,
    data: plan.data,
    waits_because: carried?.because ?? '',
  };
}

async function writeOutcomes(
  client: pg.ClientBase,
  { districtId, now }: Who,
  outcomes: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  await client.query(
    `update effects e set state = r.state, thing = r.thing, thing_id = r.thing_id, says_key = r.says_key, says_values = r.says_values,
       data = r.data, waits_because = r.waits_because, performed_at = case when r.state = 'performed' then $2::timestamptz end
       from jsonb_to_recordset($3::jsonb) as r (effect_id bigint, state text, thing text, thing_id bigint, says_key text,
         says_values jsonb, data jsonb, waits_because text)
      where e.district_id = $1 and e.effect_id = r.effect_id and e.state = 'planned'`,
    [districtId, now, JSON.stringify(outcomes)],
  );
}
