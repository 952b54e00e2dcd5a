/**
 * What is on file about students, read beside their facts in the order of student_no: triggers of the last
 * calculation, notices, people's decisions, and until when nobody need look again.
 */
import type { ClientBase } from 'pg';
import { readStudentWith, type KnownStudent, type OneStudentQuestion } from '../db/one-student.ts';
import { evidenceFromJson, evidenceHash, type EvidenceJson } from '../db/evidence-pack.ts';
import type { Correction, Day, SentNotice, StoredTrigger, Version } from '../engine/index.ts';
import type { DecisionFact, Identity, NoticeFact } from './decision-events.ts';
import { StudentCursor, type StudentRows } from './student-cursor.ts';

export interface TriggerOnFile extends Identity, StoredTrigger {}

export interface NoticeOnFile extends NoticeFact, SentNotice {
  readonly noticeId: number;
  readonly issueNo: number;
}

export interface JudgedOnFile {
  readonly quietUntil: Day | null;
  readonly setAside: number;
  readonly unknownMinutes: number;
  readonly conflicts: number;
}

/** Everything on file about one student. */
export interface StudentFile {
  readonly triggers: readonly TriggerOnFile[];
  readonly notices: readonly NoticeOnFile[];
  readonly decisions: readonly DecisionFact[];
  readonly judged: JudgedOnFile | null;
}

export interface FileReader {
  /** The files of the students up to this number, ascending from call to call; a student without a row has none. */
  readonly through: (studentNo: number) => Promise<ReadonlyMap<number, StudentFile>>;
  readonly close: () => Promise<void>;
}

/**
 * Opens the files of these students (undefined: of all).
 * Input: inside a transaction, which it must not outlive. What is written meanwhile is not seen.
 */
export async function openFiles(
  client: ClientBase,
  districtId: number,
  students?: readonly string[],
): Promise<FileReader> {
  const cursors = [
    new StudentCursor<TriggerRow>(client, 'on_file_triggers', TRIGGERS),
    new StudentCursor<NoticeRow>(client, 'on_file_notices', NOTICES),
    new StudentCursor<DecisionRow>(client, 'on_file_decisions', DECISIONS),
    new StudentCursor<JudgedRow>(client, 'on_file_judged', JUDGED),
  ] as const;
  for (const cursor of cursors) await cursor.open(districtId, students);
  return {
    through: async (studentNo) => {
      const [triggers, notices, decisions, judged] = [
        await cursors[0].through(studentNo),
        await cursors[1].through(studentNo),
        await cursors[2].through(studentNo),
        await cursors[3].through(studentNo),
      ];
      const numbers = new Set([...triggers.keys(), ...notices.keys(), ...decisions.keys(), ...judged.keys()]);
      return new Map(
        [...numbers].map((no) => [
          no,
          {
            triggers: (triggers.get(no) ?? []).map(triggerOf),
            notices: (notices.get(no) ?? []).map(noticeOf),
            decisions: (decisions.get(no) ?? []).map(decisionOf),
            judged: judged.get(no)?.[0] ?? null,
          },
        ]),
      );
    },
    close: async () => {
      for (const cursor of cursors) await cursor.close();
    },
  };
}

interface StudentFileRow {
  readonly notices: readonly NoticeRow[];
  readonly decisions: readonly DecisionRow[];
}

/** One student with what is on file that a judgement rests on: notices and people's decisions. One question. */
export async function readStudentWithFile(
  client: ClientBase,
  question: OneStudentQuestion,
): Promise<{ readonly student: KnownStudent; readonly file: StudentFile } | undefined> {
  const found = await readStudentWith<StudentFileRow>(client, question, {
    name: 'student-with-file',
    columns: { notices: rowsOf(NOTICES), decisions: rowsOf(DECISIONS) },
  });
  if (found === undefined) return undefined;
  const { notices, decisions } = found.beside;
  const file = { ...NOTHING_ON_FILE, notices: notices.map(noticeOf), decisions: decisions.map(decisionOf) };
  return { student: found.student, file };
}

/** All rows of one student as JSON. */
function rowsOf({ table, columns, order }: StudentRows): string {
  return `coalesce((select json_agg(to_json(row)) from (
    select ${columns} from ${table} t join students s on s.district_id = t.district_id and s.student_id = t.student_id
     where t.district_id = $1 and t.student_id = $2 order by ${order}) row), '[]')`;
}

