/** The journal of a student, the newest day first; corrected entries stand in it too, and say so. */
import type pg from 'pg';

export interface JournalOnFile {
  readonly journalId: number;
  readonly student: string;
  readonly school: string;
  readonly on: string;
  readonly reason: string;
  readonly entry: string;
  readonly joinsPlan: boolean;
  readonly by: string;
  readonly byId: string;
  readonly madeAt: Date;
  readonly corrects: number | null;
  readonly correctionReason: string;
  readonly isVoid: boolean;
  /** The entry that took its place. */
  readonly correctedBy: number | null;
}

export interface JournalQuestion {
  readonly districtId: number;
  readonly student?: string;
  readonly students?: readonly string[];
  /** Person id of who wrote it. */
  readonly byId?: string;
  readonly reason?: string;
  /** Only those whose reason joins the plans of their day. */
  readonly joinsPlan?: boolean;
  /** Ends: both included, ISO. */
  readonly from?: string;
  readonly to?: string;
  /** Without those that a correction took the place of, and those taken back. */
  readonly standingOnly?: boolean;
  readonly limit?: number;
}

type Queries = pg.ClientBase | pg.Pool;

/** Of the students within the reach of the client. A plan reads those with `joinsPlan` between its ends. */
export async function readJournals(client: Queries, question: JournalQuestion): Promise<readonly JournalOnFile[]> {
  const {
    districtId,
    student,
    students,
    byId,
    reason,
    joinsPlan = false,
    from,
    to,
    standingOnly = false,
    limit,
  } = question;
  const asked = student === undefined ? students : [student];
  const found = await client.query<JournalOnFile>(
    `select ${COLUMNS} from journals j
       left join journals k on k.district_id = j.district_id and k.corrects_id = j.journal_id
      where j.district_id = $1 and ($2::text[] is null or j.student_id = any ($2)) and ($3::text is null or j.made_by_id = $3)
        and ($4::text is null or j.reason = $4) and ($5::date is null or j.on_date >= $5) and ($6::date is null or j.on_date <= $6)
        and (not $7 or k.journal_id is null and not j.is_void)
        and (not $9 or j.joins_plan)
      order by j.on_date desc, j.journal_id desc limit $8`,
    [
      districtId,
      asked ?? null,
      byId ?? null,
      reason ?? null,
      from ?? null,
      to ?? null,
      standingOnly,
      limit ?? null,
      joinsPlan,
    ],
  );
  return found.rows;
}

export async function readJournal(
  client: Queries,
  districtId: number,
  journalId: number,
): Promise<JournalOnFile | undefined> {
  const found = await client.query<JournalOnFile>(
    `select ${COLUMNS} from journals j left join journals k on k.district_id = j.district_id and k.corrects_id = j.journal_id
      where j.district_id = $1 and j.journal_id = $2`,
    [districtId, journalId],
  );
  return found.rows[0];
}

const COLUMNS = `j.journal_id as "journalId", j.student_id as student, j.school_id as school, j.on_date as "on", j.reason, j.entry, j.joins_plan as "joinsPlan",
  j.made_by as by, j.made_by_id as "byId", j.made_at as "madeAt", j.corrects_id as corrects, j.correction_reason as "correctionReason",
  j.is_void as "isVoid", k.journal_id as "correctedBy"`;
