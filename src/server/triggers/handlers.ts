/** One trigger, and what a person decides about it. */
import { coversSchool, reachOf, type Reach } from '../../access/index.ts';
import { approve, decline, hold, lift, note, readTriggerFile, triggerIdOf } from '../../notices/index.ts';
import type { DecisionRequest, DecisionResult, TriggerFile } from '../../notices/index.ts';
import type { Context, Handlers } from '../context.ts';
import { letterDay } from '../issue/letter-day.ts';
import { studentKeyOf, triggerOfKey } from '../keys.ts';
import { problem } from '../problems.ts';
import { visitsOf } from '../students/visits.ts';
import type { triggersContract } from './contract.ts';
import { readTriggerDetail } from './trigger-detail.ts';

export const triggersHandlers: Handlers<typeof triggersContract> = {
  readTrigger: async (context) => {
    const { params, parts, sessionId, audit } = context;
    const file = await openFile(context);
    const detail = await readTriggerDetail(context, { key: params.trigger, file, school: context.query.school });
    const { studentNo } = file.trigger;
    if (visitsOf(parts.db).isNew(sessionId ?? '', studentNo, params.trigger, parts.now()))
      await audit({
        action: 'view-student',
        students: [detail.student],
        detail: { part: 'trigger', level: detail.level },
      });
    return detail;
  },
  declineTrigger: (context) => decideOn(context, (request) => decline(context.db, request)),
  holdTrigger: (context) => decideOn(context, (request) => hold(context.db, { ...request, until: context.body.until })),
  noteTrigger: (context) => {
    const { days, until } = context.body;
    return decideOn(context, (request) => note(context.db, { ...request, days, until }));
  },
  approveTrigger: (context) => decideOn(context, (request) => approve(context.db, request)),
  liftTrigger: async (context) => {
    const { body, actor, params } = context;
    const file = await openOwnFile(context);
    const request = await requestOf(context, file);
    const mayApprove = coversSchool(reachOf(actor, 'approve-trigger'), schoolOf(file));
    if (body.kind === 'approved' && !mayApprove) throw problem('not-open');
    const kinds = body.kind ?? (['declined', 'held', 'note', ...(mayApprove ? (['approved'] as const) : [])] as const);
    const { lifted } = await lift(context.db, { ...request, kind: kinds });
    await auditDecision(context, file, { decision: 'lifted', kinds: lifted.map(({ kind }) => kind) });
    return { trigger: params.trigger, lifted: lifted.length };
  },
};

type Asked = Pick<Context, 'db' | 'districtId' | 'parts' | 'audit' | 'actor' | 'reach'> & {
  readonly params: { readonly trigger: string };
};
type Deciding = Asked & { readonly body: { readonly reason: string } };

async function decideOn(
  context: Deciding,
  decide: (request: DecisionRequest) => Promise<DecisionResult>,
): Promise<{ trigger: string; kind: DecisionResult['kind']; until: string | null }> {
  const file = await openOwnFile(context);
  const { kind, until } = await decide(await requestOf(context, file));
  await auditDecision(context, file, { decision: kind, until });
  return { trigger: context.params.trigger, kind, until };
}

/** Fails: `not-found` for a trigger that is not on file, or whose student is out of reach. */
async function openFile(context: Asked): Promise<TriggerFile> {
  const { db, districtId, params } = context;
  const identity = await triggerOfKey({ db, districtId }, params.trigger);
  const file = await readTriggerFile(db.pool, { districtId, identity });
  if (file === undefined) throw problem('not-found');
  return file;
}

/** A school still sees a student who left this year; what is decided is the business of the school where the student is now. */
async function openOwnFile(context: Asked): Promise<TriggerFile> {
  const file = await openFile(context);
  if (!isOwn(context.reach, file)) throw problem('not-found');
  return file;
}

/** Where the student is now, else where the criterion was met. */
function schoolOf({ trigger }: TriggerFile): string {
  return trigger.at === '' ? trigger.triggerSchool : trigger.at;
}

function isOwn(reach: Reach, file: TriggerFile): boolean {
  return coversSchool(reach, schoolOf(file));
}

async function requestOf(context: Deciding, { trigger }: TriggerFile): Promise<DecisionRequest> {
  const { db, districtId, actor, parts, body } = context;
  const now = parts.now();
  return {
    districtId,
    trigger: { triggerId: triggerIdOf(trigger.identity) },
    reason: body.reason,
    by: actor?.name ?? '',
    now,
    on: await letterDay(db.pool, { districtId, now }),
  };
}

function auditDecision(
  { audit }: Asked,
  { trigger }: TriggerFile,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { pack, criterion } = trigger.identity;
  return audit({
    action: 'decide-trigger',
    students: [studentKeyOf(trigger.studentNo)],
    detail: { ...detail, pack, criterion },
  });
}
