import type { ClientBase } from 'pg';
import { Refusal } from '../../problem.ts';
import type { MissingEntry, PrintEntry, PrintIndex } from './print-entry.ts';

/** Which letters to print: those of a batch or of one notice; as sent, or those that take a notice back. */
export interface PrintSelection {
  readonly batch?: number;
  readonly notice?: number;
  readonly rescissions?: boolean;
  /** Of a batch: only letters of these notices that are printed instead of an e-mail. */
  readonly instead?: readonly number[];
  /** Of a batch: only letters that go by e-mail, each for its mail. */
  readonly forMail?: boolean;
}

/** Letters that take a notice back have numbers from here on. */
const FIRST_RESCISSION = 101;

type Query = Pick<ClientBase, 'query'>;

/**
 * Reads what a print file needs to know before any letter is made.
 * Ends: letters of withdrawn and rescinded notices are left out of a batch; one notice by itself is shown as it was sent.
 * Fails: Refusal when there is no such batch or notice.
 */
export async function readPrintIndex(
  client: Query,
  districtId: number,
  selection: PrintSelection,
): Promise<PrintIndex> {
  const head =
    selection.batch === undefined
      ? await readNoticeHead(client, districtId, selection.notice ?? 0)
      : await readBatchHead(client, districtId, selection.batch);
  const rows = await readRows(client, districtId, selection);
  const byEmail = await countByEmail(client, districtId, selection);
  const isTakenBack = (row: Row): boolean =>
    selection.batch !== undefined &&
    selection.rescissions !== true &&
    (row.state === 'withdrawn' || row.state === 'rescinded');
  const takenBack = new Map(
    rows.filter(isTakenBack).map((row) => [row.notice_id, { reference: `N${row.notice_id}`, state: row.state }]),
  );
  const missing = selection.rescissions === true ? [] : await readMissing(client, districtId, head.missing);
  return {
    ...head,
    entries: rows.filter((row) => !isTakenBack(row)).map(entryOf),
    missing,
    byEmail,
    takenBack: [...takenBack.values()],
  };
}

interface Head extends Pick<PrintIndex, 'name' | 'issuedOn' | 'issuedBy' | 'district'> {
  readonly missing: readonly FrozenMissing[];
}

interface FrozenMissing {
  readonly notice: number;
  readonly guardian: string | null;
  readonly reason: string;
}

async function readBatchHead(client: Query, districtId: number, batch: number): Promise<Head> {
  const { rows } = await client.query<{
    as_of_on: string;
    issued_by: string;
    figures: { missing?: readonly FrozenMissing[] };
    name: string;
  }>(
    `select b.as_of_on, b.issued_by, b.figures, d.name from batches b join districts d on d.district_id = b.district_id
     where b.district_id = $1 and b.batch_id = $2`,
    [districtId, batch],
  );
  const [row] = rows;
  if (row === undefined)
    throw new Refusal(`There is no batch B${batch}. \`rollcall notices\` lists what was issued, with its batch.`, {
      code: 'notice.not-there',
      values: { name: `B${batch}` },
    });
  return {
    name: `Batch B${batch}`,
    issuedOn: row.as_of_on,
    issuedBy: row.issued_by,
    district: row.name,
    missing: row.figures.missing ?? [],
  };
}

async function readNoticeHead(client: Query, districtId: number, notice: number): Promise<Head> {
  const { rows } = await client.query<{
    issued_on: string;
    issued_by: string;
    name: string;
    figures: { missing?: readonly FrozenMissing[] } | null;
  }>(
    `select n.issued_on, n.issued_by, d.name, b.figures from notices n join districts d on d.district_id = n.district_id
       left join batches b on b.district_id = n.district_id and b.batch_id = n.batch_id
     where n.district_id = $1 and n.notice_id = $2`,
    [districtId, notice],
  );
  const [row] = rows;
  if (row === undefined)
    throw new Refusal(`There is no notice N${notice}.`, { code: 'notice.not-there', values: { name: `N${notice}` } });
  const missing = (row.figures?.missing ?? []).filter((entry) => entry.notice === notice);
  return { name: `Notice N${notice}`, issuedOn: row.issued_on, issuedBy: row.issued_by, district: row.name, missing };
}

