/** The log of what parties outside the district were given of a student's record (FERPA, 34 CFR 99.32). */
import type pg from 'pg';
import { withTransaction, type Database } from '../../db/index.ts';
import { Refusal } from '../../problem.ts';
import { AUDIT_LOCK } from './audit-lock.ts';
import { recordAudit, type AuditWho } from './record-audit.ts';

export interface NewDisclosure {
  /** By student_no; each gets a line of its own. */
  readonly students: readonly number[];
  /** `asked`: the party asked for it and was not given it; that stays on record too. */
  readonly kind: 'given' | 'asked';
  /** ISO. */
  readonly on: string;
  readonly party: string;
  readonly interest: string;
  readonly given: string;
  /** The line that this one takes the place of, of the same student; both stay. */
  readonly corrects?: number;
}

/**
 * Writes a line for each student, and the audit entry with it. Returns their numbers.
 * Input: `db` walled by the reach of who writes.
 * Fails: Refusal for a student out of reach, or a line to correct that is not this student's or was corrected already.
 */
export async function recordDisclosures(
  db: Pick<Database, 'pool'>,
  who: AuditWho,
  disclosure: NewDisclosure,
): Promise<readonly number[]> {
  return withTransaction(db, (client) => writeDisclosures(client, who, disclosure));
}

/** The same in the caller's transaction: what was given and its line stand or fall together. */
export async function writeDisclosures(
  client: pg.ClientBase,
  who: AuditWho,
  disclosure: NewDisclosure,
): Promise<readonly number[]> {
  await client.query('select pg_advisory_xact_lock_shared($1::int, $2::int)', [AUDIT_LOCK, who.districtId]);
  const students = [...new Set(disclosure.students)].toSorted((one, other) => one - other);
  await requireWithinReach(client, who.districtId, students);
  if (disclosure.corrects !== undefined) await requireCorrectable(client, who, disclosure.corrects, students);
  const ids = await insertLines(client, who, disclosure, students);
  const { kind, on, corrects } = disclosure;
  await recordAudit(client, who, {
    action: 'record-disclosure',
    students: students.map((no) => `s${no}`),
    detail: { disclosures: ids, kind, on, ...(corrects === undefined ? {} : { corrects }) },
  });
  return ids;
}

async function insertLines(
  client: pg.ClientBase,
  { districtId, at, actor, from }: AuditWho,
  { kind, on, party, interest, given, corrects }: NewDisclosure,
  students: readonly number[],
): Promise<readonly number[]> {
  const written = await client.query<{ id: number }>(
    `insert into disclosures (district_id, at, person_id, person, come_from, student_no, kind, on_date, party, interest, given, corrects_id)
     select $1, $2, $3, $4, $5, student_no, $7, $8, $9, $10, $11, $12 from unnest($6::int[]) as student_no
     returning disclosure_id as id`,
    [
      districtId,
      at,
      actor?.personId ?? '',
      actor?.name ?? '',
      from,
      students,
      kind,
      on,
      party,
      interest,
      given,
      corrects ?? null,
    ],
  );
  return written.rows.map(({ id }) => id);
}

async function requireWithinReach(
  client: pg.ClientBase,
  districtId: number,
  students: readonly number[],
): Promise<void> {
  const found = await client.query('select from students where district_id = $1 and student_no = any ($2)', [
    districtId,
    students,
  ]);
  if (students.length === 0 || found.rowCount !== students.length)
    throw new Refusal('A student is not there, or not at one of your schools. Nothing was written.', {
      code: 'disclosures.no-student',
    });
}

async function requireCorrectable(
  client: pg.ClientBase,
  { districtId }: AuditWho,
  corrects: number,
  students: readonly number[],
): Promise<void> {
  const found = await client.query<{ student: number; is_corrected: boolean }>(
    `select d.student_no as student, exists (select from disclosures c
        where c.district_id = d.district_id and c.corrects_id = d.disclosure_id) as is_corrected
       from disclosures d where d.district_id = $1 and d.disclosure_id = $2`,
    [districtId, corrects],
  );
  const [row] = found.rows;
  if (row === undefined || students.length !== 1 || row.student !== students[0])
    throw new Refusal(`Line ${corrects} is not one of this student. Nothing was written.`, {
      code: 'disclosures.not-of-student',
      values: { line: corrects },
    });
  if (row.is_corrected)
    throw new Refusal(`Line ${corrects} was corrected already. Correct the line that took its place.`, {
      code: 'disclosures.corrected',
      values: { line: corrects },
    });
}

