/** One trigger as somebody sees it and decides about it: signed in, or by the link of the weekly mail. */
import { coversSchool, type Actor, type Reach } from '../../access/index.ts';
import { approve, decline, readTriggerFile, triggerIdOf } from '../../notices/index.ts';
import type { DecisionRequest, DecisionResult, TriggerFile } from '../../notices/index.ts';
import type { Context } from '../context.ts';
import { letterDay } from '../issue/letter-day.ts';
import { studentKeyOf, triggerOfKey } from '../keys.ts';
import { problem } from '../problems.ts';
import { visitsOf } from '../students/visits.ts';
import type { TriggerDetail } from './contract.ts';
import { readTriggerDetail } from './trigger-detail.ts';

/** Who asks, how far they reach, and where it is written down. */
export type Deciding = Pick<Context, 'db' | 'districtId' | 'parts' | 'audit' | 'reach'> & { readonly actor: Actor };

/** A visit of a trigger: the first of a session leaves an entry. `school` is the list it is looked at from. */
export async function visitTrigger(
  asking: Deciding & Pick<Context, 'sessionId'>,
  { trigger, school }: { readonly trigger: string; readonly school: string },
): Promise<TriggerDetail> {
  const { parts, sessionId, audit } = asking;
  const file = await openFile(asking, trigger);
  const detail = await readTriggerDetail(asking, { key: trigger, file, school });
  if (visitsOf(parts.db).isNew(sessionId ?? '', file.trigger.studentNo, trigger, parts.now()))
    await audit({
      action: 'view-student',
      students: [detail.student],
      detail: { part: 'trigger', level: detail.level },
    });
  return detail;
}

export interface Decided {
  readonly trigger: string;
  readonly kind: DecisionResult['kind'];
  readonly until: string | null;
}

export interface DecisionOn {
  /** As in the address. */
  readonly trigger: string;
  readonly reason: string;
}

/** Fails: `not-found` where the student is out of reach; Refusal where the trigger cannot be approved. */
export function approveTrigger(asking: Deciding, on: DecisionOn): Promise<Decided> {
  return decideOn(asking, on, (request) => approve(asking.db, request));
}

/** Fails: `not-found` where the student is out of reach; Refusal where the trigger cannot be declined. */
export function declineTrigger(asking: Deciding, on: DecisionOn): Promise<Decided> {
  return decideOn(asking, on, (request) => decline(asking.db, request));
}

/** Any decision about a trigger of the own schools, with its entry. */
export async function decideOn(
  asking: Deciding,
  { trigger, reason }: DecisionOn,
  decide: (request: DecisionRequest) => Promise<DecisionResult>,
): Promise<Decided> {
  const file = await openOwnFile(asking, trigger);
  const { kind, until } = await decide(await requestOf(asking, file, reason));
  await auditDecision(asking, file, { decision: kind, until });
  return { trigger, kind, until };
}

/** A school still sees a student who left this year; what is decided is the business of the school where the student is now. */
export async function openOwnFile(asking: Deciding, trigger: string): Promise<TriggerFile> {
  const file = await openFile(asking, trigger);
  if (!isOwn(asking.reach, file)) throw problem('not-found');
  return file;
}

/** Where the student is now, else where the criterion was met. */
export function schoolOf({ trigger }: TriggerFile): string {
  return trigger.at === '' ? trigger.triggerSchool : trigger.at;
}

export async function requestOf(asking: Deciding, { trigger }: TriggerFile, reason: string): Promise<DecisionRequest> {
  const { db, districtId, actor, parts } = asking;
  const now = parts.now();
  return {
    districtId,
    trigger: { triggerId: triggerIdOf(trigger.identity) },
    reason,
    by: actor.name,
    now,
    on: await letterDay(db.pool, { districtId, now }),
  };
}

export function auditDecision(
  { audit }: Pick<Deciding, 'audit'>,
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

/** Fails: `not-found` for a trigger that is not on file, or whose student is out of reach. */
async function openFile({ db, districtId }: Deciding, trigger: string): Promise<TriggerFile> {
  const identity = await triggerOfKey({ db, districtId }, trigger);
  const file = await readTriggerFile(db.pool, { districtId, identity });
  if (file === undefined) throw problem('not-found');
  return file;
}

function isOwn(reach: Reach, file: TriggerFile): boolean {
  return coversSchool(reach, schoolOf(file));
}
