/**
 * What a calculation releases by itself: notices without letters, issued and carried out in its transaction, once
 * (docs/adr/0060). Criteria whose kinds are not all carried out are left to people.
 */
import type pg from 'pg';
import { lastCalculation, rejudge } from '../../calculation/index.ts';
import { parseDay } from '../../engine/index.ts';
import type { Pack } from '../../packs/index.ts';
import { performEffects } from '../effects/perform-effects.ts';
import { kindsNotPerformed, sumEffects, type EffectCount, type EffectLine } from '../effects/plan-effects.ts';
import { readEvidenceNames } from '../evidence-names.ts';
import { ROLLCALL, triggerIdOf } from '../identity.ts';
import { actsByItself, criterionOf, readPackVersions } from '../pack-versions.ts';
import { readPersonDecisions, withPersonDecisions } from '../worklist/person-decisions.ts';
import { readTriggers } from '../worklist/read-triggers.ts';
import { noticesOf, readNoticesOnFile } from '../worklist/sent-before.ts';
import { readCodes } from './codes.ts';
import { insertSilentNotices } from './insert-notices.ts';
import { markIssued } from './mark-issued.ts';

export interface Releasing {
  readonly districtId: number;
  readonly calculationId: number;
  /** ISO: the day of the calculation. */
  readonly asOf: string;
  readonly now: Date;
}

/** What was released of one criterion. */
export interface Released {
  readonly pack: string;
  readonly criterion: string;
  readonly title: string;
  readonly count: number;
  readonly effects: readonly EffectCount[];
}

/** Lines stamped and carried out together. */
const PIECE = 2_000;

/**
 * Issues and carries out everything that acts by itself and is due. Again: nothing more is due.
 * Input: the calculation's transaction, which holds the district's lock.
 */
export async function releaseAutomatic(client: pg.ClientBase, releasing: Releasing): Promise<readonly Released[]> {
  const lines = await readLines(client, releasing);
  if (lines.length === 0) return [];
  const { districtId, calculationId, asOf, now } = releasing;
  const batchId = await openBatch(client, releasing);
  const shared = {
    batchId,
    names: await readEvidenceNames(client, districtId),
    codes: await readCodes(client, districtId),
  };
  const who = { districtId, personId: '', name: ROLLCALL, role: 'rollcall', now, on: asOf } as const;
  const released: Released[] = [];
  for (const ofRule of Map.groupBy(lines, ({ rule }) => rule).values())
    for (let from = 0; from < ofRule.length; from += PIECE) {
      const piece = ofRule.slice(from, from + PIECE);
      const onFile = await readNoticesOnFile(client, { districtId, students: piece.map(({ student }) => student) });
      const free = piece.filter((line) => !isOnFile(line, onFile));
      const request = { districtId, asOf, by: ROLLCALL, now };
      const noticeIds = await insertSilentNotices(client, request, { ...shared, lines: free, onFile });
      const effects = await performEffects(client, { who, asOf, noticeIds });
      released.push(...releasedOf([...noticeIds.keys()], effects));
    }
  const sums = summed(released);
  await closeBatch(client, releasing, { batchId, released: sums });
  if (sums.length > 0) await settle(client, { districtId, calculationId, now, lines });
  return sums;
}

/** Due, not held by a person, and carried out by Rollcall. */
async function readLines(client: pg.ClientBase, { districtId, asOf }: Releasing): Promise<readonly EffectLine[]> {
  const due = await client.query<{ packHash: string; code: string }>(
    `select distinct pack_hash as "packHash", criterion as code from triggers
      where district_id = $1 and state = 'active' and decision = 'issue'`,
    [districtId],
  );
  const packs = await readPackVersions(client, { districtId, hashes: due.rows.map(({ packHash }) => packHash) });
  const criteria = due.rows.filter(({ packHash, code }) => isReleasedSomewhere(packs.get(packHash), code));
  if (criteria.length === 0) return [];
  const triggers = await readTriggers(client, { districtId, decisions: ['issue'], criteria });
  const decisions = await readPersonDecisions(client, { districtId });
  return triggers.flatMap((trigger) => {
    const policy = packs.get(trigger.packHash);
    const { identity } = trigger;
    const rule = policy && criterionOf(policy, identity.criterion, parseDay(trigger.triggerOn) ?? 0);
    const triggerId = triggerIdOf(identity);
    if (policy === undefined || rule === undefined || !isReleased(rule)) return [];
    if (withPersonDecisions(trigger, decisions.get(triggerId) ?? [], asOf).decision !== 'issue') return [];
    const { pack, criterion, student } = identity;
    return [{ triggerId, trigger, policy, rule, pack, criterion, student, at: trigger.at }];
  });
}

