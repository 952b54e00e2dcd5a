/** The head of an attendance file: whose it is, what comes next, how much each part holds. */
import { countDisclosures } from '../../access/index.ts';
import { actionsOf, CASE_STATES, readStudentCases, yearOf } from '../../cases/index.ts';
import { noticeName } from '../../notices/index.ts';
import type { Context } from '../context.ts';
import { studentKeyOf } from '../keys.ts';
import { whoOf } from '../who.ts';
import { caseKeyOf } from './case-key.ts';
import type { CaseHead } from './contract.ts';
import { readNextItems } from './next-items.ts';
import type { OpenedCase } from './open-case.ts';
import { mayDo } from './may.ts';

type Asking = Pick<Context, 'db' | 'districtId' | 'parts' | 'actor' | 'reach'>;

export async function readCaseHead(context: Asking, { file, student }: OpenedCase): Promise<CaseHead> {
  const { db, districtId } = context;
  const who = await whoOf(context, 'see-cases');
  const row = await readRow(context, file.caseId, who.on);
  const others = await readStudentCases(db.pool, { districtId, student: file.student });
  const beside = (year: number): string | null => {
    const found = others.find((one) => one.year === year);
    return found === undefined ? null : caseKeyOf(found.caseId);
  };
  const isManaged = mayDo(context, 'manage-case');
  return {
    case: caseKeyOf(file.caseId),
    year: file.year,
    state: file.state,
    openedOn: file.openedOn,
    closedOn: file.closedOn,
    outcome: file.outcome,
    because: file.because,
    student: studentKeyOf(student.no),
    firstName: row.firstName,
    lastName: row.lastName,
    grade: row.grade,
    school: { id: file.school, name: row.schoolName },
    notice: file.noticeId === null ? null : noticeName(file.noticeId),
    owner: row.ownerId === '' ? null : { person: row.ownerId, name: row.owner },
    revision: file.revision,
    isReadOnly: file.state === 'closed',
    may: isManaged
      ? actionsOf(CASE_STATES, { status: file.state, role: who.role }).filter(isOfYear(file.year, who.on))
      : [],
    parts: {
      contacts: row.contacts,
      journal: row.journal,
      documents: row.documents,
      disclosures: await countDisclosures(db.pool, districtId, { student: student.no }),
    },
    next:
      file.state === 'closed' ? [] : await readNextItems(db.pool, { districtId, student: file.student, on: who.on }),
    before: beside(file.year - 1),
    after: beside(file.year + 1),
  };
}

interface Row {
  readonly firstName: string;
  readonly lastName: string;
  readonly grade: string;
  readonly schoolName: string;
  readonly ownerId: string;
  readonly owner: string;
  readonly contacts: number;
  readonly journal: number;
  readonly documents: number;
}

async function readRow({ db, districtId }: Asking, caseId: number, on: string): Promise<Row> {
  const found = await db.pool.query<Row>(HEAD, [districtId, caseId, on]);
  return found.rows[0] as Row;
}

const HEAD = `select s.first_name as "firstName", s.last_name as "lastName", s.grade, coalesce(sc.name, c.school_id) as "schoolName",
    coalesce(p.person_id, n.person_id, '') as "ownerId", coalesce(p.name, n.name, '') as owner,
    (select count(*)::int from contacts k where k.district_id = c.district_id and k.student_id = c.student_id and not k.is_void
      and not exists (select from contacts n where n.district_id = k.district_id and n.corrects_id = k.contact_id)) as contacts,
    (select count(*)::int from journals k where k.district_id = c.district_id and k.student_id = c.student_id and not k.is_void
      and not exists (select from journals n where n.district_id = k.district_id and n.corrects_id = k.journal_id)) as journal,
    (select count(*)::int from documents d where d.district_id = c.district_id and d.student_id = c.student_id and d.state = 'filed') as documents
  from cases c
  join students s on s.district_id = c.district_id and s.student_id = c.student_id
  left join schools sc on sc.district_id = c.district_id and sc.school_id = c.school_id
  left join people p on p.district_id = c.district_id and p.person_id = c.owner_id and (p.ended_on is null or p.ended_on > $3::date)
  left join named_on($1, $3::date) n on n.school_id = c.school_id and n.duty = 'lead'
 where c.district_id = $1 and c.case_id = $2`;

/** A file of an earlier school year is not opened again. */
function isOfYear(year: number, today: string): (action: string) => boolean {
  return (action) => action !== 'reopen' || year === yearOf(today);
}
