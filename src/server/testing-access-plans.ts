/** For the generated test of access: a plan of a place's student. */
import { createPlans } from '../cases/index.ts';
import { withTransaction } from '../db/index.ts';
import { parseStudentKey } from './keys.ts';
import type { Place } from './testing-access-world.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, type TestServer } from './testing.ts';

/** The place with a plan of its student. */
export async function withPlan({ db }: TestServer, place: Partial<Place>, districtId = 1): Promise<Partial<Place>> {
  const found = await db.pool.query<{ id: string; school: string }>(
    `select s.student_id as id, (select max(e.school_id) from enrollments e where e.district_id = s.district_id and e.student_id = s.student_id) as school
       from students s where s.district_id = $1 and s.student_no = $2`,
    [districtId, parseStudentKey(place.student ?? '')],
  );
  const { id: student, school } = found.rows[0] as { readonly id: string; readonly school: string };
  const who = { districtId, personId: '', name: 'test', role: 'rollcall', now: SAMPLE_NOW, on: SAMPLE_AS_OF } as const;
  const [made] = await withTransaction(db, (client) =>
    createPlans(client, who, [
      {
        student,
        school,
        kind: 'intervention',
        pack: '',
        criterion: '',
        noticeId: null,
        cycleOn: '2026-07-01',
        termKind: '',
        termName: '',
        beginsOn: SAMPLE_AS_OF,
        endsOn: '2027-06-30',
        atEnd: 'close',
        requires: [],
        reason: 'test',
      },
    ]),
  );
  return { ...place, plan: `P${made?.planId}` };
}
