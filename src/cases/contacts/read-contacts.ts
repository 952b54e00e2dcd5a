/** The communication log of a student, the newest first; corrected entries stand in it too, and say so. */
import type pg from 'pg';
import type { ContactKind, ContactOnFile, ContactOutcome } from './contact.ts';

export interface ContactQuestion {
  readonly districtId: number;
  readonly student?: string;
  /** Person id of who wrote it. */
  readonly byId?: string;
  /** Ends: both included, ISO. */
  readonly from?: string;
  readonly to?: string;
  /** Without those that a correction took the place of, and those taken back. */
  readonly standingOnly?: boolean;
  readonly limit?: number;
}

type Queries = pg.ClientBase | pg.Pool;

/** Of the students within the reach of the client. */
export async function readContacts(client: Queries, question: ContactQuestion): Promise<readonly ContactOnFile[]> {
  const { districtId, student, byId, from, to, standingOnly = false, limit } = question;
  const found = await client.query<ContactOnFile>(
    `select ${COLUMNS} from contacts c
       left join contacts k on k.district_id = c.district_id and k.corrects_id = c.contact_id
      where c.district_id = $1 and ($2::text is null or c.student_id = $2) and ($3::text is null or c.made_by_id = $3)
        and ($4::date is null or c.on_date >= $4) and ($5::date is null or c.on_date <= $5)
        and (not $6 or k.contact_id is null and not c.is_void)
      order by c.at desc, c.contact_id desc limit $7`,
    [districtId, student ?? null, byId ?? null, from ?? null, to ?? null, standingOnly, limit ?? null],
  );
  return found.rows;
}

export async function readContact(
  client: Queries,
  districtId: number,
  contactId: number,
): Promise<ContactOnFile | undefined> {
  const found = await client.query<ContactOnFile>(
    `select ${COLUMNS} from contacts c left join contacts k on k.district_id = c.district_id and k.corrects_id = c.contact_id
      where c.district_id = $1 and c.contact_id = $2`,
    [districtId, contactId],
  );
  return found.rows[0];
}

export interface LatestContact {
  readonly on: string;
  readonly kind: ContactKind;
  readonly outcome: ContactOutcome;
}

/** The latest standing contact of each student on or after a day. Input: `students` left out: all within reach. */
export async function readLatestContacts(
  client: Queries,
  {
    districtId,
    students,
    since,
  }: { readonly districtId: number; readonly students?: readonly string[]; readonly since: string },
): Promise<ReadonlyMap<string, LatestContact>> {
  const found = await client.query<LatestContact & { readonly student: string }>(
    `select distinct on (c.student_id) c.student_id as student, c.on_date as "on", c.kind, c.outcome from contacts c
      where c.district_id = $1 and c.on_date >= $2 and ($3::text[] is null or c.student_id = any ($3)) and not c.is_void
        and not exists (select from contacts k where k.district_id = c.district_id and k.corrects_id = c.contact_id)
      order by c.student_id, c.at desc`,
    [districtId, since, students ?? null],
  );
  return new Map(found.rows.map(({ student, ...contact }) => [student, contact]));
}

const COLUMNS = `c.contact_id as "contactId", c.student_id as student, c.school_id as school, c.kind, c.with_whom as party, c.with_name as name,
  c.on_date as "on", c.at, c.outcome, c.reason, c.language, c.interpreter as "hasInterpreter", c.note, c.made_by as by, c.made_by_id as "byId",
  c.made_at as "madeAt", c.corrects_id as corrects, c.correction_reason as "correctionReason", c.is_void as "isVoid", k.contact_id as "correctedBy"`;
