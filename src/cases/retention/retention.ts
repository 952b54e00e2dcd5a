/**
 * How long files are kept: a district says in years, a job proposes what is older, a person purges it with a reason. The bytes go;
 * the entry, its hash and who filed it stay.
 */
import type pg from 'pg';
import { ProblemError, Refusal } from '../../problem.ts';
import { yearOf } from '../core/open-case.ts';
import { appendSteps } from '../core/steps.ts';
import type { Who } from '../core/who.ts';
import { DOCUMENT_STATES } from '../documents/document.ts';
import { requireStep } from '../core/states.ts';

/** Until a district says otherwise. Unit: years after the end of the school year. */
const DOCUMENTS_YEARS = 5;

export interface RetentionSettings {
  readonly documentsYears: number;
  /** '' while nobody has said it. */
  readonly setBy: string;
  readonly setAt: Date | null;
  readonly reason: string;
}

type Queries = pg.ClientBase | pg.Pool;

export async function readRetention(client: Queries, districtId: number): Promise<RetentionSettings> {
  const found = await client.query<RetentionSettings>(
    `select documents_years as "documentsYears", set_by as "setBy", set_at as "setAt", reason from retention_settings where district_id = $1`,
    [districtId],
  );
  return found.rows[0] ?? { documentsYears: DOCUMENTS_YEARS, setBy: '', setAt: null, reason: '' };
}

export async function writeRetention(
  client: pg.ClientBase,
  who: Who,
  { documentsYears, reason }: { readonly documentsYears: number; readonly reason: string },
): Promise<void> {
  if (!Number.isInteger(documentsYears) || documentsYears < 1 || documentsYears > 99)
    throw new ProblemError([{ path: 'documentsYears', found: String(documentsYears), allowed: '1 to 99 years' }]);
  if (reason.trim() === '') throw new ProblemError([{ path: 'reason', found: 'nothing', allowed: 'why, in words' }]);
  await client.query(
    `insert into retention_settings (district_id, documents_years, set_by, set_at, reason) values ($1, $2, $3, $4, $5)
     on conflict (district_id) do update set documents_years = $2, set_by = $3, set_at = $4, reason = $5`,
    [who.districtId, documentsYears, who.name, who.now, reason.trim()],
  );
}

export interface RetentionProposal {
  readonly proposalId: number;
  /** Files of this school year and earlier ones. */
  readonly throughYear: number;
  readonly documents: number;
  /** Unit: bytes. */
  readonly size: number;
  readonly state: 'open' | 'purged' | 'kept';
  readonly madeAt: Date;
  readonly decidedBy: string;
  readonly decidedAt: Date | null;
  readonly reason: string;
}

/** The newest first. */
export async function readRetentionProposals(
  client: Queries,
  districtId: number,
): Promise<readonly RetentionProposal[]> {
  const found = await client.query<RetentionProposal>(
    `select proposal_id as "proposalId", through_year as "throughYear", documents, size_bytes as size, state, made_at as "madeAt",
            decided_by as "decidedBy", decided_at as "decidedAt", reason
       from retention_proposals where district_id = $1 order by proposal_id desc limit 50`,
    [districtId],
  );
  return found.rows;
}

/**
 * Proposes what is older than the district keeps it, once while a proposal is open. Nothing is removed.
 * Input: the whole district is seen. Returns the number of files, 0 where there is nothing to propose.
 */
export async function proposeRetention(client: pg.ClientBase, who: Who): Promise<number> {
  const { documentsYears } = await readRetention(client, who.districtId);
  const throughYear = lastYearToGo(who.on, documentsYears);
  const old = await client.query<{ documents: number; size: number }>(
    `select count(*)::int as documents, coalesce(sum(d.size_bytes), 0)::bigint as size ${OLD_DOCUMENTS}`,
    [who.districtId, throughYear],
  );
  const { documents = 0, size = 0 } = old.rows[0] ?? {};
  if (documents === 0) return 0;
  const made = await client.query(
    `insert into retention_proposals (district_id, through_year, documents, size_bytes, made_at) values ($1, $2, $3, $4, $5)
     on conflict (district_id) where state = 'open' do nothing`,
    [who.districtId, throughYear, documents, size, who.now],
  );
  return (made.rowCount ?? 0) > 0 ? documents : 0;
}

