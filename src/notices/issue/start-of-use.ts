/** Since when a pack's criterion acts by itself at a school: what was met before that is not carried out without a person. */
import type pg from 'pg';
import { actsByItself, readPackVersions } from '../pack-versions.ts';

interface UseRow {
  readonly pack: string;
  readonly hash: string;
  /** '' every school. */
  readonly school: string;
  /** ISO; null: for all triggers. */
  readonly actsFrom: string | null;
  readonly activatedAt: Date;
  readonly endedAt: Date | null;
}

/** The first day, ISO; undefined where it acts for all triggers, or no pack in use lets it act there. */
export type StartOfUse = (question: {
  readonly pack: string;
  readonly criterion: string;
  readonly school: string;
}) => string | undefined;

/**
 * The day that somebody named when the pack came into use at the school (`pack use --acts-from`), with this criterion acting by itself. A
 * new version that took the place of another goes on from it; a use that was ended in between begins anew.
 */
export async function readStartOfUse(client: pg.ClientBase | pg.Pool, districtId: number): Promise<StartOfUse> {
  const found = await client.query<UseRow>(
    `select pack_id as pack, pack_hash as hash, school_id as school, acts_from::text as "actsFrom",
       activated_at as "activatedAt", ended_at as "endedAt"
       from pack_uses where district_id = $1 order by activated_at desc, pack_use_id desc`,
    [districtId],
  );
  const versions = await readPackVersions(client, { districtId, hashes: found.rows.map(({ hash }) => hash) });
  const acts = (hash: string, code: string): boolean =>
    versions.get(hash)?.policy.criteria.some((rule) => rule.code === code && actsByItself(rule)) === true;
  const known = new Map<string, string | undefined>();
  return ({ pack, criterion, school }) => {
    const key = [pack, criterion, school].join('\n');
    if (!known.has(key)) {
      const uses = found.rows.filter(
        (use) => use.pack === pack && (use.school === '' || use.school === school) && acts(use.hash, criterion),
      );
      known.set(key, startOf(uses));
    }
    return known.get(key);
  };
}

/** What the first of the uses says that follow each other without a day between, up to the one that holds now. Input: the latest first. */
function startOf(uses: readonly UseRow[]): string | undefined {
  let first: UseRow | undefined;
  for (const use of uses)
    if (use.endedAt === null || (first !== undefined && use.endedAt >= first.activatedAt)) first = use;
  return first?.actsFrom ?? undefined;
}
