/** Whose name may stand on a line: the family and others sign before a witness, the school by who is signed in. */
import type pg from 'pg';
import { ProblemError, Refusal } from '../../problem.ts';
import type { Who } from '../core/who.ts';
import type { ContractSignature } from './contract.ts';

type Line = Pick<ContractSignature, 'part' | 'name'>;

/**
 * A first name alone, a middle name more or less, a capital, an accent, an initial: the same person.
 * Fails: ProblemError for nothing; Refusal for the name of somebody else.
 */
export function requireOwnName(typed: string, { name }: Pick<Line, 'name'>): void {
  const found = wordsOf(typed);
  if (found.length === 0)
    throw new ProblemError([{ path: 'typed', found: 'nothing', allowed: 'the name of who signs' }]);
  if (isSameName(typed, name)) return;
  throw new Refusal(
    `This line is for ${name}: only that name can be typed here. Somebody else who signs gets a line in the draft.`,
    { code: 'contracts.other-name', values: { name } },
  );
}

/**
 * The school signs by the account of a person: typed or drawn by nobody but who is signed in, on a line that is theirs or names an
 * office. Fails: Refusal for a line of a colleague.
 */
export async function requireOwnLine(client: pg.ClientBase, who: Who, line: Line): Promise<void> {
  if (!(await readLinesOfOthers(client, who, [line])).has(line.name)) return;
  throw new Refusal(
    `This line is for ${line.name}, who signs in to sign it. Signed on paper, its scan can be filed by anybody of the school.`,
    { code: 'contracts.own-line', values: { name: line.name } },
  );
}

/** What is typed on a line of the school is the name of who is signed in. */
export function requireNameOfWho(typed: string, { name }: Pick<Who, 'name'>): void {
  if (isSameName(typed, name)) return;
  throw new Refusal(`You sign for the school in your own name: type ${name}.`, {
    code: 'contracts.your-name',
    values: { name },
  });
}

/** Of these lines of the school, those that name somebody else of the district. Others name an office, or who asks. */
export async function readLinesOfOthers(
  client: pg.ClientBase | pg.Pool,
  who: Pick<Who, 'districtId' | 'name'>,
  lines: readonly Line[],
): Promise<ReadonlySet<string>> {
  const names = lines
    .filter(({ part, name }) => part === 'school' && !isSameName(name, who.name))
    .map(({ name }) => name);
  if (names.length === 0) return new Set();
  const found = await client.query<{ name: string }>(
    `select n.name from unnest($2::text[]) as n (name)
      where exists (select from people p where p.district_id = $1 and lower(p.name) = lower(n.name))
         or exists (select from staff s where s.district_id = $1 and lower(s.name) = lower(n.name))`,
    [who.districtId, names],
  );
  return new Set(found.rows.map(({ name }) => name));
}

function isSameName(one: string, other: string): boolean {
  const [some, all] = [wordsOf(one), wordsOf(other)];
  return some.length > 0 && all.length > 0 && (isWithin(some, all) || isWithin(all, some));
}

function isWithin(some: readonly string[], all: readonly string[]): boolean {
  return some.every((word) => all.some((one) => one === word || (word.length === 1 && one.startsWith(word))));
}

function wordsOf(name: string): readonly string[] {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
