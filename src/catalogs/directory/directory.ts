/** Who may be named as having reported something: staff, as staff.csv says, and people who are neither staff nor students. */
import type { ClientBase } from 'pg';
import { readCatalog } from '../read-catalog.ts';

export const REPORTER_KINDS = ['staff', 'non-student'] as const;
export type ReporterKind = (typeof REPORTER_KINDS)[number];

export interface DirectoryPerson {
  readonly kind: ReporterKind;
  readonly id: string;
  readonly name: string;
  /** What the person does: teacher, bus driver. '' where nobody says. */
  readonly does: string;
  /** '' for somebody of no school. */
  readonly school: string;
}

type Asks = Pick<ClientBase, 'query'>;

export interface DirectoryQuestion {
  readonly districtId: number;
  readonly kind: ReporterKind;
  /** The day on which the person must be listed. */
  readonly on: string;
}

/** The person of an id, as it is written; undefined for nobody. */
export async function findPerson(
  client: Asks,
  { districtId, kind, on, id }: DirectoryQuestion & { readonly id: string },
): Promise<DirectoryPerson | undefined> {
  const people =
    kind === 'staff' ? await readStaff(client, districtId, id) : await readNonStudents(client, districtId, on);
  return people.find((person) => person.id === id);
}

/** How many of the staff there are. */
export async function countStaff(client: Asks, districtId: number): Promise<number> {
  const found = await client.query<{ count: number }>(
    'select count(*)::int as count from staff where district_id = $1',
    [districtId],
  );
  return found.rows[0]?.count ?? 0;
}

/** Everybody of a kind, by last name. */
export async function readDirectory(
  client: Asks,
  { districtId, kind, on }: DirectoryQuestion,
): Promise<readonly DirectoryPerson[]> {
  const people = kind === 'staff' ? await readStaff(client, districtId) : await readNonStudents(client, districtId, on);
  const lastNames = new Map(people.map((person) => [person, lastNameOf(person.name)]));
  const last = (person: DirectoryPerson): string => lastNames.get(person) ?? '';
  return people.toSorted((a, b) => compare(last(a), last(b)) || compare(a.name, b.name) || compare(a.id, b.id));
}

/** The people of a directory, with what they are found by. */
export interface Directory {
  readonly people: readonly DirectoryPerson[];
  /** At the same places: last name and id without accents, in small letters. */
  readonly sought: readonly { readonly lastName: string; readonly id: string }[];
}

/** For those who search it more than once. Input: `people` in the order in which they are to be found. */
export function directoryOf(people: readonly DirectoryPerson[]): Directory {
  return { people, sought: people.map(({ id, name }) => ({ lastName: plain(lastNameOf(name)), id: plain(id) })) };
}

/**
 * By a part of the last name, or by the beginning of the id. Small and large letters and accents are alike.
 * Those whose last name begins so come first.
 */
export async function searchDirectory(
  client: Asks,
  { text, limit, ...question }: DirectoryQuestion & { readonly text: string; readonly limit?: number },
): Promise<readonly DirectoryPerson[]> {
  return findInDirectory(directoryOf(await readDirectory(client, question)), text, limit);
}

/** The same in a directory that was read. */
export function findInDirectory({ people, sought }: Directory, text: string, limit = 20): readonly DirectoryPerson[] {
  const wanted = plain(text);
  if (wanted === '') return [];
  const ranks: DirectoryPerson[][] = [[], [], []];
  for (const [at, { lastName, id }] of sought.entries()) {
    const rank = lastName.startsWith(wanted) ? 0 : lastName.includes(wanted) ? 1 : id.startsWith(wanted) ? 2 : 3;
    ranks[rank]?.push(people[at] as DirectoryPerson);
  }
  return ranks.flat().slice(0, limit);
}

/** "Dana Marsh" and "Marsh, Dana" are both Marsh; "Ana de la Cruz" is "de la Cruz". A single word is the last name. */
export function lastNameOf(name: string): string {
  const [beforeComma, afterComma] = name.split(',', 2);
  if (afterComma !== undefined) return (beforeComma ?? '').trim();
  const words = name.trim().split(/\s+/);
  return (words.length > 1 ? words.slice(1) : words).join(' ');
}

/** Input: `id` of one alone; left out: of all. */
async function readStaff(client: Asks, districtId: number, id?: string): Promise<readonly DirectoryPerson[]> {
  const found = await client.query<Omit<DirectoryPerson, 'kind'>>(
    `select staff_id as id, name, kind as does, school_id as school from staff
      where district_id = $1 and ($2::text is null or staff_id = $2)`,
    [districtId, id ?? null],
  );
  return found.rows.map((row) => ({ kind: 'staff', ...row }));
}

async function readNonStudents(client: Asks, districtId: number, on: string): Promise<readonly DirectoryPerson[]> {
  const entries = await readCatalog(client, districtId, 'non-students', on);
  return entries.map(({ code, name, extra }) => ({
    kind: 'non-student',
    id: code,
    name: name.en,
    does: extra.kind,
    school: '',
  }));
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}

/** Made once: asking a string for its place in a language makes one each time. */
const { compare } = new Intl.Collator('en');
