/** Opens the page of one student for somebody: with what is known of the district, and what was worked out already. */
import type pg from 'pg';
import type { z } from 'zod';
import { connectToStudent } from '../../access/index.ts';
import {
  DistrictMemory,
  explainStudent,
  type KnownDistrict,
  type StudentExplanation,
} from '../../calculation/index.ts';
import type { Database } from '../../db/index.ts';
import type { Day } from '../../engine/index.ts';
import type { Context, ServerParts } from '../context.ts';
import { problem } from '../problems.ts';
import { withTitles } from '../titles.ts';
import { Written } from '../written.ts';
import { findStudent, type FoundStudent } from './find-student.ts';
import { JudgedStudents } from './judged-students.ts';
import { KeptAnswers } from './kept-answers.ts';
import type { StudentVisits } from './visits.ts';
import { visitsOf } from './visits.ts';

export type Around = <T>(work: (client: pg.PoolClient) => Promise<T>) => Promise<T>;

export interface OpenStudent extends FoundStudent {
  /** Sees this student and no other. */
  readonly client: pg.PoolClient;
  /** For what depends on other students: while `work` is done, the same connection sees whom the person may see. */
  readonly around: Around;
  readonly known: KnownDistrict;
}

/** Who asks about which student, on what. */
export type Asked = Pick<Context, 'db' | 'districtId' | 'audit' | 'sessionId' | 'actor' | 'reach'> & {
  readonly parts: Pick<ServerParts, 'db' | 'now'>;
  readonly params: { readonly student: string };
};

/** The whole page, or a part of it that belongs to a visit of the page. */
export type Part = Parameters<StudentVisits['isNew']>[2];

/**
 * Does the work on one walled connection and leaves one audit entry for a visit, however many parts of the page are read.
 * Fails: `not-found` for a student out of reach.
 */
export async function withStudent<T>(
  context: Asked,
  part: Part,
  work: (student: OpenStudent) => Promise<T>,
): Promise<T> {
  const found = await findStudent(context);
  const result = await onConnection(context, found, work);
  await putOnRecord(context, part, found);
  return result;
}

export interface Wanted<Shape extends z.ZodType> {
  readonly part: Part;
  /** What is asked about the student, beside the part: a day, a year. Fails before anything is read. */
  readonly of: (found: FoundStudent) => string;
  readonly shape: Shape;
  readonly work: (student: OpenStudent) => Promise<z.input<Shape>>;
}

/**
 * As {@link withStudent}, for an answer that is the same for everybody who may see the student: what was worked out and written for one
 * is sent to the next, as long as nothing changed that it rests on. The reach is asked and the visit put on record each time.
 */
export async function keptAnswer<Shape extends z.ZodType>(
  context: Asked,
  { part, of, shape, work }: Wanted<Shape>,
): Promise<z.input<Shape>> {
  const found = await findStudent(context);
  const { parts } = context;
  const name = `${found.no} ${part} ${found.language} ${of(found)}`;
  const written = await answersOf(parts.db).of(name, { state: found.state, now: parts.now() }, async () => {
    let isWide = false;
    const answer = await onConnection(context, found, (student) => {
      const around: Around = (ask) => {
        isWide = true;
        return student.around(ask);
      };
      return work({ ...student, around });
    });
    const titled = await withTitles(answer, { db: parts.db, districtId: found.districtId, language: found.language });
    return { answer: Written.of(shape, titled), isWide };
  });
  await putOnRecord(context, part, found);
  return written.asAnswer();
}

/** The student judged as of a day: once for all parts of the page, as long as nothing changed. */
export function explained(student: OpenStudent, asOf: Day = student.asOf): Promise<StudentExplanation> {
  const { client, districtId, id, no, known, state } = student;
  return JudgedStudents.by(known).of({ no, asOf, state: state.own }, async () => {
    const explanation = await explainStudent(client, { districtId, student: id, asOf, known });
    if (explanation === null) throw problem('not-found');
    return explanation;
  });
}

async function onConnection<T>(
  { parts, actor, reach }: Asked,
  found: FoundStudent,
  work: (student: OpenStudent) => Promise<T>,
): Promise<T> {
  const { client, around } = await connectToStudent(parts.db, { actor, reach, student: found.id });
  try {
    const known = await memoryOf(parts.db).of(client, found.districtId, found.revision);
    return await work({ ...found, client, around, known });
  } finally {
    client.release();
  }
}

async function putOnRecord({ parts, sessionId, audit }: Asked, part: Part, { no, key }: FoundStudent): Promise<void> {
  if (!visitsOf(parts.db).isNew(sessionId ?? '', no, part, parts.now())) return;
  await audit({ action: 'view-student', students: [key], detail: part === 'page' ? {} : { part } });
}

const MEMORIES = new WeakMap<Database, DistrictMemory>();

/** One for each database of the process. */
export function memoryOf(db: Database): DistrictMemory {
  let memory = MEMORIES.get(db);
  if (memory === undefined) MEMORIES.set(db, (memory = new DistrictMemory()));
  return memory;
}

const ANSWERS = new WeakMap<Database, KeptAnswers>();

/** One for each database of the process. */
function answersOf(db: Database): KeptAnswers {
  let answers = ANSWERS.get(db);
  if (answers === undefined) ANSWERS.set(db, (answers = new KeptAnswers()));
  return answers;
}
