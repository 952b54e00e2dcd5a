/** Calls of early fall, old enough that it can be said whether they helped. */
import type pg from 'pg';
import { logContact } from '../cases/index.ts';
import { parseDay } from '../engine/index.ts';
import { firstGuardian, SCHOOL, type Cast } from './casework-files.ts';

/** Calendar days before the last day with records: a Monday, with 20 school days on either side. */
const BEFORE_LAST_DAY = 38;
/** Every so many students of the school, and no more than so many. */
const EVERY = 4;
const MOST = 40;

export async function callInFall(client: pg.ClientBase, cast: Cast): Promise<void> {
  const clerk = cast.as('clerk');
  const found = await client.query<{ id: string; through: string }>(
    `select x.id, x.through from (
       select s.student_id as id, a.through_on as through, row_number() over (order by s.student_no) as place from students s
         join enrollments e on e.district_id = s.district_id and e.student_id = s.student_id and e.school_id = $2 and e.exit_on is null
         join school_attendance a on a.district_id = s.district_id and a.school_id = $2
        where s.district_id = $1 and s.student_no > 25 and e.entry_on < a.through_on - 60 and s.student_id <> all ($3)
          and exists (select from guardians g where g.district_id = s.district_id and g.student_id = s.student_id
            and g.no_contact is not true)) x
      where x.place % $4 = 0 order by x.place limit $5`,
    [clerk.districtId, SCHOOL, cast.students, EVERY, MOST],
  );
  for (const { id: student, through } of found.rows) {
    const daysAgo = (parseDay(cast.on) ?? 0) - (parseDay(through) ?? 0) + BEFORE_LAST_DAY;
    const who = cast.as('clerk', daysAgo);
    const { name } = await firstGuardian(client, who, student);
    await logContact(client, who, {
      student,
      kind: 'phone',
      with: { party: 'guardian', name },
      outcome: 'reached',
      at: who.now,
      note: '',
    });
  }
}
