/** What a person decides about a trigger: decline, hold, note, approve, and lifting these. Each with a reason, each kept. */
import type pg from 'pg';
import { lockDistrict, rejudge } from '../../calculation/index.ts';
import { withTransaction } from '../../db/index.ts';
import type { Database } from '../../db/index.ts';
import { parseDay } from '../../engine/index.ts';
import { Refusal } from '../../problem.ts';
import { fullDay } from '../explanation/quantities.ts';
import { INCIDENT_REFUSAL } from '../effects/withdraw-effects.ts';
import { noticeName, triggerIdOf } from '../identity.ts';
import { criterionOf, readPackVersions } from '../pack-versions.ts';
import { readPersonDecisions } from '../worklist/person-decisions.ts';
import type { PersonDecision, PersonDecisionKind } from '../worklist/person-decisions.ts';
import { noticesOf, readNoticesOnFile } from '../worklist/sent-before.ts';
import type { StoredTrigger } from '../worklist/read-triggers.ts';
import { insertDecisions, liftDecisions } from './decision-rows.ts';
import { findTrigger } from './find-trigger.ts';
import type { TriggerQuestion } from './find-trigger.ts';
import { writeNote } from './note.ts';

export interface DecisionRequest {
  readonly districtId: number;
  readonly trigger: TriggerQuestion;
  readonly reason: string;
  readonly by: string;
  readonly now: Date;
  /** ISO: the day the decision is taken. */
  readonly on: string;
}

export interface DecisionResult {
  readonly trigger_id: string;
  readonly kind: PersonDecisionKind;
  readonly until: string | null;
}

/** The notice does not go out and is not offered again until this is lifted. Fails: Refusal where there is nothing to decline. */
export function decline(db: Pick<Database, 'pool'>, request: DecisionRequest): Promise<DecisionResult> {
  return decideOn(db, request, 'declined', null);
}

/** Held up to and including a day. A new hold takes the place of the one before. Ends: `until` included, ISO. */
export function hold(
  db: Pick<Database, 'pool'>,
  request: DecisionRequest & { readonly until: string },
): Promise<DecisionResult> {
  if (request.until < request.on)
    throw new Refusal(`${request.until} is over already; hold until a later day.`, {
      code: 'decide.over',
      values: { date: request.until },
    });
  return decideOn(db, request, 'held', request.until);
}

/** An excuse lies on the desk that the SIS does not show yet. Input: the ISO days it covers; `until` null: until it is lifted. */
export function note(
  db: Pick<Database, 'pool'>,
  request: DecisionRequest & { readonly days: readonly string[]; readonly until: string | null },
): Promise<DecisionResult> {
  return decideOn(db, { ...request, reason: writeNote(request.days, request.reason) }, 'note', request.until);
}

/** As {@link note}, in the caller's transaction. */
export function noteIn(
  client: pg.ClientBase,
  request: DecisionRequest & { readonly days: readonly string[]; readonly until: string | null },
): Promise<DecisionResult> {
  return decideIn(client, { ...request, reason: writeNote(request.days, request.reason) }, 'note', request.until);
}

/** Lets a discretionary notice go out. Fails: Refusal where no approval is asked for. */
export function approve(db: Pick<Database, 'pool'>, request: DecisionRequest): Promise<DecisionResult> {
  return decideOn(db, request, 'approved', null);
}

/** Lifts what people decided about a trigger. Input: `kind` left out: all of it. Fails: Refusal when there is nothing of it to lift. */
export async function lift(
  db: Pick<Database, 'pool'>,
  request: DecisionRequest & { readonly kind?: PersonDecisionKind | readonly PersonDecisionKind[] },
): Promise<{ readonly trigger_id: string; readonly lifted: readonly PersonDecision[] }> {
  return withTransaction(db, async (client) => {
    await lockDistrict(client, request.districtId);
    const trigger = await findTrigger(client, request.districtId, request.trigger);
    const triggerId = triggerIdOf(trigger.identity);
    const decisions = await standingDecisions(client, request.districtId, trigger);
    const kinds = request.kind === undefined ? undefined : [request.kind].flat();
    const lifted = decisions.filter((decision) => kinds === undefined || kinds.includes(decision.kind));
    if (lifted.length === 0)
      throw new Refusal('Nothing is declined, held, noted or approved here; there is nothing to lift.', {
        code: 'decide.nothing-to-lift',
      });
    await liftDecisions(
      client,
      request,
      lifted.map((decision) => decision.decisionId),
    );
    await rejudgeStudent(client, request, trigger);
    return { trigger_id: triggerId, lifted };
  });
}

function decideOn(
  db: Pick<Database, 'pool'>,
  request: DecisionRequest,
  kind: PersonDecisionKind,
  until: string | null,
): Promise<DecisionResult> {
  return withTransaction(db, (client) => decideIn(client, request, kind, until));
}

