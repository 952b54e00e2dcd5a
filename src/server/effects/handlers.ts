/** What notices bring about besides letters. */
import { lastCalculation } from '../../calculation/index.ts';
import { todayInDistrict } from '../../db/zone.ts';
import {
  decideEffect,
  noticeName,
  parseNotice,
  planOfTrigger,
  readEffects,
  readTriggerFile,
  type EffectOnFile,
} from '../../notices/index.ts';
import type { Context, Handlers } from '../context.ts';
import { studentKeys, triggerOfKey } from '../keys.ts';
import { requireNotice } from '../notices/notice-detail.ts';
import { problem } from '../problems.ts';
import { whoOf } from '../who.ts';
import type { Effects, EffectShape, effectsContract } from './contract.ts';

export const effectsHandlers: Handlers<typeof effectsContract> = {
  readNoticeEffects: async (context) => {
    const { params, audit } = context;
    const noticeId = parseNotice(params.notice);
    const { student } = await requireNotice(context, noticeId);
    await audit({ action: 'view-document', students: [student], detail: { notice: params.notice, part: 'effects' } });
    return onFile(context, { noticeId, student });
  },
  readTriggerEffects: async (context) => {
    const { db, districtId, params, audit } = context;
    const identity = await triggerOfKey(context, params.trigger);
    const file = await readTriggerFile(db.pool, { districtId, identity });
    if (file === undefined) throw problem('not-found');
    await audit({ action: 'view-trigger', students: [identity.student], detail: { part: 'effects' } });
    const notice = file.notices.findLast(({ state }) => state !== 'withdrawn');
    if (notice !== undefined) return onFile(context, { noticeId: notice.noticeId, student: identity.student });
    const planned = await planOfTrigger(db.pool, { districtId, asOf: await dayOf(context), trigger: file.trigger });
    return {
      student: await keyOf(context, identity.student),
      notice: null,
      effects: planned.map(({ kind, says, data }) => ({
        effect: null,
        kind,
        says: saysOf(says),
        state: data === null ? ('nothing' as const) : ('planned' as const),
        made: null,
        asked: null,
        decided: null,
        whenWithdrawn: 'cancel' as const,
        canBeUndone: false,
      })),
    };
  },
  decideEffect: async (context) => {
    const { db, districtId, params, body, audit } = context;
    const seen = await db.pool.query('select from effects where district_id = $1 and effect_id = $2', [
      districtId,
      params.effect,
    ]);
    if (seen.rowCount === 0) throw problem('not-found');
    const who = await whoOf(context, 'decide-effect');
    const { noticeId, student } = await decideEffect(db, who, { effectId: params.effect, ...body });
    const notice = noticeName(noticeId);
    await audit({ action: `${body.decision}-effect`, students: [student], detail: { notice, effect: params.effect } });
    return { notice };
  },
};

type Asking = Pick<Context, 'db' | 'districtId' | 'parts'>;

async function onFile(
  asking: Asking,
  { noticeId, student }: { readonly noticeId: number; readonly student: string },
): Promise<Effects> {
  const effects = await readEffects(asking.db.pool, { districtId: asking.districtId, notices: [noticeId] });
  return { student: await keyOf(asking, student), notice: noticeName(noticeId), effects: effects.map(shapeOf) };
}

function shapeOf({ effectId, noticeId: _, says, ...effect }: EffectOnFile): EffectShape {
  return { ...effect, effect: effectId, says: saysOf(says) };
}

function saysOf({ key, values }: EffectOnFile['says']): EffectShape['says'] {
  return { key, values: { ...values } };
}

async function keyOf(asking: Asking, student: string): Promise<string> {
  return (await studentKeys(asking, [student])).get(student) ?? '';
}

/** The day of the last calculation, or today where that is later. */
async function dayOf({ districtId, parts }: Asking): Promise<string> {
  const today = await todayInDistrict(parts.db.pool, { districtId, now: parts.now() });
  const last = await lastCalculation(parts.db.pool, districtId);
  return last !== null && last.asOfOn > today ? last.asOfOn : today;
}
