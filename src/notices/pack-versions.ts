/** The packs as they were frozen when they were loaded: what a trigger or a notice of that day went by. */
import type pg from 'pg';
import type { Consequence, Criterion } from '../engine/index.ts';
import { parsePack } from '../packs/index.ts';
import type { Pack } from '../packs/index.ts';

/** Packs by hash. A hash names one text for ever, so what was parsed once stays true. */
const PARSED = new Map<string, Pack>();

/**
 * The packs of these hashes.
 * Fails: a frozen pack that cannot be read any more is an assertion.
 */
export async function readPackVersions(
  client: pg.ClientBase | pg.Pool,
  options: { readonly districtId: number; readonly hashes: readonly string[] },
): Promise<ReadonlyMap<string, Pack>> {
  const missing = [...new Set(options.hashes)].filter((hash) => hash !== '' && !PARSED.has(hash));
  if (missing.length > 0) {
    const found = await client.query<{ pack_hash: string; files: Record<string, string> }>(
      'select pack_hash, files from pack_versions where district_id = $1 and pack_hash = any ($2)',
      [options.districtId, missing],
    );
    for (const row of found.rows) PARSED.set(row.pack_hash, parseFrozen(row.pack_hash, row.files));
  }
  return new Map(
    [...new Set(options.hashes)].flatMap((hash) => (PARSED.has(hash) ? [[hash, PARSED.get(hash) as Pack]] : [])),
  );
}

/** The definition of a code that is meant: the one whose `effective` covers the trigger date, else the last. */
export function criterionOf(pack: Pack, code: string, triggerDay: number): Criterion | undefined {
  const definitions = pack.policy.criteria.filter((criterion) => criterion.code === code);
  const covering = definitions.find(
    ({ effective }) =>
      (effective.from === undefined || effective.from <= triggerDay) &&
      (effective.until === undefined || triggerDay < effective.until),
  );
  return covering ?? definitions.at(-1);
}

export interface LetterConsequence {
  readonly letter: string;
  readonly history: 'evidence' | 'cycle' | 'year';
  readonly sort: 'asc' | 'desc';
  readonly conference: boolean;
  /** The pack lets it go by e-mail. */
  readonly byEmail: boolean;
}

/** The letters that a criterion sends. */
export function lettersOf(criterion: Criterion): readonly LetterConsequence[] {
  return criterion.then.filter(({ kind }) => kind === 'letter').map(letterOf);
}

/** Whether anything of it reaches a family: such a criterion waits for a person, whatever its release says. */
export function communicates(criterion: Pick<Criterion, 'then'>): boolean {
  return criterion.then.some(({ kind }) => kind === 'letter' || kind === 'notification');
}

/** The calculation carries it out: no notice waits for a person. */
export function actsByItself(criterion: Criterion): boolean {
  return criterion.release === 'automatic' && !communicates(criterion);
}

function letterOf({ settings }: Consequence): LetterConsequence {
  const history = settings['history'];
  return {
    letter: String(settings['letter']),
    history: history === 'cycle' || history === 'year' ? history : 'evidence',
    sort: settings['sort'] === 'desc' ? 'desc' : 'asc',
    conference: settings['conference'] === true,
    byEmail: settings['byEmail'] === true,
  };
}

function parseFrozen(hash: string, files: Readonly<Record<string, string>>): Pack {
  const reading = parsePack(new Map(Object.entries(files)));
  if (!reading.ok) throw new Error(`pack version ${hash.slice(0, 12)} can no longer be read`);
  return reading.pack;
}
