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
  question: DirectoryQuestion & { readonly id: string },
): Promise<DirectoryPerson | undefined> {
  return (await readDirectory(client, question)).find(({ id }) => id === question.id);
}

/** Everybody of a kind, by last name. */
export async function readDirectory(
  client: Asks,
  { districtId, kind, on }: DirectoryQuestion,
): Promise<readonly DirectoryPerson[]> {
  const people = kind === 'staff' ? await readStaff(client, districtId) : await readNonStudents(client, districtId, on);
  return people.toSorted(
    (a, b) => compare(lastNameOf(a.name), lastNameOf(b.name)) || compare(a.name, b.name) || compare(a.id, b.id),
  );
}

/**
 * By a part of the last name, or by the beginning of the id. Small and large letters and accents are alike.
 * Those whose last name begins so come first.
 */
export async function searchDirectory(
  client: Asks,
  { text, limit = 20, ...question }: DirectoryQuestion & { readonly text: string; readonly limit?: number },
): Promise<readonly DirectoryPerson[]> {
  const wanted = plain(text);
  if (wanted === '') return [];
  const found = (await readDirectory(client, question)).flatMap((person) => {
    const lastName = plain(lastNameOf(person.name));
    const rank = lastName.startsWith(wanted)
      ? 0
      : lastName.includes(wanted)
        ? 1
        : plain(person.id).startsWith(wanted)
          ? 2
          : 3;
    return rank === 3 ? [] : [{ person, rank }];
  });
  return found
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ person }) => person);
}

/** "Dana Marsh" and "Marsh, Dana" are both Marsh; "Ana de la Cruz" is "de la Cruz". A single word is the last name. */
export function lastNameOf(name: string): string {
  const [beforeComma, afterComma] = name.split(',', 2);
  if (afterComma !== undefined) return (beforeComma ?? '').trim();
  const words = name.trim().split(/\s+/);
  return (words.length > 1 ? words.slice(1) : words).join(' ');
}

async function readStaff(client: Asks, districtId: number): Promise<readonly DirectoryPerson[]> {
  const found = await client.query<Omit<DirectoryPerson, 'kind'>>(
    'select staff_id as id, name, kind as does, school_id as school from staff where district_id = $1',
    [districtId],
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

function compare(a: string, b: string): number {
  return a.localeCompare(b, 'en');
}
