/** What notices bring about besides letters: what will happen, what did, and what a person says should become of it. */
import { z } from 'zod';
import { dateField, route, schoolField } from '../route.ts';

const Values = z.record(z.string(), z.union([z.string(), z.number()]));

/** So many that read alike: a sentence in the words `effects`, under `also`. */
export const EffectCountShape = z
  .object({
    kind: z.string(),
    key: z.string(),
    values: Values,
    count: z.int(),
    /** false: left to people. */
    isPerformed: z.boolean(),
  })
  .meta({ id: 'EffectCount' });
export type EffectCountShape = z.output<typeof EffectCountShape>;

const EFFECT_STATES = ['planned', 'performed', 'nothing', 'stands', 'undone', 'settled'] as const;

export const EffectShape = z
  .object({
    /** Null: it is not issued yet. */
    effect: z.int().nullable(),
    kind: z.string(),
    /** A sentence in the words `effects`. */
    says: z.object({ key: z.string(), values: Values }),
    /** `planned`: will be done, or by people; `stands`: an earlier notice made it. */
    state: z.enum(EFFECT_STATES),
    /** What was made. */
    made: z.object({ thing: z.string(), id: z.int() }).nullable(),
    /** Why a person has to say whether it is undone. */
    asked: z.enum(['amended', 'no-longer-met', 'rescinded']).nullable(),
    decided: z.object({ by: z.string(), on: dateField, reason: z.string() }).nullable(),
    whenWithdrawn: z.enum(['cancel', 'stay', 'refuse']),
    canBeUndone: z.boolean(),
  })
  .meta({ id: 'Effect' });
export type EffectShape = z.output<typeof EffectShape>;

const Effects = z.object({
  student: z.string(),
  /** `N12`; null: it is not issued yet. */
  notice: z.string().nullable(),
  effects: z.array(EffectShape),
});
export type Effects = z.output<typeof Effects>;

export const effectsContract = {
  readNoticeEffects: route({
    method: 'GET',
    path: '/api/notices/:notice/effects',
    tag: 'effects',
    summary: 'What a notice brought about besides its letters, and what a person is asked about it.',
    action: 'see-notices',
    params: z.object({ notice: z.string().regex(/^N[1-9]\d{0,14}$/, 'a notice as N12') }),
    ok: Effects,
  }),
  readTriggerEffects: route({
    method: 'GET',
    path: '/api/triggers/:trigger/effects',
    tag: 'effects',
    summary: 'What follows when a trigger is issued, or did when it was. Changes nothing.',
    action: 'see-worklist',
    params: z.object({ trigger: z.string().min(1).max(500) }),
    query: z.object({ school: schoolField }),
    ok: Effects,
  }),
  decideEffect: route({
    method: 'POST',
    path: '/api/effects/:effect/decide',
    tag: 'effects',
    summary: 'Undoes what a notice brought about, or keeps it, after its days changed or it was rescinded.',
    action: 'decide-effect',
    params: z.object({ effect: z.coerce.number<number | string>().int().positive() }),
    body: z.object({ decision: z.enum(['undo', 'keep']), reason: z.string().trim().min(3).max(500) }),
    ok: z.object({ notice: z.string() }),
  }),
};
