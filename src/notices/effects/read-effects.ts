/** What notices brought about, as it is on file. */
import type pg from 'pg';
import type { Thing } from '../../cases/index.ts';
import type { Says } from '../../consequences/performer.ts';
import { performerOf } from '../../consequences/performers.ts';
import { canBeUndone } from './decide-effect.ts';
import { sumEffects, type EffectCount } from './plan-effects.ts';

export interface EffectOnFile {
  readonly effectId: number;
  readonly noticeId: number;
  readonly kind: string;
  readonly says: Says;
  readonly state: 'planned' | 'performed' | 'nothing' | 'stands' | 'undone' | 'settled';
  /** What was made; null: nothing that has a number. */
  readonly made: { readonly thing: Thing; readonly id: number } | null;
  /** Why a person has to say whether it is undone. */
  readonly asked: 'amended' | 'no-longer-met' | 'rescinded' | null;
  readonly decided: { readonly by: string; readonly on: string; readonly reason: string } | null;
  /** What becomes of it when its notice is withdrawn. */
  readonly whenWithdrawn: 'cancel' | 'stay' | 'refuse';
  /** false: a person can only keep it. */
  readonly canBeUndone: boolean;
}

interface Row {
  readonly effect_id: number;
  readonly notice_id: number;
  readonly kind: string;
  readonly says_key: string;
  readonly says_values: Says['values'];
  readonly state: EffectOnFile['state'];
  readonly thing: Thing | '';
  readonly thing_id: number | null;
  readonly asked: NonNullable<EffectOnFile['asked']> | '';
  readonly decided_by: string;
  readonly decided_on: string | null;
  readonly decided_reason: string;
}

/** The effects of notices, in the order of `then`. */
export async function readEffects(
  client: pg.ClientBase | pg.Pool,
  { districtId, notices }: { readonly districtId: number; readonly notices: readonly number[] },
): Promise<readonly EffectOnFile[]> {
  const found = await client.query<Row>(
    `select ${COLUMNS} from effects where district_id = $1 and notice_id = any ($2) order by notice_id, then_no`,
    [districtId, notices],
  );
  return found.rows.map(effectOf);
}

const COLUMNS =
  'effect_id, notice_id, kind, says_key, says_values, state, thing, thing_id, asked, decided_by, decided_on, decided_reason';

/** What a person is asked about, at one school or all: the oldest first. */
export async function readAskedEffects(
  client: pg.ClientBase | pg.Pool,
  { districtId, school }: { readonly districtId: number; readonly school?: string },
): Promise<readonly EffectOnFile[]> {
  const found = await client.query<Row>(
    `select ${COLUMNS} from effects
      where district_id = $1 and asked <> '' and ($2::text is null or at_school_id = $2) order by asked_on, effect_id`,
    [districtId, school ?? null],
  );
  return found.rows.map(effectOf);
}

function effectOf(row: Row): EffectOnFile {
  return {
    effectId: row.effect_id,
    noticeId: row.notice_id,
    kind: row.kind,
    says: { key: row.says_key, values: row.says_values },
    state: row.state,
    made: row.thing === '' || row.thing_id === null ? null : { thing: row.thing, id: row.thing_id },
    asked: row.asked === '' ? null : row.asked,
    decided: row.decided_on === null ? null : { by: row.decided_by, on: row.decided_on, reason: row.decided_reason },
    whenWithdrawn: performerOf(row.kind)?.whenWithdrawn ?? 'cancel',
    canBeUndone: canBeUndone(row.kind),
  };
}

/** What a batch brought about, counted as a plan of it is: what was undone since is left out. */
export async function countEffectsOfBatch(
  client: pg.ClientBase | pg.Pool,
  { districtId, batchId }: { readonly districtId: number; readonly batchId: number },
): Promise<readonly EffectCount[]> {
  const found = await client.query<Omit<EffectCount, 'isPerformed'>>(
    `select e.kind, e.says_key as key, v.values, count(*)::int as count
       from notices n join effects e on e.district_id = n.district_id and e.notice_id = n.notice_id
       cross join lateral (select coalesce(jsonb_object_agg(key, value) filter (where value #>> '{}' !~ '^\\d{4}-\\d{2}-\\d{2}$'), '{}') as values
         from jsonb_each(e.says_values)) v
      where n.district_id = $1 and n.batch_id = $2 and e.state in ('planned', 'performed')
      group by e.kind, e.says_key, v.values order by min(e.then_no), e.kind, e.says_key, count(*) desc`,
    [districtId, batchId],
  );
  // A batch of many notifications has a row for each mix of ways: they read alike, and add up. So many times each.
  return sumEffects([
    found.rows.map((row) => ({ ...row, values: timesCount(row), isPerformed: performerOf(row.kind) !== undefined })),
  ]);
}

function timesCount({ values, count }: Pick<EffectCount, 'values' | 'count'>): EffectCount['values'] {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, name.startsWith('sum') ? Number(value) * count : value]),
  );
}