/** The last school year whose files are older than the district keeps them. Input: today, ISO. */
function lastYearToGo(on: string, documentsYears: number): number {
  return yearOf(on) - 1 - documentsYears;
}

/** Of attendance files that are closed, or students who never had one. $1 district, $2 through which school year. */
export const OLD_DOCUMENTS = `from documents d where d.district_id = $1 and d.year <= $2 and d.state <> 'purged'
    and not exists (select from cases c where c.district_id = d.district_id and c.student_id = d.student_id and c.year = d.year and c.state = 'open')`;

/**
 * Marks the files of a proposal as purged. Returns the hashes whose bytes nothing needs any more: remove them when the transaction is
 * committed. Input: the whole district is seen.
 */
export async function purgeDocuments(
  client: pg.ClientBase,
  who: Who,
  { proposalId, reason }: { readonly proposalId: number; readonly reason: string },
): Promise<{ readonly documents: number; readonly unused: readonly string[] }> {
  if (reason.trim() === '') throw new ProblemError([{ path: 'reason', found: 'nothing', allowed: 'why, in words' }]);
  const proposal = await decide(client, who, { proposalId, reason, state: 'purged' });
  requireStep(DOCUMENT_STATES, { status: 'filed', action: 'purge', who });
  // The district may keep files for longer than when it was proposed.
  const { documentsYears } = await readRetention(client, who.districtId);
  const throughYear = Math.min(proposal.throughYear, lastYearToGo(who.on, documentsYears));
  const purged = await client.query<{ id: number; student: string; kind: string; sha256: string }>(
    `update documents d set state = 'purged', state_reason = $3, state_by = $4, state_at = $5, purged_at = $5
      where (d.district_id, d.document_id) in (select d.district_id, d.document_id ${OLD_DOCUMENTS})
      returning d.document_id as id, d.student_id as student, d.kind, d.sha256`,
    [who.districtId, throughYear, reason.trim(), who.name, who.now],
  );
  await appendSteps(
    client,
    who,
    purged.rows.map(({ id, student, kind }) => ({
      student,
      thing: 'document',
      thingId: id,
      step: 'purged',
      reason,
      detail: { kind },
    })),
  );
  const unused = await client.query<{ sha256: string }>(
    `select h.sha256 from unnest($2::text[]) as h (sha256)
      where not exists (select from documents d where d.district_id = $1 and d.sha256 = h.sha256 and d.state in ('filed', 'taken-out'))`,
    [who.districtId, [...new Set(purged.rows.map(({ sha256 }) => sha256))]],
  );
  return { documents: purged.rows.length, unused: unused.rows.map(({ sha256 }) => sha256) };
}

/** What is proposed stays; the job may propose it again. */
export async function keepDocuments(
  client: pg.ClientBase,
  who: Who,
  { proposalId, reason }: { readonly proposalId: number; readonly reason: string },
): Promise<void> {
  if (reason.trim() === '') throw new ProblemError([{ path: 'reason', found: 'nothing', allowed: 'why, in words' }]);
  await decide(client, who, { proposalId, reason, state: 'kept' });
}

async function decide(
  client: pg.ClientBase,
  who: Who,
  {
    proposalId,
    reason,
    state,
  }: { readonly proposalId: number; readonly reason: string; readonly state: 'purged' | 'kept' },
): Promise<{ readonly throughYear: number }> {
  const decided = await client.query<{ throughYear: number }>(
    `update retention_proposals set state = $3, decided_by = $4, decided_at = $5, reason = $6
      where district_id = $1 and proposal_id = $2 and state = 'open' returning through_year as "throughYear"`,
    [who.districtId, proposalId, state, who.name, who.now, reason.trim()],
  );
  const [row] = decided.rows;
  if (row === undefined)
    throw new Refusal('This proposal is not there, or was decided already.', { code: 'work.decided' });
  return row;
}
