import type pg from 'pg';
import { createTasks, dueOn, type ActingRole, type Who } from '../../cases/index.ts';
import type { NoticeRow } from './notice-rows.ts';

interface Marking {
  readonly districtId: number;
  readonly person?: { readonly personId: string; readonly role: ActingRole };
  readonly by: string;
  readonly now: Date;
  /** ISO: the day on which it came back. */
  readonly on: string;
}

/** A letter that came back: somebody finds out where the family lives. Once for a student, while that task is open. */
export async function makeAddressTasks(
  client: pg.ClientBase,
  request: Marking,
  returned: readonly NoticeRow[],
): Promise<void> {
  const { districtId, person, by, now, on } = request;
  const who: Who = {
    districtId,
    personId: person?.personId ?? '',
    name: by,
    role: person?.role ?? 'rollcall',
    now,
    on,
  };
  const students = [...new Set(returned.map(({ identity }) => identity.student))];
  const open = await client.query<{ student_id: string }>(
    `select student_id from tasks where district_id = $1 and student_id = any ($2) and state = 'open' and what = $3`,
    [districtId, students, ADDRESS_TASK],
  );
  const there = new Set(open.rows.map((row) => row.student_id));
  const missing = returned.filter(({ identity }) => !there.has(identity.student));
  const first = [...new Map(missing.map((notice) => [notice.identity.student, notice])).values()];
  const days = await dueOn(
    client,
    districtId,
    first.map(({ school }) => ({ school, from: on, schoolDays: ADDRESS_SCHOOL_DAYS })),
  );
  await createTasks(
    client,
    who,
    first.map(({ identity, school, noticeId }, at) => ({
      student: identity.student,
      school,
      what: ADDRESS_TASK,
      role: 'clerk',
      dueOn: days[at] ?? null,
      noticeId,
    })),
  );
}

/** A sentence of the words `tasks`. */
const ADDRESS_TASK = 'key:address';
const ADDRESS_SCHOOL_DAYS = 3;
