/**
 * Opaque ids of the API. A student's number of the student information system never stands in an address:
 * Rollcall's own running number does. A trigger's key is its identity with that number.
 */
import type pg from 'pg';
import { z } from 'zod';
import type { TriggerIdentity } from '../notices/index.ts';
import { problem } from './problems.ts';

interface Place {
  readonly db: { readonly pool: Pick<pg.Pool, 'query'> };
  readonly districtId: number;
}

/** `s123`. */
export const studentKeyOf = (studentNo: number): string => `s${studentNo}`;

/** The student's number of a key. Fails: `not-found` for anything else. */
export function parseStudentKey(key: string): number {
  const digits = /^s([1-9]\d{0,9})$/.exec(key)?.[1];
  if (digits === undefined || Number(digits) > 2_147_483_647) throw problem('not-found');
  return Number(digits);
}

/** The student id of the student information system, if the student is within the reach of `db`. Fails: `not-found`. */
export async function studentOfKey({ db, districtId }: Place, key: string): Promise<string> {
  const found = await db.pool.query<{ student_id: string }>(
    'select student_id from students where district_id = $1 and student_no = $2',
    [districtId, parseStudentKey(key)],
  );
  const student = found.rows[0]?.student_id;
  if (student === undefined) throw problem('not-found');
  return student;
}

/** Keys of many students; those out of reach have none. */
export async function studentKeys(
  { db, districtId }: Place,
  students: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await db.pool.query<{ student_id: string; student_no: number }>(
    'select student_id, student_no from students where district_id = $1 and student_id = any($2)',
    [districtId, students],
  );
  return new Map(found.rows.map(({ student_id: id, student_no: no }) => [id, studentKeyOf(no)]));
}

const TriggerParts = z.tuple([z.string(), z.int(), z.string(), z.iso.date(), z.int().positive(), z.string()]);

/** A trigger's key; `studentKey` is that of its student. */
export function triggerKeyOf(identity: Omit<TriggerIdentity, 'student'>, studentKey: string): string {
  const { pack, criterion, cycle, occurrence, school } = identity;
  return pack64([pack, parseStudentKey(studentKey), criterion, cycle, occurrence, school ?? '']);
}

/** The identity behind a trigger's key, if its student is within the reach of `db`. Fails: `not-found`. */
export async function triggerOfKey(place: Place, key: string): Promise<TriggerIdentity> {
  const parts = TriggerParts.safeParse(unpack64(key));
  if (!parts.success) throw problem('not-found');
  const [pack, studentNo, criterion, cycle, occurrence, school] = parts.data;
  const student = await studentOfKey(place, studentKeyOf(studentNo));
  return { pack, student, criterion, cycle, occurrence, school: school === '' ? null : school };
}

/** The cursor of a page: whatever the list needs to go on from. */
export const cursorOf = (value: unknown): string => pack64(value);

/** Reads a cursor. Fails: `invalid` for one that this list did not give. */
export function readCursor<T>(schema: z.ZodType<T>, cursor: string | undefined): T | undefined {
  if (cursor === undefined) return undefined;
  const value = schema.safeParse(unpack64(cursor));
  if (value.success) return value.data;
  throw problem('invalid', { errors: [{ path: 'cursor', message: 'allowed: the `next` of the page before' }] });
}

function pack64(value: unknown): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}

function unpack64(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