async function decideIn(
  client: pg.ClientBase,
  request: DecisionRequest,
  kind: PersonDecisionKind,
  until: string | null,
): Promise<DecisionResult> {
  await lockDistrict(client, request.districtId);
  const trigger = await findTrigger(client, request.districtId, request.trigger);
  await requireDecidable(client, request.districtId, trigger, kind);
  if (kind === 'approved' && request.on < trigger.triggerOn)
    throw new Refusal(`It was met on ${trigger.triggerOn}; approve it on that day or later.`, {
      code: 'decide.before-met',
      values: { date: trigger.triggerOn },
    });
  const before = (await standingDecisions(client, request.districtId, trigger)).filter(
    (decision) => decision.kind === kind,
  );
  if (before.length > 0 && (kind === 'declined' || kind === 'approved'))
    throw alreadyDecided(before[0] as PersonDecision);
  await liftDecisions(
    client,
    { ...request, reason: 'replaced' },
    before.map((decision) => decision.decisionId),
  );
  await insertDecisions(client, request, { identities: [trigger.identity], kind, until });
  await rejudgeStudent(client, request, trigger);
  return { trigger_id: triggerIdOf(trigger.identity), kind, until };
}

/** Fails: Refusal that says what to do instead. */
async function requireDecidable(
  client: pg.ClientBase,
  districtId: number,
  trigger: StoredTrigger,
  kind: PersonDecisionKind,
): Promise<void> {
  const { identity } = trigger;
  const level = identity.criterion;
  const onFile = await readNoticesOnFile(client, { districtId, students: [identity.student] });
  const notice = noticesOf(onFile.get(identity.student) ?? [], triggerIdOf(identity)).findLast(
    (one) => one.state !== 'withdrawn',
  );
  if (notice !== undefined) {
    const name = noticeName(notice.noticeId);
    if (notice.state === 'rescinded')
      throw new Refusal(`${level} was issued and rescinded (${name}): nothing of it is due.`, {
        code: 'decide.rescinded',
        values: { level, name },
      });
    const way = notice.state === 'issued' ? `rollcall withdraw ${name}` : `rollcall rescind ${name}`;
    throw new Refusal(
      `${level} was issued on ${fullDay(parseDay(notice.issuedOn) ?? 0)} (${name}, ${notice.state}). Take it back instead: ${way} --reason TEXT.`,
      { code: 'decide.issued', values: { level, name, date: notice.issuedOn, state: notice.state } },
    );
  }
  if (trigger.state === 'lapsed')
    throw new Refusal(`${level} is no longer met: nothing would go out.`, {
      code: 'decide.lapsed',
      values: { level },
    });
  if (trigger.decision === 'suppressed' || trigger.decision === 'satisfied' || trigger.decision === 'noted') {
    throw new Refusal(
      `${level} sends nothing here (${[trigger.decision, trigger.reason].filter(Boolean).join(', ')}).`,
      { code: 'decide.sends-nothing', values: { level } },
    );
  }
  const packs = await readPackVersions(client, { districtId, hashes: [trigger.packHash] });
  const pack = packs.get(trigger.packHash);
  const rule = pack === undefined ? undefined : criterionOf(pack, identity.criterion, parseDay(trigger.triggerOn) ?? 0);
  if (kind === 'declined' && rule?.then.some((consequence) => consequence.kind === 'incident'))
    throw new Refusal(INCIDENT_REFUSAL, { code: 'decide.incident' });
  if (kind === 'approved' && typeof rule?.release !== 'object')
    throw new Refusal(`${level} needs no approval.`, { code: 'decide.no-approval', values: { level } });
}

function alreadyDecided({ kind, by, on, reason }: PersonDecision): Refusal {
  const isDeclined = kind === 'declined';
  return new Refusal(
    `${isDeclined ? 'Declined' : 'Approved'} already by ${by} on ${fullDay(parseDay(on) ?? 0)}: ${reason}. rollcall lift undoes it.`,
    { code: isDeclined ? 'decide.declined-already' : 'decide.approved-already', values: { by, date: on, reason } },
  );
}

async function standingDecisions(
  client: pg.ClientBase,
  districtId: number,
  trigger: StoredTrigger,
): Promise<readonly PersonDecision[]> {
  const decisions = await readPersonDecisions(client, { districtId, students: [trigger.identity.student] });
  return decisions.get(triggerIdOf(trigger.identity)) ?? [];
}

function rejudgeStudent(client: pg.ClientBase, request: DecisionRequest, trigger: StoredTrigger): Promise<void> {
  return rejudge(client, {
    districtId: request.districtId,
    students: [trigger.identity.student],
    by: request.by,
    now: request.now,
  });
}
