/** Every notice of a student, as it was sent. */
import type { z } from 'zod';
import type { OpenStudent } from './open-student.ts';
import type { StudentNotice } from './shapes.ts';

type Notice = z.input<typeof StudentNotice>;

/** The latest first. Withdrawn ones are among them: nothing is deleted. */
export async function readNotices({ client, districtId, id, known }: OpenStudent): Promise<readonly Notice[]> {
  const found = await client.query<Omit<Notice, 'title' | 'value'> & { value: string | null }>({
    name: 'student-notices',
    text: NOTICES,
    values: [districtId, id],
  });
  const titles = new Map(
    known.district.packs.flatMap(({ policy }) =>
      policy.criteria.map(({ code, title }) => [`${policy.id} ${code}`, title] as const),
    ),
  );
  return found.rows.map((row) => ({
    ...row,
    value: row.value === null ? null : Number(row.value),
    title: titles.get(`${row.pack} ${row.criterion}`) ?? row.criterion,
  }));
}

/** Letters from number 101 on are those of a rescission. */
const NOTICES = `select 'N' || n.notice_id as notice, 'B' || n.batch_id as batch, n.pack_id as pack, n.criterion,
    coalesce(sc.name, n.notice_school_id) as school, n.issued_on as "issuedOn", n.issued_by as "issuedBy", n.origin, n.state,
    st.on_date as "stateOn", coalesce(st.way, '') as way, coalesce(st.note, '') as note, n.correction,
    n.correction_kept_by is not null as "isKept", n.trigger_on as "metOn", n.value,
    coalesce((select json_agg(json_build_object('letter', l.letter_no, 'recipients', l.recipients, 'language', l.language)
                              order by l.letter_no)
       from notice_letters l where l.district_id = n.district_id and l.notice_id = n.notice_id), '[]') as letters
  from notices n
  left join schools sc on sc.district_id = n.district_id and sc.school_id = n.notice_school_id
  left join lateral (
    select on_date, way, note from notice_steps s
     where s.district_id = n.district_id and s.notice_id = n.notice_id and s.step = n.state
     order by s.step_id desc limit 1) st on true
  where n.district_id = $1 and n.student_id = $2
  order by n.issued_on desc, n.notice_id desc`;
