/** The stored triggers of one student, without their evidence. */
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

export type StudentTriggerRow = Omit<StudentTrigger, 'identity' | 'value'> &
  Omit<TriggerIdentity, 'student' | 'school'> & {
    readonly school: string;
    readonly value: number;
  };

export function studentTriggerOf(
  { pack, criterion, cycle, occurrence, school, ...row }: StudentTriggerRow,
  student: string,
): StudentTrigger {
  return { ...row, identity: { pack, student, criterion, cycle, occurrence, school: school === '' ? null : school } };
}

/** The statement that reads those of student `$2`, the oldest first, lapsed ones too. */
export const TRIGGERS_OF_STUDENT = `select pack_id as pack, criterion, cycle_on as cycle, occurrence, school_id as school, trigger_on as "triggerOn", value,
    decision, state, lapsed_reason as "lapsedReason", pack_hash as "packHash", current_school_id as at
  from triggers where district_id = $1 and student_id = $2
  order by trigger_on, pack_id, criterion, cycle_on, occurrence, school_id`;