export interface DisclosureFilter {
  readonly student?: number;
  readonly personId?: string;
  readonly kind?: 'given' | 'asked';
  /** Ends: both included, ISO; the day it was given or asked for. */
  readonly from?: string;
  readonly to?: string;
}

export interface DisclosureOnFile {
  readonly id: number;
  readonly at: Date;
  readonly personId: string;
  readonly person: string;
  readonly from: string;
  readonly student: number;
  /** Number of the student information system. */
  readonly studentId: string;
  /** `Last, First`. */
  readonly name: string;
  readonly kind: 'given' | 'asked';
  readonly on: string;
  readonly party: string;
  readonly interest: string;
  readonly given: string;
  readonly corrects: number | null;
  /** The line that took its place. */
  readonly correctedBy: number | null;
}

type Queries = Pick<pg.Pool, 'query'>;

/** The newest first; of the students within the reach of the client. Input: `before`: lines below this number. */
export async function readDisclosures(
  client: Queries,
  districtId: number,
  filter: DisclosureFilter,
  page: { readonly before?: number; readonly limit?: number } = {},
): Promise<readonly DisclosureOnFile[]> {
  const { where, values } = conditionsOf(districtId, filter);
  if (page.before !== undefined) where.push(`d.disclosure_id < $${values.push(page.before)}`);
  const found = await client.query<DisclosureOnFile>(
    `select d.disclosure_id as id, d.at, d.person_id as "personId", d.person, d.come_from as "from", d.student_no as student,
        s.student_id as "studentId", s.last_name || ', ' || s.first_name as name, d.kind, d.on_date as "on", d.party,
        d.interest, d.given, d.corrects_id as corrects,
        (select c.disclosure_id from disclosures c
          where c.district_id = d.district_id and c.student_no = d.student_no and c.corrects_id = d.disclosure_id limit 1) as "correctedBy"
       from disclosures d join students s on s.district_id = d.district_id and s.student_no = d.student_no
      where ${where.join(' and ')} order by d.disclosure_id desc limit $${values.push(page.limit ?? null)}`,
    values,
  );
  return found.rows;
}

/**
 * The state of the log, as text: lines are appended and never changed, and the newest thousand stand for all, so that a transaction that
 * ends late is seen too. Input: `client` sees the whole log; nothing of a student is in the text.
 */
export async function readDisclosureState(client: Queries, districtId: number): Promise<string> {
  const found = await client.query<{ mark: string }>(
    `select concat_ws(' ', max(x.disclosure_id), sum(x.disclosure_id)) as mark
       from (select disclosure_id from disclosures where district_id = $1 order by disclosure_id desc limit 1000) x`,
    [districtId],
  );
  return found.rows[0]?.mark ?? '';
}

/** No line is without its student, so the students are not looked up. */
export async function countDisclosures(client: Queries, districtId: number, filter: DisclosureFilter): Promise<number> {
  const { where, values } = conditionsOf(districtId, filter);
  const found = await client.query<{ count: number }>(
    `select count(*)::integer as count from disclosures d where ${where.join(' and ')}`,
    values,
  );
  return found.rows[0]?.count ?? 0;
}

function conditionsOf(districtId: number, filter: DisclosureFilter): { where: string[]; values: unknown[] } {
  const values: unknown[] = [districtId];
  const where = ['d.district_id = $1'];
  const { student, personId, kind, from, to } = filter;
  if (student !== undefined) where.push(`d.student_no = $${values.push(student)}`);
  if (personId !== undefined) where.push(`d.person_id = $${values.push(personId)}`);
  if (kind !== undefined) where.push(`d.kind = $${values.push(kind)}`);
  if (from !== undefined) where.push(`d.on_date >= $${values.push(from)}::date`);
  if (to !== undefined) where.push(`d.on_date <= $${values.push(to)}::date`);
  return { where, values };
}
