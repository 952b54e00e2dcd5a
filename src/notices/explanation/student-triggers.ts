/** The stored triggers of one student, without their evidence. */
import type pg from 'pg';
import type { TriggerIdentity } from '../identity.ts';

export interface StudentTrigger {
  readonly identity: TriggerIdentity;
  /** ISO. */
  readonly triggerOn: string;
  readonly value: number;
  readonly decision: string;
  readonly state: 'active' | 'lapsed';
  readonly lapsedReason: string | null;
  readonly packHash: string;
  /** The school where the student is at the as-of date; '' without one. */
  readonly at: string;
}

type Row = Omit<StudentTrigger, 'identity' | 'value'> &
  Omit<TriggerIdentity, 'student' | 'school'> & {
    readonly school: string;
    readonly value: string;
  };

/** The oldest first, lapsed ones too. */
export async function readStudentTriggers(
  client: pg.ClientBase,
  districtId: number,
  student: string,
): Promise<readonly StudentTrigger[]> {
  const found = await client.query<Row>({ name: 'triggers-of-student', text: TRIGGERS, values: [districtId, student] });
  return found.rows.map(({ pack, criterion, cycle, occurrence, school, value, ...row }) => ({
    ...row,
    value: Number(value),
    identity: { pack, student, criterion, cycle, occurrence, school: school === '' ? null : school },
  }));
}

const TRIGGERS = `select pack_id as pack, criterion, cycle_on as cycle, occurrence, school_id as school, trigger_on as "triggerOn", value,
    decision, state, lapsed_reason as "lapsedReason", pack_hash as "packHash", current_school_id as at
  from triggers where district_id = $1 and student_id = $2
  order by trigger_on, pack_id, criterion, cycle_on, occurrence, school_id`;
