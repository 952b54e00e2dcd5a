/** Opens one attendance file for somebody: is it within reach, is the visit on record. */
import { readCase, type CaseRow } from '../../cases/index.ts';
import type { Context } from '../context.ts';
import { problem } from '../problems.ts';
import { parseCaseKey } from './case-key.ts';
import { leaveVisit, studentById, type PlacedStudent } from './place.ts';

type Asked = Pick<Context, 'db' | 'districtId' | 'parts' | 'actor' | 'audit' | 'sessionId'> & {
  readonly params: { readonly case: string };
};

export interface OpenedCase {
  readonly file: CaseRow;
  readonly student: PlacedStudent;
}

/** Fails: `not-found` for a file that is not there, or whose student is out of reach. */
export async function openedCase(context: Asked, part: string): Promise<OpenedCase> {
  const file = await readCase(context.db.pool, context.districtId, parseCaseKey(context.params.case));
  if (file === undefined) throw problem('not-found');
  const student = await studentById(context, file.student);
  await leaveVisit(context, student, part);
  return { file, student };
}
