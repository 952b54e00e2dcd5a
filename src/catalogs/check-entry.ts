/** Whether what a person wrote can be an entry of a catalog. Every problem at once. */
import type { ClientBase } from 'pg';
import { ProblemError, type Problem } from '../problem.ts';
import type { CatalogField, CatalogName, Words } from './catalog.ts';
import { catalogOf } from './catalogs.ts';
import { readCatalog } from './read-catalog.ts';

export interface EntryGiven {
  readonly code: string;
  readonly name: Words;
  /** By the keys of the catalog's fields. */
  readonly extra: Readonly<Record<string, unknown>>;
}

const CODE = /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,39}$/u;

/** The entry without spaces around its texts. Fails: ProblemError with every problem. */
export async function checkEntry(
  client: Pick<ClientBase, 'query'>,
  { districtId, catalog, on }: { readonly districtId: number; readonly catalog: CatalogName; readonly on: string },
  given: EntryGiven,
): Promise<EntryGiven> {
  const definition = catalogOf(catalog);
  const problems: Problem[] = [];
  const code = given.code.trim();
  if (!CODE.test(code))
    problems.push({
      path: 'code',
      found: quoted(given.code),
      allowed: 'letters, digits, - _ and . without spaces, 1 to 40',
    });
  const name = wordsOf(
    'name',
    definition.isOfPeople ? { ...given.name, es: given.name.es || given.name.en } : given.name,
    problems,
  );
  for (const key of Object.keys(given.extra))
    if (!definition.fields.some((field) => field.key === key))
      problems.push({
        path: key,
        found: quoted(key),
        allowed: `one of ${definition.fields.map((field) => field.key).join(', ') || 'no further columns'}`,
      });
  const extra: Record<string, unknown> = {};
  for (const field of definition.fields) {
    const known =
      field.kind === 'codes' ? (await readCatalog(client, districtId, field.catalog, on)).map((one) => one.code) : [];
    const value = valueOf(field, given.extra[field.key], { known, problems });
    if (value !== undefined) extra[field.key] = value;
  }
  if (problems.length > 0) throw new ProblemError(problems);
  return { code, name, extra };
}

interface Checking {
  readonly known: readonly string[];
  readonly problems: Problem[];
}

function valueOf(field: CatalogField, value: unknown, { known, problems }: Checking): unknown {
  const refuse = (allowed: string): undefined => {
    problems.push({ path: field.key, found: value === undefined ? 'nothing' : quoted(value), allowed });
    return undefined;
  };
  if (value === undefined && field.isOptional === true) return undefined;
  switch (field.kind) {
    case 'money':
      return isWhole(value, 0, 100_000_000) ? value : refuse('an amount in whole cents, 0 or more');
    case 'whole':
      return isWhole(value, field.least, field.most)
        ? value
        : refuse(`a whole number from ${field.least} to ${field.most}`);
    case 'choice':
      return field.choices.some((one) => one === value) ? value : refuse(`one of ${field.choices.join(', ')}`);
    case 'yes-no':
      return typeof value === 'boolean' ? value : refuse('yes or no');
    case 'text':
      if (field.isWebAddress === true && !isWebAddress(value)) return refuse('an address that begins with https://');
      return typeof value === 'string' && isText(value) ? value.trim() : refuse('text of 1 to 200 characters');
    case 'words':
      return isWords(value) ? wordsOf(field.key, value, problems) : refuse('a text in English and one in Spanish');
    case 'codes': {
      const isCodes = Array.isArray(value) && value.every((one) => known.includes(one as string));
      return isCodes ? [...new Set(value)] : refuse(`codes of ${field.catalog}: ${known.join(', ')}`);
    }
  }
}

function wordsOf(path: string, { en, es }: Words, problems: Problem[]): Words {
  for (const [language, text] of [
    ['English', en],
    ['Spanish', es],
  ] as const)
    if (!isText(text))
      problems.push({
        path: `${path}.${language === 'English' ? 'en' : 'es'}`,
        found: quoted(text),
        allowed: `1 to 200 characters in ${language}`,
      });
  return { en: en.trim(), es: es.trim() };
}

function isWebAddress(value: unknown): boolean {
  return typeof value === 'string' && /^https:\/\/\S+$/.test(value.trim()) && URL.canParse(value.trim());
}

function isWords(value: unknown): value is Words {
  if (typeof value !== 'object' || value === null) return false;
  const { en, es } = value as Partial<Words>;
  return typeof en === 'string' && typeof es === 'string';
}

function isText(text: string): boolean {
  const length = [...text.trim()].length;
  return length >= 1 && length <= 200 && !/\p{Cc}/u.test(text);
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most;
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? `"${value.slice(0, 80)}"` : (JSON.stringify(value)?.slice(0, 80) ?? 'nothing');
}
