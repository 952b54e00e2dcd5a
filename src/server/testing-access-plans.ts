/** For the generated test of access: a plan, a referral and a sealed file of a place's student. */
import { createPlans, makeReferrals } from '../cases/index.ts';
import { withTransaction } from '../db/index.ts';
import { parseStudentKey } from './keys.ts';
import type { Place } from './testing-access-world.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, type TestServer } from './testing.ts';

/** The place with a plan, a referral and a sealed file of its student. */
export async function withPlan({ db }: TestServer, place: Partial<Place>, districtId = 1): Promise<Partial<Place>> {
  const found = await db.pool.query<{ id: string; school: string }>(
    `select s.student_id as id, (select max(e.school_id) from enrollments e where e.district_id = s.district_id and e.student_id = s.student_id) as school
       from students s where s.district_id = $1 and s.student_no = $2`,
    [districtId, parseStudentKey(place.student ?? '')],
  );
  const { id: student, school } = found.rows[0] as { readonly id: string; readonly school: string };
  const who = { districtId, personId: '', name: 'test', role: 'rollcall', now: SAMPLE_NOW, on: SAMPLE_AS_OF } as const;
  return withTransaction(db, async (client) => {
    const [made] = await createPlans(client, who, [
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
    ]);
    const asked = { student, school, role: 'truancy-officer', duty: 'officer', pack: '', criterion: '' } as const;
    const [referral] = await makeReferrals(client, who, [{ ...asked, noticeId: null, requires: [], why: 'test' }]);
    const sealed = await client.query<{ id: number }>(
      `insert into sealed_files (district_id, student_id, case_id, purpose, contents, pages, size_bytes, sha256, pdf, made_by_id, made_by, made_at)
       select p.district_id, p.student_id, p.case_id, 'case-file', '[]', 1, 9, encode(sha256('%PDF-test'::bytea), 'hex'), '%PDF-test'::bytea, '', 'test', $3
         from plans p where p.district_id = $1 and p.plan_id = $2 returning file_id as id`,
      [districtId, made?.planId, SAMPLE_NOW],
    );
    const things = { plan: `P${made?.planId}`, referral: `R${referral?.referralId}`, sealed: `F${sealed.rows[0]?.id}` };
    return { ...place, ...things };
  });
}
