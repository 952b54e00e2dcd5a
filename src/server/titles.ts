/** Titles of criteria in the language of the person who reads: wherever an answer names a criterion by its code and title. */
import type { Database } from '../db/index.ts';
import { readPackVersions } from '../notices/index.ts';

interface TitleQuestion {
  readonly db: Database;
  readonly districtId: number;
  readonly language: string;
}

/** Not in English, which packs are written in. Returns the answer itself where it names none that has other words. */
export async function withTitles<T>(answer: T, { db, districtId, language }: TitleQuestion): Promise<T> {
  if (language === 'en' || typeof answer !== 'object' || answer === null) return answer;
  const titles = await readTitles(db, districtId, language);
  return titles.size === 0 ? answer : (translated(answer, titles) as T);
}

/** By code and the pack's own title, of every pack that the district ever used: what was sent goes by the words of its day. */
async function readTitles(db: Database, districtId: number, language: string): Promise<ReadonlyMap<string, string>> {
  const found = await db.pool.query<{ hash: string }>(
    'select pack_hash as hash from pack_versions where district_id = $1 order by loaded_at',
    [districtId],
  );
  const packs = await readPackVersions(db.pool, { districtId, hashes: found.rows.map(({ hash }) => hash) });
  const criteria = [...packs.values()].flatMap(({ policy }) => policy.criteria);
  return new Map(
    criteria.flatMap(({ code, title, translated: words }) => {
      const said = words?.[language]?.title;
      return said === undefined ? [] : [[keyOf(code, title), said] as const];
    }),
  );
}

/** A copy where something in it changes: answers are kept and given to others too. */
function translated(value: unknown, titles: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) {
    const items = value.map((one) => translated(one, titles));
    return items.some((one, at) => one !== value[at]) ? items : value;
  }
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const own = value as Readonly<Record<string, unknown>>;
  const [field, title] = titleOf(own, titles);
  const entries = Object.entries(own).map(
    ([name, one]) => [name, name === field ? title : translated(one, titles)] as const,
  );
  return entries.some(([name, one]) => one !== own[name]) ? Object.fromEntries(entries) : value;
}

/** `{ level, title }`, `{ criterion, title }`, and `{ value, label }` of a filter. */
function titleOf(
  own: Readonly<Record<string, unknown>>,
  titles: ReadonlyMap<string, string>,
): readonly [field: string, title: string] | readonly [] {
  const [code, field] = 'label' in own ? [own['value'], 'label'] : [own['level'] ?? own['criterion'], 'title'];
  const title = own[field];
  if (typeof code !== 'string' || typeof title !== 'string') return [];
  const said = titles.get(keyOf(code, title));
  return said === undefined ? [] : [field, said];
}

function keyOf(code: string, title: string): string {
  return `${code}\n${title}`;
}
