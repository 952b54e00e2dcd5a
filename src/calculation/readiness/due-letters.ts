/** The letters that would go out now, as far as the calculation knows. */
import type { ClientBase } from 'pg';
import type { LetterTemplate } from '../../documents/template/index.ts';
import { packsOf } from '../read-packs.ts';
import type { ReadinessScope } from './scope.ts';

/** One letter of one trigger that is due. */
export interface DueLetter {
  readonly student: string;
  readonly name: string;
  readonly first: string;
  readonly birthOn: string | null;
  readonly homeLanguage: string;
  /** The student's school now. */
  readonly school: string;
  readonly criterion: string;
  /** It names the date of a conference. */
  readonly needsConference: boolean;
  /** Its templates by language. */
  readonly templates: ReadonlyMap<string, LetterTemplate>;
}

interface Row extends Omit<DueLetter, 'templates' | 'needsConference'> {
  readonly pack: string;
  readonly hash: string;
}

/** `due` counts every trigger that waits for a person to issue it, with a letter or without. */
export async function readDueLetters(
  client: ClientBase,
  { districtId, school }: ReadinessScope,
): Promise<{ readonly due: number; readonly letters: readonly DueLetter[] }> {
  const found = await client.query<Row>(
    `select t.student_id as student, s.last_name || ', ' || s.first_name as name, s.first_name as first, s.birth_on as "birthOn",
       s.home_language as "homeLanguage", t.current_school_id as school, t.criterion, t.pack_id as pack, t.pack_hash as hash
     from triggers t
     join students s on s.district_id = t.district_id and s.student_id = t.student_id
     where t.district_id = $1 and t.state = 'active' and t.decision = 'issue' and ($2::text is null or t.current_school_id = $2)
     order by s.last_name, s.first_name, t.student_id, t.pack_id, t.criterion, t.cycle_on, t.occurrence`,
    [districtId, school],
  );
  const versions = new Map(found.rows.map((row) => [row.hash, row.pack]));
  const uses = [...versions].map(([hash, id]) => ({ id, hash, school: '', from: null, until: null }));
  const packs = new Map(
    (await packsOf(client, { districtId, uses, schools: [] })).map((pack) => [pack.hash, pack.pack]),
  );
  // What a criterion releases by itself waits for nobody, and is not on the worklist either.
  const waiting = found.rows.flatMap(({ pack: _pack, hash, ...row }) => {
    const pack = packs.get(hash);
    const criterion = pack?.policy.criteria.find(({ code }) => code === row.criterion);
    return criterion === undefined || criterion.release === 'automatic' ? [] : [{ row, pack, then: criterion.then }];
  });
  const letters = waiting.flatMap(({ row, pack, then }) => {
    return then.flatMap(({ kind, settings }) => {
      const templates = kind === 'letter' ? pack?.letters.get(String(settings['letter'])) : undefined;
      return templates === undefined ? [] : [{ ...row, templates, needsConference: settings['conference'] === true }];
    });
  });
  return { due: waiting.length, letters };
}
