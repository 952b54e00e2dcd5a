/** Opens the page of one student for somebody: is the student within reach, what is known of the district, is it on record. */
import type pg from 'pg';
import {
  DISTRICT_REVISION,
  DistrictMemory,
  explainStudent,
  type KnownDistrict,
  type StudentExplanation,
} from '../../calculation/index.ts';
import type { Database } from '../../db/index.ts';
import { parseDay, type Day } from '../../engine/index.ts';
import { todayIn } from '../../db/zone.ts';
import type { Language } from '../../notices/index.ts';
import type { Context } from '../context.ts';
import { parseStudentKey } from '../keys.ts';
import { problem } from '../problems.ts';
import type { StudentVisits } from './visits.ts';
import { visitsOf } from './visits.ts';

export type Around = <T>(work: (client: pg.PoolClient) => Promise<T>) => Promise<T>;

export interface OpenStudent {
  /** Sees this student and no other. */
  readonly client: pg.PoolClient;
  /** For what depends on other students: while `work` is done, the same connection sees whom the person may see. */
  readonly around: Around;
  readonly districtId: number;
  /** The number of the student information system. */
  readonly id: string;
  readonly no: number;
  /** As in the address. */
  readonly key: string;
  /** Of the last calculation; today before the first. */
  readonly asOf: Day;
  /** In the district's zone. */
  readonly today: Day;
  readonly known: KnownDistrict;
  /** Of the person who reads. */
  readonly language: Language;
}

type Asked = Pick<Context, 'actor' | 'db' | 'districtId' | 'parts' | 'audit' | 'sessionId'> & {
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
  const { actor, db, parts, districtId, sessionId, params } = context;
  const no = parseStudentKey(params.student);
  const client = await db.pool.connect();
  let result: T;
  try {
    const found = await client.query<PlaceRow>({ name: 'open-student', text: PLACE, values: [districtId, no] });
    const [row] = found.rows;
    if (row === undefined) throw problem('not-found');
    const known = await memoryOf(parts.db).of(client, districtId, row.revision);
    const today = parseDay(todayIn(row.time_zone, parts.now())) ?? 0;
    const place = {
      client,
      around: aroundOf(client, row.scope),
      districtId,
      id: row.id,
      no,
      key: params.student,
      known,
      language: actor.language,
      today,
    };
    result = await work({ ...place, asOf: row.as_of ?? today });
  } finally {
    client.release();
  }
  if (visitsOf(parts.db).isNew(sessionId ?? '', no, part, parts.now()))
    await context.audit({
      action: 'view-student',
      students: [params.student],
      detail: part === 'page' ? {} : { part },
    });
  return result;
}

/** The student judged as of a day. */
export async function explained(student: OpenStudent, asOf: Day = student.asOf): Promise<StudentExplanation> {
  const { client, districtId, id, known } = student;
  const explanation = await explainStudent(client, { districtId, student: id, asOf, known });
  if (explanation === null) throw problem('not-found');
  return explanation;
}

interface PlaceRow {
  readonly id: string;
  readonly as_of: Day | null;
  readonly time_zone: string;
  readonly revision: string;
  readonly scope: string;
}

/** Not another connection of the pool: requests that each hold one and wait for a second would wait for ever. */
function aroundOf(client: pg.PoolClient, scope: string): Around {
  const setScope = (to: string): Promise<unknown> =>
    client.query({ name: 'set-scope', text: `select set_config('app.scope', $1, false)`, values: [to] });
  return async (work) => {
    await setScope(scope);
    try {
      return await work(client);
    } finally {
      await setScope('student');
    }
  };
}

/** Only a row that the wall shows narrows the reach to its student. */
const PLACE = `select s.student_id as id, d.time_zone, ${DISTRICT_REVISION} as revision, wall_scope() as scope,
    set_config('app.student', s.student_id, false), set_config('app.scope', 'student', false),
    (select c.as_of_on - date '1970-01-01' from calculations c where c.district_id = s.district_id
      order by c.calculation_id desc limit 1) as as_of
  from students s join districts d on d.district_id = s.district_id
  where s.district_id = $1 and s.student_no = $2`;

const MEMORIES = new WeakMap<Database, DistrictMemory>();

/** One for each database of the process. */
export function memoryOf(db: Database): DistrictMemory {
  let memory = MEMORIES.get(db);
  if (memory === undefined) MEMORIES.set(db, (memory = new DistrictMemory()));
  return memory;
}
