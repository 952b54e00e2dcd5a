/**
 * Judges students and brings what is stored to what is found: one piece of students after the other, so that memory does
 * not grow with the district. While one piece is judged, the server reads the next and writes the one before.
 */
import { setImmediate } from 'node:timers/promises';
import { studentFacts, type StoredStudent } from '../db/student-facts.ts';
import { NOTHING_ON_FILE, openFiles, type FileReader, type StudentFile } from './on-file.ts';
import { OutcomeStore } from './outcome-store.ts';
import { judgedFrom } from './packs-in-use.ts';
import type { RunInput } from './run-input.ts';
import { StudentJudge } from './student-judge.ts';
import type { Tally } from './tally.ts';

/** A student to judge. */
export interface StudentToJudge {
  readonly id: string;
  readonly no: number;
}

/** Students read, judged and compared together. */
const PIECE = 1_000;
/** Students judged before the connection gets a turn. */
const AT_A_TIME = 32;

/**
 * Judges these students and stores what changed.
 * Input: in the order of `no`; `isWholeDistrict` when they are all of the district's.
 */
export async function judgeStudents(
  input: RunInput,
  students: readonly StudentToJudge[],
  scope: { readonly isWholeDistrict: boolean },
): Promise<Tally> {
  const judge = new StudentJudge(input.district, input.asOf);
  const store = new OutcomeStore(input, judge);
  if (students.length === 0) return store.tally;
  const only = scope.isWholeDistrict ? undefined : students.map(({ id }) => id);
  const files = await openFiles(input.client, input.districtId, only);
  const pieces = piecesOf(students);
  let reading = awaitedLater(readPiece(input, pieces[0], files));
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = await reading;
    reading = awaitedLater(readPiece(input, pieces[at + 1], files));
    const flushing = awaitedLater(store.flush(false));
    await judgePiece(piece, judge, store);
    await flushing;
    await store.storeRest();
    input.onProgress?.(Math.min((at + 1) * PIECE, students.length), students.length);
  }
  await files.close();
  await store.flush(true);
  return store.tally;
}

/** Students and what is on file about them. */
interface Piece {
  readonly stored: readonly StoredStudent[];
  readonly files: ReadonlyMap<number, StudentFile>;
}

function piecesOf(students: readonly StudentToJudge[]): readonly (readonly StudentToJudge[])[] {
  return Array.from({ length: Math.ceil(students.length / PIECE) }, (_, at) =>
    students.slice(at * PIECE, (at + 1) * PIECE),
  );
}

async function readPiece(
  input: RunInput,
  students: readonly StudentToJudge[] | undefined,
  reader: FileReader,
): Promise<Piece> {
  const last = students?.at(-1);
  if (students === undefined || last === undefined) return { stored: [], files: new Map() };
  const { client, districtId, asOf, district } = input;
  const files = await reader.through(last.no);
  const yearStart = Math.min(asOf, ...district.packs.map((pack) => judgedFrom(pack, asOf)));
  const stored: StoredStudent[] = [];
  const ids = students.map(({ id }) => id);
  for await (const student of studentFacts(client, districtId, { yearStart, asOf, students: ids }))
    stored.push(student);
  return { stored, files };
}

/** Gives way now and then, so that the connection goes on meanwhile. */
async function judgePiece({ stored, files }: Piece, judge: StudentJudge, store: OutcomeStore): Promise<void> {
  for (const [at, student] of stored.entries()) {
    store.put(judge.judge(student, files.get(student.no) ?? NOTHING_ON_FILE));
    if (at % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
  }
}

/** A promise that is awaited later: its failure counts then, and is no stray rejection before. */
function awaitedLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
