/** For the generated test of access: one of each thing of casework about a student. */
import { Readable } from 'node:stream';
import {
  createTasks,
  fileDocument,
  giveReasons,
  giveStatuses,
  logContact,
  makeIncidents,
  openCase,
  storeFile,
  writeJournal,
  type Who,
} from '../cases/index.ts';
import { withTransaction } from '../db/index.ts';
import { proposeExcusal } from '../notices/index.ts';
import { caseKeyOf } from './cases/case-key.ts';
import { parseStudentKey } from './keys.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, type TestServer } from './testing.ts';

/** Names of things, as they stand in addresses. */
export interface CaseworkPlace {
  readonly case: string;
  readonly contact: string;
  readonly journal: string;
  readonly document: string;
  readonly excusal: string;
  readonly incident: string;
  /** Of eligibility, and of an at-risk reason. */
  readonly eligibility: string;
  readonly atRisk: string;
  readonly task: string;
}

export async function caseworkOf({ db, home }: TestServer, studentKey: string, districtId = 1): Promise<CaseworkPlace> {
  const who: Who = { districtId, personId: '', name: 'test', role: 'rollcall', now: SAMPLE_NOW, on: SAMPLE_AS_OF };
  const found = await db.pool.query<{ id: string; school: string }>(
    `select s.student_id as id, (select e.school_id from enrollments e where e.district_id = s.district_id and e.student_id = s.student_id
       order by e.exit_on desc nulls first limit 1) as school from students s where s.district_id = $1 and s.student_no = $2`,
    [districtId, parseStudentKey(studentKey)],
  );
  const { id: student = '', school = '' } = found.rows[0] ?? {};
  const file = await storeFile({ home, districtId }, Readable.from([Buffer.from('%PDF-1.4\n% a test\n')]));
  return withTransaction(db, async (client) => {
    const { caseId } = await openCase(client, who, { student, school, because: 'D4' });
    const facts = { kind: 'phone', outcome: 'message', with: { party: 'other', name: 'A neighbor' } } as const;
    const { contactId } = await logContact(client, who, { student, ...facts });
    const journal = await writeJournal(client, who, { student, reason: 'attendance', entry: 'Talked.' });
    const filed = { student, kind: 'other', title: '', file, fileName: 'scan.pdf' } as const;
    const document = await fileDocument(client, who, filed);
    const excusal = await proposeExcusal(client, who, { student, days: ['2026-11-12'], reason: 'Note' });
    const [task] = await createTasks(client, who, [
      { student, school, what: 'Call home', role: 'clerk', dueOn: null, caseId },
    ]);
    return {
      case: caseKeyOf(caseId),
      contact: String(contactId),
      journal: String(journal),
      document: String(document),
      excusal: String(excusal),
      task: `T${task}`,
      ...(await standingOf(client, who, { student, school })),
    };
  });
}

async function standingOf(
  client: Parameters<typeof makeIncidents>[0],
  who: Who,
  at: { readonly student: string; readonly school: string },
): Promise<Pick<CaseworkPlace, 'incident' | 'eligibility' | 'atRisk'>> {
  const since = { ...at, from: SAMPLE_AS_OF, until: '2027-01-22', because: 'TEST', noticeId: null };
  const reporter = { kind: 'staff', id: 'S-LANG', name: 'Patricia Lang' } as const;
  const made = { ...at, on: SAMPLE_AS_OF, reporter, code: 'TARDY', action: 'DETENTION', fines: [] };
  const [incident] = await makeIncidents(client, who, [{ ...made, because: 'TEST', noticeId: null }]);
  const [eligibility] = await giveStatuses(client, who, [{ ...since, status: 'probation', before: 'eligible' }]);
  const [atRisk] = await giveReasons(client, who, [{ ...since, reason: 'ATTENDANCE', factors: ['ATTENDANCE'] }]);
  return { incident: String(incident), eligibility: String(eligibility), atRisk: String(atRisk) };
}