export const NOTHING_ON_FILE: StudentFile = { triggers: [], notices: [], decisions: [], judged: null };

interface IdentityRow {
  readonly student_no: number;
  readonly student_id: string;
  readonly pack_id: string;
  readonly criterion: string;
  readonly cycle: Day;
  readonly occurrence: number;
  readonly school_id: string;
}

const IDENTITY = `s.student_no, t.student_id, t.pack_id, t.criterion, t.cycle_on - date '1970-01-01' as cycle, t.occurrence, t.school_id`;

function identityOf(row: IdentityRow): Identity {
  const { pack_id: packId, student_id: student, criterion, cycle, occurrence, school_id: school } = row;
  return { packId, student, criterion, cycle, occurrence, school };
}

interface TriggerRow extends IdentityRow {
  readonly day: Day;
  readonly evidence_hash: string;
  readonly value: string;
  readonly decision: string;
  readonly reason: string | null;
  readonly trigger_school_id: string;
  readonly current_school_id: string;
  readonly pack_hash: string;
  readonly state: 'active' | 'lapsed';
}

const TRIGGERS = {
  table: 'triggers',
  columns: `${IDENTITY}, t.trigger_on - date '1970-01-01' as day, t.evidence_hash, t.value, t.decision, t.reason,
    t.trigger_school_id, t.current_school_id, t.pack_hash, t.state`,
  order: 's.student_no',
};

function triggerOf(row: TriggerRow): TriggerOnFile {
  return {
    ...identityOf(row),
    day: row.day,
    evidenceHash: row.evidence_hash,
    value: String(Number(row.value)),
    decision: row.decision,
    reason: row.reason,
    triggerSchool: row.trigger_school_id,
    currentSchool: row.current_school_id,
    packHash: row.pack_hash,
    state: row.state,
  };
}

interface NoticeRow extends IdentityRow {
  readonly notice_id: number;
  readonly issue_no: number;
  readonly origin: NoticeFact['origin'];
  readonly issued: Day;
  readonly day: Day | null;
  readonly evidence_hash: string;
  readonly state: string;
  readonly correction: Correction | null;
  readonly now_day: Day | null;
  readonly now_evidence: readonly EvidenceJson[] | null;
}

const NOTICES = {
  table: 'notices',
  columns: `${IDENTITY}, t.notice_id, t.issue_no, t.origin, t.issued_on - date '1970-01-01' as issued,
    t.trigger_on - date '1970-01-01' as day, t.evidence_hash, t.state, t.correction,
    t.now_trigger_on - date '1970-01-01' as now_day, t.now_evidence`,
  order: 's.student_no, t.issue_no',
};

function noticeOf(row: NoticeRow): NoticeOnFile {
  return {
    ...identityOf(row),
    noticeId: row.notice_id,
    issueNo: row.issue_no,
    origin: row.origin,
    issuedOn: row.issued,
    isWithdrawn: row.state === 'withdrawn',
    isRescinded: row.state === 'rescinded',
    day: row.day,
    evidenceHash: row.evidence_hash,
    correction: row.correction,
    now: nowOf(row),
  };
}

function nowOf({ now_day: day, now_evidence: evidence }: NoticeRow): Version | null {
  return day === null ? null : { day, evidenceHash: evidenceHash(evidenceFromJson(evidence ?? [])) };
}

interface DecisionRow extends IdentityRow {
  readonly kind: DecisionFact['kind'];
  readonly day: Day;
  readonly is_lifted: boolean;
}

const DECISIONS = {
  table: 'person_decisions',
  columns: `${IDENTITY}, t.kind, t.on_date - date '1970-01-01' as day, t.lifted_at is not null as is_lifted`,
  order: 's.student_no, t.decision_id',
};

function decisionOf(row: DecisionRow): DecisionFact {
  return { ...identityOf(row), kind: row.kind, on: row.day, isLifted: row.is_lifted };
}

interface JudgedRow extends JudgedOnFile {
  readonly student_no: number;
}

const JUDGED = {
  table: 'judged_students',
  columns: `s.student_no, t.quiet_until_on - date '1970-01-01' as "quietUntil", t.set_aside_count as "setAside",
    t.unknown_minutes_count as "unknownMinutes", t.conflict_count as conflicts`,
  order: 's.student_no',
};
