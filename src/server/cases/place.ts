/** What the handlers of casework have in common: which student, and the record of a visit. */
import type { Action } from '../../access/index.ts';
import type { Who } from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import type pg from 'pg';
import type { Context } from '../context.ts';
import { problem } from '../problems.ts';
import { visitsOf } from '../students/visits.ts';
import { whoOf } from '../who.ts';

type Asking = Pick<Context, 'db' | 'districtId' | 'parts' | 'actor' | 'audit' | 'sessionId'>;

/** Does it in one transaction, as the person who asks. */
export async function inCasework<T>(
  context: Pick<Context, 'db' | 'districtId' | 'parts' | 'actor'>,
  action: Action,
  work: (client: pg.ClientBase, who: Who) => Promise<T>,
): Promise<T> {
  const who = await whoOf(context, action);
  return withTransaction(context.db, (client) => work(client, who));
}

/** One entry for a visit of a student's page or file, however many parts of it are read. */
export async function leaveVisit(context: Asking, student: { readonly no: number }, part: string): Promise<void> {
  const { parts, sessionId, audit } = context;
  if (!visitsOf(parts.db).isNew(sessionId ?? '', student.no, part, parts.now())) return;
  await audit({ action: 'view-student', students: [`s${student.no}`], detail: { part } });
}

export interface PlacedStudent {
  readonly id: string;
  readonly no: number;
  /** `Last, First`. */
  readonly name: string;
}

/** Fails: `not-found` for a student out of reach. */
export async function studentById(
  { db, districtId }: Pick<Context, 'db' | 'districtId'>,
  student: string,
): Promise<PlacedStudent> {
  const found = await db.pool.query<PlacedStudent>(
    `select student_id as id, student_no as no, last_name || ', ' || first_name as name from students where district_id = $1 and student_id = $2`,
    [districtId, student],
  );
  const [row] = found.rows;
  if (row === undefined) throw problem('not-found');
  return row;
}