/** One code may have several definitions, each from a day. */
function isReleasedSomewhere(pack: Pack | undefined, code: string): boolean {
  return pack?.policy.criteria.some((rule) => rule.code === code && isReleased(rule)) === true;
}

function isReleased(rule: EffectLine['rule']): boolean {
  return actsByItself(rule) && kindsNotPerformed(rule).length === 0;
}

function isOnFile(line: EffectLine, onFile: Awaited<ReturnType<typeof readNoticesOnFile>>): boolean {
  return noticesOf(onFile.get(line.student) ?? [], line.triggerId).some(({ state }) => state !== 'withdrawn');
}

function releasedOf(lines: readonly EffectLine[], effects: readonly EffectCount[]): readonly Released[] {
  const [first] = lines;
  if (first === undefined) return [];
  const { pack, criterion, rule } = first;
  return [{ pack, criterion, title: rule.title, count: lines.length, effects }];
}

function summed(released: readonly Released[]): readonly Released[] {
  return [...Map.groupBy(released, ({ pack, criterion }) => `${pack}\n${criterion}`).values()].map((ofOne) => ({
    ...(ofOne[0] as Released),
    count: ofOne.reduce((sum, { count }) => sum + count, 0),
    effects: sumEffects(ofOne.map(({ effects }) => effects)),
  }));
}

async function openBatch(client: pg.ClientBase, { districtId, calculationId, asOf, now }: Releasing): Promise<number> {
  const batch = await client.query<{ batch_id: number }>(
    `insert into batches (district_id, idempotency_key, as_of_on, filter, issued_by, issued_at, figures, calculation_id)
     values ($1, $2, $3, '{}', $4, $5, '{}', $6) returning batch_id`,
    [districtId, `calculation ${calculationId}`, asOf, ROLLCALL, now, calculationId],
  );
  return (batch.rows[0] as { batch_id: number }).batch_id;
}

async function closeBatch(
  client: pg.ClientBase,
  { districtId }: Releasing,
  { batchId, released }: { readonly batchId: number; readonly released: readonly Released[] },
): Promise<void> {
  if (released.length === 0)
    await client.query('delete from batches where district_id = $1 and batch_id = $2', [districtId, batchId]);
  else
    await client.query('update batches set figures = $3 where district_id = $1 and batch_id = $2', [
      districtId,
      batchId,
      JSON.stringify({ released }),
    ]);
}

/** What was issued is issued: written directly where nothing else of the student can turn on it, else judged again. */
async function settle(
  client: pg.ClientBase,
  {
    districtId,
    calculationId,
    now,
    lines,
  }: Pick<Releasing, 'districtId' | 'calculationId' | 'now'> & { readonly lines: readonly EffectLine[] },
): Promise<void> {
  const last = await lastCalculation(client, districtId);
  const hashes = (last?.uses ?? []).map(({ hash }) => hash);
  const packs = await readPackVersions(client, { districtId, hashes });
  if (lines.every(({ rule }) => rule.group === undefined) && ![...packs.values()].some(listensForIssued)) {
    await markIssued(client, { districtId, calculationId, lines });
    return;
  }
  const students = [...new Set(lines.map(({ student }) => student))];
  await rejudge(client, { districtId, students, by: ROLLCALL, now });
}

/** A rule, a window or a gap of the pack goes by `issued` events. */
function listensForIssued({ policy }: Pack): boolean {
  return (
    policy.groups.some((group) => group.mode === 'ladder' && group.gap.event === 'issued') ||
    policy.criteria.some(
      ({ when, window }) =>
        (window.kind === 'since' && window.event === 'issued') ||
        (when.type === 'any' ? when.rules : [when]).some((rule) => rule.type === 'event' && rule.event === 'issued'),
    )
  );
}