interface Row {
  readonly notice_id: number;
  readonly letter_no: number;
  readonly letter: string;
  readonly language: string;
  readonly wanted_language: string;
  readonly recipients: readonly string[];
  readonly postal_code: string;
  readonly household: string;
  readonly flags: readonly string[];
  readonly last: string;
  readonly first: string;
  readonly school: string;
  readonly state: string;
}

async function readRows(client: Query, districtId: number, selection: PrintSelection): Promise<readonly Row[]> {
  const { rows } = await client.query<Row>(
    `select l.notice_id, l.letter_no, l.letter, l.language, l.wanted_language, l.recipients, l.postal_code, n.state,
       l.facts->>'household' as household, l.facts->'flags' as flags,
       l.facts->'student'->>'last' as last, l.facts->'student'->>'first' as first, l.facts->'school'->>'name' as school
     from notices n join notice_letters l on l.district_id = n.district_id and l.notice_id = n.notice_id
     where n.district_id = $1 and ($2::bigint is null or n.batch_id = $2) and ($3::bigint is null or n.notice_id = $3)
       and (l.letter_no >= $4) = $5 and ($3::bigint is not null or (l.by_email in ('waiting', 'sent', 'failed')) = $6)
       and ($7::bigint[] is null or (l.notice_id = any ($7) and l.by_email = 'print'))`,
    [
      districtId,
      selection.batch ?? null,
      selection.notice ?? null,
      FIRST_RESCISSION,
      selection.rescissions === true,
      selection.forMail === true,
      selection.instead ?? null,
    ],
  );
  return rows;
}

async function countByEmail(
  client: Query,
  districtId: number,
  { batch, forMail }: PrintSelection,
): Promise<PrintIndex['byEmail']> {
  if (batch === undefined || forMail === true) return {};
  const { rows } = await client.query<{ letter: string; count: number }>(
    `select l.letter, count(*)::integer as count from notices n
       join notice_letters l on l.district_id = n.district_id and l.notice_id = n.notice_id
      where n.district_id = $1 and n.batch_id = $2 and n.state not in ('withdrawn', 'rescinded')
        and l.by_email in ('waiting', 'sent', 'failed')
      group by l.letter`,
    [districtId, batch],
  );
  return Object.fromEntries(rows.map((row) => [row.letter, row.count]));
}

function entryOf(row: Row): PrintEntry {
  return {
    noticeId: row.notice_id,
    letterNo: row.letter_no,
    reference: `N${row.notice_id}`,
    letter: row.letter,
    language: row.language,
    wantedLanguage: row.wanted_language,
    recipients: row.recipients,
    postalCode: row.postal_code,
    household: row.household,
    flags: row.flags,
    studentLast: row.last,
    studentFirst: row.first,
    school: row.school,
    state: row.state,
  };
}

/** Names of the students whose families could not be written to; the batch keeps only the numbers. */
async function readMissing(
  client: Query,
  districtId: number,
  missing: readonly FrozenMissing[],
): Promise<readonly MissingEntry[]> {
  if (missing.length === 0) return [];
  const { rows } = await client.query<{
    notice_id: number;
    last_name: string | null;
    first_name: string | null;
    student_id: string;
    school: string | null;
    letter: string | null;
  }>(
    `select n.notice_id, n.student_id, s.last_name, s.first_name, c.name as school,
       (select min(l.letter) from notices o join notice_letters l on l.district_id = o.district_id and l.notice_id = o.notice_id
        where o.district_id = n.district_id and o.batch_id = n.batch_id and o.pack_id = n.pack_id and o.criterion = n.criterion and l.letter_no < $3) as letter
     from notices n
       left join students s on s.district_id = n.district_id and s.student_id = n.student_id
       left join schools c on c.district_id = n.district_id and c.school_id = n.notice_school_id
     where n.district_id = $1 and n.notice_id = any ($2) and n.state not in ('withdrawn', 'rescinded')`,
    [districtId, [...new Set(missing.map((entry) => entry.notice))], FIRST_RESCISSION],
  );
  const byNotice = new Map(rows.map((row) => [row.notice_id, row]));
  return missing.flatMap(({ notice, guardian, reason }) => {
    const row = byNotice.get(notice);
    if (row === undefined) return [];
    const student = row.last_name === null ? row.student_id : `${row.last_name}, ${row.first_name}`;
    return [{ reference: `N${notice}`, student, school: row.school ?? '', guardian, reason, letter: row.letter }];
  });
}
