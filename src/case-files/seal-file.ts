/** Seals a file: stored as it is, by its hash; and gives it out, which is a disclosure of the same transaction. */
import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { writeDisclosures, type AuditWho } from '../access/index.ts';
import { appendSteps, type Who } from '../cases/index.ts';
import { Refusal } from '../problem.ts';
import type { BuiltFile, BuiltPart, Purpose } from './build-file.ts';

export interface SealedFile {
  readonly fileId: number;
  readonly caseId: number;
  readonly student: string;
  readonly studentNo: number;
  readonly purpose: Purpose;
  readonly planId: number | null;
  readonly referralId: number | null;
  readonly contents: readonly BuiltPart[];
  readonly pages: number;
  readonly size: number;
  readonly sha256: string;
  readonly by: string;
  readonly at: Date;
}

export interface SealFile {
  readonly built: BuiltFile;
  readonly purpose: Purpose;
  readonly planId?: number | null;
  readonly referralId?: number | null;
}

/** `F12`, as it stands in addresses and logs. */
export const fileName = (fileId: number): string => `F${fileId}`;

/** In the caller's transaction. Returns its number. */
export async function sealFile(
  client: ClientBase,
  who: Who,
  { built, purpose, planId, referralId }: SealFile,
): Promise<number> {
  const { facts, pdf, pages, parts } = built;
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  const made = await client.query<{ id: number }>(
    `insert into sealed_files (district_id, student_id, case_id, purpose, plan_id, referral_id, contents, pages, size_bytes, sha256, pdf, made_by_id, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning file_id as id`,
    [
      who.districtId,
      facts.student,
      facts.caseId,
      purpose,
      planId ?? null,
      referralId ?? null,
      JSON.stringify(parts),
      pages,
      pdf.length,
      sha256,
      pdf,
      who.personId,
      who.name,
      who.now,
    ],
  );
  const id = made.rows[0]?.id as number;
  await appendSteps(client, who, [
    {
      student: facts.student,
      caseId: facts.caseId,
      thing: 'case',
      thingId: facts.caseId,
      step: 'sealed',
      detail: { file: id, purpose, pages, seal: sha256.slice(0, 12) },
    },
  ]);
  return id;
}

const COLUMNS = `f.file_id as "fileId", f.case_id as "caseId", f.student_id as student, s.student_no as "studentNo", f.purpose,
  f.plan_id as "planId", f.referral_id as "referralId", f.contents, f.pages, f.size_bytes as size, f.sha256, f.made_by as by, f.made_at as at`;

/** Those of a case, the newest first. */
export async function readSealedFiles(
  client: Pick<ClientBase, 'query'>,
  { districtId, caseId }: { readonly districtId: number; readonly caseId: number },
): Promise<readonly SealedFile[]> {
  const found = await client.query<SealedFile>(
    `select ${COLUMNS} from sealed_files f join students s on s.district_id = f.district_id and s.student_id = f.student_id
      where f.district_id = $1 and f.case_id = $2 order by f.file_id desc`,
    [districtId, caseId],
  );
  return found.rows;
}

/** Undefined where there is none within reach. */
export async function findSealedFile(
  client: Pick<ClientBase, 'query'>,
  { districtId, fileId }: { readonly districtId: number; readonly fileId: number },
): Promise<SealedFile | undefined> {
  const found = await client.query<SealedFile>(
    `select ${COLUMNS} from sealed_files f join students s on s.district_id = f.district_id and s.student_id = f.student_id
      where f.district_id = $1 and f.file_id = $2`,
    [districtId, fileId],
  );
  return found.rows[0];
}

/** The bytes as they were sealed. Fails: Refusal when they are not. */
export async function readSealedPdf(
  client: Pick<ClientBase, 'query'>,
  { districtId, fileId }: { readonly districtId: number; readonly fileId: number },
): Promise<Buffer | undefined> {
  const found = await client.query<{ pdf: Buffer; sha256: string }>(
    'select pdf, sha256 from sealed_files where district_id = $1 and file_id = $2',
    [districtId, fileId],
  );
  const row = found.rows[0];
  if (row === undefined) return undefined;
  if (createHash('sha256').update(row.pdf).digest('hex') !== row.sha256)
    throw new Refusal(`${fileName(fileId)} is not what was sealed: it was changed in the database. Restore a backup.`, {
      code: 'files.altered',
      values: { name: fileName(fileId) },
    });
  return row.pdf;
}

export interface GiveFile {
  readonly fileId: number;
  readonly party: string;
  readonly interest: string;
  /** ISO. */
  readonly on: string;
}

/** Gives it to a party with an interest: the line of 34 CFR 99.32 is written with it or not at all. Returns that line's number. */
export async function giveFile(
  client: ClientBase,
  who: Who,
  { audit, fileId, party, interest, on }: GiveFile & { readonly audit: AuditWho },
): Promise<number> {
  const file = await findSealedFile(client, { districtId: who.districtId, fileId });
  if (file === undefined)
    throw new Refusal(`There is no sealed file ${fileName(fileId)}.`, { code: 'files.no-sealed' });
  if (on > who.on)
    throw new Refusal('A day that is still to come cannot be the day it was given.', { code: 'files.future' });
  const given = `${file.purpose === 'court-packet' ? 'Court packet' : 'Attendance file'} ${fileName(fileId)}, ${file.pages} pages, seal ${file.sha256.slice(0, 12)}`;
  const [line] = await writeDisclosures(client, audit, {
    students: [file.studentNo],
    kind: 'given',
    on,
    party,
    interest,
    given,
  });
  await client.query(
    `insert into sealed_file_gifts (district_id, file_id, student_id, disclosure_id, party, interest, given_on, given_by, given_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [who.districtId, fileId, file.student, line, party, interest, on, who.name, who.now],
  );
  await appendSteps(client, who, [
    {
      student: file.student,
      caseId: file.caseId,
      thing: 'disclosure',
      thingId: line as number,
      step: 'given',
      on,
      reason: interest,
      detail: { file: fileId, party },
    },
  ]);
  return line as number;
}
