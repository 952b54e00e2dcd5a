/** A misspelled school, pack or criterion is refused: an empty list would read as "nobody is due". */
import { readPackVersions } from '../notices/index.ts';
import { Refusal } from '../problem.ts';
import type { Session } from './session.ts';

export interface NamesGiven {
  readonly school?: string;
  readonly pack?: string;
  readonly criterion?: string;
}

/** Passes when each name that was given exists in the district. Fails: Refusal that names those there are. */
export async function requireKnownNames(session: Session, given: NamesGiven): Promise<void> {
  const { school, pack, criterion } = given;
  if (school !== undefined) requireOneOf(`There is no school ${school}. Schools`, school, await schoolsOf(session));
  if (pack === undefined && criterion === undefined) return;
  const packs = await packsOf(session);
  if (pack !== undefined) {
    const names = packs.map(({ pack_id: id }) => id);
    requireOneOf(`The pack ${pack} was never in use. Packs`, pack, names);
  }
  if (criterion === undefined) return;
  const hashes = packs.filter(({ pack_id: id }) => pack === undefined || id === pack).map((one) => one.pack_hash);
  const versions = await readPackVersions(session.db.pool, { districtId: session.districtId, hashes });
  const codes = [...versions.values()].flatMap(({ policy }) => policy.criteria.map(({ code }) => code));
  requireOneOf(`There is no criterion ${criterion}. Criteria`, criterion, codes);
}

function requireOneOf(refusal: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const names = [...new Set(known)].toSorted();
  const more = names.length > SHOWN ? `, and ${names.length - SHOWN} more` : '';
  throw new Refusal(`${refusal}: ${names.length === 0 ? 'none yet' : names.slice(0, SHOWN).join(', ')}${more}.`);
}

const SHOWN = 30;

async function schoolsOf({ db, districtId }: Session): Promise<readonly string[]> {
  const found = await db.pool.query<{ school_id: string }>('select school_id from schools where district_id = $1', [
    districtId,
  ]);
  return found.rows.map((row) => row.school_id);
}

/** Also those whose use has ended: their notices stay on file. */
async function packsOf({ db, districtId }: Session): Promise<readonly { pack_id: string; pack_hash: string }[]> {
  const found = await db.pool.query<{ pack_id: string; pack_hash: string }>(
    'select distinct pack_id, pack_hash from pack_uses where district_id = $1',
    [districtId],
  );
  return found.rows;
}
