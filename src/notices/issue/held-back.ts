/** What Rollcall would do by itself but leaves to one decision of a person: perform it, or settle it without (docs/adr/0120). */
import type pg from 'pg';
import { readDeferred } from '../effects/deferred-effects.ts';
import { effectKindsOf } from '../effects/plan-effects.ts';
import { lastCalculation } from '../../calculation/index.ts';
import type { ReleaseLines } from './release-lines.ts';
import { readReleaseLines } from './release-lines.ts';
import { readPackVersions } from '../pack-versions.ts';

export interface HeldBack {
  /** `before-use`: met before the pack was in use at the school; `not-made`: its notice is out, and it was not carried out. */
  readonly why: 'before-use' | 'not-made';
  readonly pack: string;
  readonly criterion: string;
  readonly title: string;
  readonly kinds: readonly string[];
  readonly count: number;
  readonly students: number;
  readonly schools: number;
  /** Of the triggers; of `not-made`, the days of issue. ISO. */
  readonly first: string;
  readonly last: string;
  /** Since when the pack is in use, ISO; null for `not-made`. */
  readonly since: string | null;
  /** What stood against it; '' nothing that anybody said. */
  readonly because: string;
}

/** Both kinds, as they stand now. */
export async function readHeldBack(client: pg.ClientBase | pg.Pool, districtId: number): Promise<readonly HeldBack[]> {
  const last = await lastCalculation(client, districtId);
  if (last === null) return [];
  const { heldBack } = await readReleaseLines(client, { districtId, asOf: last.asOfOn });
  return [...countHeldBack(heldBack), ...(await readHeldEffects(client, districtId))];
}

/** By criterion and since when it is in use, in their order. */
export function countHeldBack(lines: ReleaseLines['heldBack']): readonly HeldBack[] {
  const groups = Map.groupBy(lines, ({ line, since }) => [line.pack, line.criterion, since].join('\n'));
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, members]) => {
      const [{ line, since }] = members as [(typeof members)[number]];
      const days = members.map((one) => one.line.trigger.triggerOn).toSorted();
      return {
        why: 'before-use',
        pack: line.pack,
        criterion: line.criterion,
        title: line.rule.title,
        kinds: effectKindsOf(line.rule),
        count: members.length,
        students: new Set(members.map((one) => one.line.student)).size,
        schools: new Set(members.map((one) => one.line.at)).size,
        first: days[0] as string,
        last: days.at(-1) as string,
        since,
        because: '',
      };
    });
}

/** Effects of notices that are out and were not carried out. */
export async function readHeldEffects(
  client: pg.ClientBase | pg.Pool,
  districtId: number,
): Promise<readonly HeldBack[]> {
  const deferred = await readDeferred(client, districtId);
  if (deferred.length === 0) return [];
  const packs = await readPackVersions(client, { districtId, hashes: deferred.map(({ hash }) => hash) });
  return deferred.map(({ pack, criterion, kind, hash, count, students, schools, first, last, because }) => ({
    why: 'not-made',
    pack,
    criterion,
    title: packs.get(hash)?.policy.criteria.find(({ code }) => code === criterion)?.title ?? criterion,
    kinds: [kind],
    count,
    students,
    schools,
    first,
    last,
    since: null,
    because,
  }));
}
