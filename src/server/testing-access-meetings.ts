/** For the generated test of access: a meeting about a place's student, and a contract with the family. */
import { draftContract, makeMeeting, type Who } from '../cases/index.ts';
import { withTransaction } from '../db/index.ts';
import { parseStudentKey } from './keys.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, type TestServer } from './testing.ts';

/** Names of things, as they stand in addresses. */
export interface MeetingPlace {
  /** A meeting about the student. */
  readonly about: string;
  readonly contract: string;
}

export async function meetingsOf({ db }: TestServer, studentKey: string, districtId = 1): Promise<MeetingPlace> {
  const who: Who = { districtId, personId: '', name: 'test', role: 'rollcall', now: SAMPLE_NOW, on: SAMPLE_AS_OF };
  const found = await db.pool.query<{ id: string }>(
    'select student_id as id from students where district_id = $1 and student_no = $2',
    [districtId, parseStudentKey(studentKey)],
  );
  const student = found.rows[0]?.id ?? '';
  return withTransaction(db, async (client) => {
    const { meetingId } = await makeMeeting(client, who, {
      student,
      kind: 'contract',
      on: '2026-12-15',
      at: '15:30',
      minutes: 30,
      place: 'Room 4',
      purpose: '',
      language: 'en',
      interpreter: 'none',
      interpreterName: '',
      invitees: [],
      sendsMail: false,
    });
    const { contractId } = await draftContract(client, who, { student });
    return { about: String(meetingId), contract: String(contractId) };
  });
}
