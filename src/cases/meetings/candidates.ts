/** Who may be invited to a meeting about a student: the family, and the people who work with the student. */
import type pg from 'pg';
import type { InviteePart, NewInvitee } from './meeting.ts';

export interface Candidate extends Required<NewInvitee> {
  /** Mother, homeroom, truancy officer of the school: as it is on file. */
  readonly relation: string;
}

/**
 * Guardians without an order of no contact, the student, staff in the student's care, teachers of the present sections, counselor
 * and nurse of the school, and its people in Rollcall. Reads by the client's reach.
 */
export async function readCandidates(
  client: pg.ClientBase | pg.Pool,
  question: { readonly districtId: number; readonly student: string; readonly school: string; readonly on: string },
): Promise<readonly Candidate[]> {
  const found = await client.query<CandidateRow>(CANDIDATES_SQL, [
    question.districtId,
    question.student,
    question.on,
    question.school,
  ]);
  const seen = new Set<string>();
  return found.rows.map(candidateOf).filter((one) => {
    const key = one.guardianId || one.staffId || one.email || `${one.part} ${one.name}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

interface CandidateRow {
  readonly place: number;
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly relation: string;
  readonly guardian_id: string;
  readonly staff_id: string;
  readonly person_id: string;
  readonly part: string;
}

function candidateOf(row: CandidateRow): Candidate {
  return {
    part: partOf(row),
    name: row.name,
    email: row.email,
    organisation: '',
    language: row.language,
    guardianId: row.guardian_id,
    staffId: row.staff_id,
    personId: row.person_id,
    relation: row.relation,
  };
}

/** What staff.csv and student_staff.csv call them differs by district. */
function partOf({ part, relation }: CandidateRow): InviteePart {
  if (part !== 'staff') return part as InviteePart;
  if (/counsel/i.test(relation)) return 'counselor';
  if (/principal|admin/i.test(relation)) return 'administrator';
  if (/homeroom|teach|advis/i.test(relation)) return 'teacher';
  return 'team';
}

const CANDIDATES_SQL = `
  with known as (
    select 1 as place, 'guardian' as part, g.name, g.email, coalesce(nullif(g.language, ''), s.home_language) as language,
           g.relation, g.guardian_id, '' as staff_id, '' as person_id
      from guardians g join students s on s.district_id = g.district_id and s.student_id = g.student_id
     where g.district_id = $1 and g.student_id = $2 and g.no_contact is not true
    union all
    select 2, 'student', s.first_name || ' ' || s.last_name, '', s.home_language, '', '', '', ''
      from students s where s.district_id = $1 and s.student_id = $2
    union all
    select 3, 'staff', f.name, f.email, 'en', t.relation, '', f.staff_id, coalesce(p.person_id, '')
      from student_staff t join staff f on f.district_id = t.district_id and f.staff_id = t.staff_id
      left join people p on p.district_id = f.district_id and p.staff_id = f.staff_id and p.ended_on is null
     where t.district_id = $1 and t.student_id = $2
    union all
    select 4, 'teacher', f.name, f.email, 'en', string_agg(distinct c.name, ', '), '', f.staff_id, coalesce(p.person_id, '')
      from rosters r join sections c on c.district_id = r.district_id and c.section_id = r.section_id and c.school_id = $4
      join staff f on f.district_id = c.district_id and f.staff_id = c.staff_id
      left join people p on p.district_id = f.district_id and p.staff_id = f.staff_id and p.ended_on is null
     where r.district_id = $1 and r.student_id = $2 and (r.end_on is null or r.end_on >= $3)
     group by f.name, f.email, f.staff_id, p.person_id
    union all
    select 5, 'staff', f.name, f.email, 'en', f.kind, '', f.staff_id, coalesce(p.person_id, '')
      from staff f left join people p on p.district_id = f.district_id and p.staff_id = f.staff_id and p.ended_on is null
     where f.district_id = $1 and f.school_id = $4 and f.kind ~* 'counsel|nurse|psycholog|social work'
    union all
    select 5, case g.role when 'team' then 'team' else 'administrator' end, p.name, p.email, 'en', g.role, '', p.staff_id, p.person_id
      from grants g join people p on p.district_id = g.district_id and p.person_id = g.person_id and p.ended_on is null
     where g.district_id = $1 and g.school_id = $4 and g.role in ('administrator', 'team') and g.from_on <= $3
       and (g.until_on is null or g.until_on > $3)
    union all
    select 6, case n.duty when 'officer' then 'officer' when 'supervisor' then 'officer' when 'specialist' then 'specialist' else 'administrator' end,
           p.name, p.email, 'en', n.duty, '', p.staff_id, p.person_id
      from named_people n join people p on p.district_id = n.district_id and p.person_id = n.person_id
     where n.district_id = $1 and n.school_id = $4
  )
  select * from known order by place, name`;
