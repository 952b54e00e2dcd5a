/** Triggers as the last calculation stored them, with the student and the school they are at now. */
import type pg from 'pg';
import type { Decision } from '../../engine/index.ts';
import { identityOfRow, type TriggerIdentity } from '../identity.ts';

export interface StoredTrigger {
  readonly identity: TriggerIdentity;
  readonly triggerOn: string;
  readonly value: number;
  readonly decision: Decision;
  readonly reason: string | null;
  readonly state: 'active' | 'lapsed';
  readonly lapsedReason: string | null;
  /** Packed; see src/db/evidence-pack.ts. */
  readonly evidence: Buffer;
  readonly evidenceHash: string;
  readonly packHash: string;
  readonly triggerSchool: string;
  /** The student's school at the as-of date; '' without one. */
  readonly at: string;
  readonly schoolName: string;
  /** Rollcall's own running number of the student. */
  readonly studentNo: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly grade: string;
  readonly birthOn: string | null;
  readonly homeLanguage: string;
  /** Flag `no-letters`: whatever else a notice does, no letter is made. */
  readonly noLetters: boolean;
}

interface TriggerRow {
  readonly pack_id: string;
  readonly student_id: string;
  readonly criterion: string;
  readonly cycle_on: string;
  readonly occurrence: number;
  readonly school_id: string;
  readonly trigger_on: string;
  readonly value: string;
  readonly decision: Decision;
  readonly reason: string | null;
  readonly state: 'active' | 'lapsed';
  readonly lapsed_reason: string | null;
  readonly evidence: Buffer;
  readonly evidence_hash: string;
  readonly pack_hash: string;
  readonly trigger_school_id: string;
  readonly current_school_id: string;
  readonly school_name: string | null;
  readonly student_no: number | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly grade: string | null;
  readonly birth_on: string | null;
  readonly home_language: string | null;
  readonly no_letters: boolean | null;
}

/**
 * Stored triggers, oldest first.
 * Input: `decisions` and `students` left out: all of them. Lapsed ones come only with `lapsed`.
 */
export async function readTriggers(
  client: pg.ClientBase | pg.Pool,
  options: {
    readonly districtId: number;
    readonly decisions?: readonly Decision[];
    readonly students?: readonly string[];
    readonly lapsed?: boolean;
    /** Of these criteria of a version of a pack, as hash and code. */
    readonly criteria?: readonly { readonly packHash: string; readonly code: string }[];
    /** Of students who are at one of these schools at the as-of date. */
    readonly schools?: readonly string[];
    /** Also those of students with a notice that changed after sending, whatever their decision and state. */
    readonly changed?: boolean;
    /** Also those of students with a notice issued after this instant. */
    readonly issuedAfter?: Date;
  },
): Promise<readonly StoredTrigger[]> {
  const found = await client.query<TriggerRow>(TRIGGERS_SQL, [
    options.districtId,
    options.decisions ?? null,
    options.students ?? null,
    options.lapsed ?? false,
    options.changed ?? false,
    options.schools ?? null,
    options.issuedAfter ?? null,
    options.criteria?.map(({ packHash }) => packHash) ?? null,
    options.criteria?.map(({ code }) => code) ?? null,
  ]);
  return found.rows.map(triggerOf);
}

const ASKED_FOR = `t.district_id = $1 and ($3::text[] is null or t.student_id = any ($3))
           and ($6::text[] is null or t.current_school_id = any ($6))
           and ($8::text[] is null or (t.pack_hash, t.criterion) in (select * from unnest($8::text[], $9::text[])))`;
const OF_DECISION = `(($2::text[] is null or t.decision = any ($2)) and ($4 or t.state = 'active'))`;

/** Two lookups by index, each trigger in one of them. */
const TRIGGERS_SQL = `
  select t.pack_id, t.student_id, t.criterion, t.cycle_on, t.occurrence, t.school_id, t.trigger_on, t.value, t.decision, t.reason,
         t.state, t.lapsed_reason, t.evidence, t.evidence_hash, t.pack_hash, t.trigger_school_id, t.current_school_id,
         sc.name as school_name, s.student_no, s.first_name, s.last_name, s.grade, s.birth_on, s.home_language,
         'no-letters' = any (s.flags) as no_letters
    from (select * from triggers t where ${ASKED_FOR} and ${OF_DECISION}
          union all
          select * from triggers t where ${ASKED_FOR} and not ${OF_DECISION} and t.student_id in (
            select n.student_id from notices n
             where $5 and n.district_id = $1 and n.correction is not null and n.correction_kept_by is null
            union all
            select e.student_id from effects e where $5 and e.district_id = $1 and e.asked = 'rescinded'
            union all
            select n.student_id from notices n
             where $7::timestamptz is not null and n.district_id = $1 and n.issued_at > $7)) t
    left join students s on s.district_id = t.district_id and s.student_id = t.student_id
    left join schools sc on sc.district_id = t.district_id and sc.school_id = t.current_school_id
   order by t.trigger_on, s.last_name, s.first_name, t.student_id, t.pack_id, t.criterion, t.cycle_on, t.occurrence, t.school_id`;

function triggerOf(row: TriggerRow): StoredTrigger {
  return {
    identity: identityOfRow(row),
    triggerOn: row.trigger_on,
    value: Number(row.value),
    decision: row.decision,
    reason: row.reason,
    state: row.state,
    lapsedReason: row.lapsed_reason,
    evidence: row.evidence,
    evidenceHash: row.evidence_hash,
    packHash: row.pack_hash,
    triggerSchool: row.trigger_school_id,
    at: row.current_school_id,
    schoolName: row.school_name ?? '',
    studentNo: row.student_no ?? 0,
    firstName: row.first_name ?? '',
    lastName: row.last_name ?? '',
    grade: row.grade ?? '',
    birthOn: row.birth_on,
    homeLanguage: row.home_language ?? '',
    noLetters: row.no_letters ?? false,
  };
}
