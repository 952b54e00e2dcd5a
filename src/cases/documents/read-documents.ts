/** The documents of a student, those of the present year or of all, the newest first; moved and taken out ones are named too. */
import type pg from 'pg';
import type { DocumentOnFile } from './document.ts';

export interface DocumentQuestion {
  readonly districtId: number;
  readonly student?: string;
  /** The calendar year in which the school year begins. */
  readonly year?: number;
  readonly limit?: number;
}

type Queries = pg.ClientBase | pg.Pool;

/** Of the students within the reach of the client. */
export async function readDocuments(client: Queries, question: DocumentQuestion): Promise<readonly DocumentOnFile[]> {
  const { districtId, student, year, limit } = question;
  const found = await client.query<DocumentOnFile>(
    `select ${COLUMNS} where d.district_id = $1 and ($2::text is null or d.student_id = $2) and ($3::int is null or d.year = $3)
      order by d.received_on desc, d.document_id desc limit $4`,
    [districtId, student ?? null, year ?? null, limit ?? null],
  );
  return found.rows;
}

export async function readDocument(
  client: Queries,
  districtId: number,
  documentId: number,
): Promise<DocumentOnFile | undefined> {
  const found = await client.query<DocumentOnFile>(
    `select ${COLUMNS} where d.district_id = $1 and d.document_id = $2`,
    [districtId, documentId],
  );
  return found.rows[0];
}

/** Whether a file of a student is filed already: undefined, or its number. */
export async function findSameFile(
  client: Queries,
  { districtId, student, sha256 }: { readonly districtId: number; readonly student: string; readonly sha256: string },
): Promise<number | undefined> {
  const found = await client.query<{ id: number }>(
    `select document_id as id from documents where district_id = $1 and student_id = $2 and sha256 = $3 and state = 'filed' limit 1`,
    [districtId, student, sha256],
  );
  return found.rows[0]?.id;
}

const COLUMNS = `d.document_id as "documentId", d.student_id as student, d.school_id as school, d.year, d.kind, d.title, d.file_name as "fileName",
  d.type, d.size_bytes as size, d.sha256, d.received_on as "receivedOn", to_json(d.days) as days, d.note, d.state, d.state_reason as "stateReason",
  d.state_by as "stateBy", d.state_at as "stateAt", d.moved_from_id as "movedFrom", m.document_id as "movedTo", d.made_by as by, d.made_at as "madeAt"
  from documents d left join documents m on m.district_id = d.district_id and m.moved_from_id = d.document_id`;
