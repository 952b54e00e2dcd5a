/** Stamps and carries out notices that send nothing, in a batch of their own. */
import type pg from 'pg';
import { lastCalculation, rejudge } from '../../calculation/index.ts';
import type { Who } from '../../cases/index.ts';
import type { Pack } from '../../packs/index.ts';
import { inRounds } from '../effects/in-rounds.ts';
import { performEffects } from '../effects/perform-effects.ts';
import { sumEffects, type EffectCount, type EffectLine } from '../effects/plan-effects.ts';
import { readEvidenceNames } from '../evidence-names.ts';
import { readPackVersions } from '../pack-versions.ts';
import { noticesOf, readNoticesOnFile } from '../worklist/sent-before.ts';
import { readCodes } from './codes.ts';
import { insertSilentNotices } from './insert-notices.ts';
import { markIssued } from './mark-issued.ts';

/** What was released of one criterion. */
export interface Released {
  readonly pack: string;
  readonly criterion: string;
  readonly title: string;
  readonly count: number;
  readonly effects: readonly EffectCount[];
}

export interface SilentStamp {
  readonly who: Who;
  /** ISO: the day of issue. */
  readonly asOf: string;
  /** The same key is one batch. */
  readonly key: string;
  /** The calculation that releases it; null: a person decided it. */
  readonly calculationId: number | null;
  /** Why the person decided so. */
  readonly reason?: string;
}

/** Lines stamped and carried out together. */
const PIECE = 2_000;

/** Input: a transaction that holds the district's lock; lines without letters. Again: nothing more is stamped. */
export async function stampSilently(
  client: pg.ClientBase,
  stamp: SilentStamp,
  lines: readonly EffectLine[],
): Promise<readonly Released[]> {
  if (lines.length === 0) return [];
  const { who, asOf } = stamp;
  const { districtId, now, name: by } = who;
  const shared = {
    batchId: await openBatch(client, stamp),
    names: await readEvidenceNames(client, districtId),
    codes: await readCodes(client, districtId),
  };
  const released: Released[] = [];
  for (const piece of piecesOf(lines)) {
    const onFile = await readNoticesOnFile(client, { districtId, students: piece.map(({ student }) => student) });
    const free = piece.filter((line) => !isOnFile(line, onFile));
    const noticeIds = await insertSilentNotices(
      client,
      { districtId, asOf, by, now },
      { ...shared, lines: free, onFile },
    );
    const effects = await performEffects(client, { who, asOf, noticeIds });
    released.push(...releasedOf([...noticeIds.keys()], effects));
  }
  const sums = summed(released);
  await closeBatch(client, stamp, { batchId: shared.batchId, released: sums });
  if (sums.length > 0) await settle(client, { districtId, by, now, lines });
  return sums;
}

/** Round after round, each criterion by itself. */
function piecesOf(lines: readonly EffectLine[]): readonly (readonly EffectLine[])[] {
  return inRounds(lines)
    .flatMap((round) => [...Map.groupBy(round, ({ rule }) => rule).values()])
    .flatMap((ofRule) =>
      Array.from({ length: Math.ceil(ofRule.length / PIECE) }, (_, at) => ofRule.slice(at * PIECE, (at + 1) * PIECE)),
    );
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

async function openBatch(client: pg.ClientBase, { who, asOf, key, calculationId }: SilentStamp): Promise<number> {
  const batch = await client.query<{ batch_id: number }>(
    `insert into batches (district_id, idempotency_key, as_of_on, filter, issued_by, issued_at, figures, calculation_id, is_silent)
     values ($1, $2, $3, '{}', $4, $5, '{}', $6, true) returning batch_id`,
    [who.districtId, key, asOf, who.name, who.now, calculationId],
  );
  return (batch.rows[0] as { batch_id: number }).batch_id;
}

async function closeBatch(
  client: pg.ClientBase,
  { who: { districtId }, reason }: SilentStamp,
  { batchId, released }: { readonly batchId: number; readonly released: readonly Released[] },
): Promise<void> {
  if (released.length === 0)
    await client.query('delete from batches where district_id = $1 and batch_id = $2', [districtId, batchId]);
  else
    await client.query('update batches set figures = $3 where district_id = $1 and batch_id = $2', [
      districtId,
      batchId,
      JSON.stringify({ released, ...(reason === undefined ? {} : { reason }) }),
    ]);
}

/** What was issued is issued: written directly where nothing else of the student can turn on it, else judged again. */
async function settle(
  client: pg.ClientBase,
  {
    districtId,
    by,
    now,
    lines,
  }: {
    readonly districtId: number;
    readonly by: string;
    readonly now: Date;
    readonly lines: readonly EffectLine[];
  },
): Promise<void> {
  const last = await lastCalculation(client, districtId);
  const hashes = (last?.uses ?? []).map(({ hash }) => hash);
  const packs = await readPackVersions(client, { districtId, hashes });
  const isAlone = lines.every(({ rule }) => rule.group === undefined) && ![...packs.values()].some(listensForIssued);
  if (last !== null && isAlone) {
    await markIssued(client, { districtId, calculationId: last.calculationId, lines });
    return;
  }
  const students = [...new Set(lines.map(({ student }) => student))];
  await rejudge(client, { districtId, students, by, now });
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
