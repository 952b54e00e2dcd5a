/** Contracts as they are on file. Reads only. */
import type pg from 'pg';
import { Refusal } from '../../problem.ts';
import type { Contract, ContractSignature } from './contract.ts';
import type { ContractState } from './states.ts';

type Client = pg.ClientBase | pg.Pool;

export interface ContractQuestion {
  readonly districtId: number;
  readonly contractIds?: readonly number[];
  readonly student?: string;
  readonly caseId?: number;
  readonly schools?: readonly string[] | undefined;
  readonly states?: readonly ContractState[];
  readonly year?: number;
  /** Of school years before this one. */
  readonly beforeYear?: number;
  readonly limit?: number;
}

/** The newest first. */
export async function readContracts(client: Client, question: ContractQuestion): Promise<readonly Contract[]> {
  const found = await client.query<Omit<Contract, 'signatures'>>(
    `select c.contract_id as "contractId", c.student_id as student, s.student_no as "studentNo", s.first_name as first, s.last_name as last,
       c.case_id as "caseId", c.school_id as school, coalesce(o.name, c.school_id) as "schoolName", c.year, c.state, c.template, c.texts, c.goals,
       c.languages, c.starts_on as "startsOn", c.review_on as "reviewOn", c.ends_on as "endsOn", c.meeting_id as "meetingId",
       c.renews_id as "renewsId", c.offered_on as "offeredOn", c.signed_on as "signedOn", c.review_note as "reviewNote",
       c.violated_on as "violatedOn", c.ended_on as "endedOn", c.terms_hash as "termsHash", c.made_by as "madeBy", c.revision
     from contracts c
     join students s on s.district_id = c.district_id and s.student_id = c.student_id
     left join schools o on o.district_id = c.district_id and o.school_id = c.school_id
    where c.district_id = $1 and ($2::bigint[] is null or c.contract_id = any ($2)) and ($3::text is null or c.student_id = $3)
      and ($4::bigint is null or c.case_id = $4) and ($5::text[] is null or c.school_id = any ($5)) and ($6::text[] is null or c.state = any ($6))
      and ($7::int is null or c.year = $7) and ($8::int is null or c.year < $8)
    order by c.contract_id desc limit $9`,
    [
      question.districtId,
      question.contractIds ?? null,
      question.student ?? null,
      question.caseId ?? null,
      question.schools ?? null,
      question.states ?? null,
      question.year ?? null,
      question.beforeYear ?? null,
      question.limit ?? 500,
    ],
  );
  const ids = found.rows.map(({ contractId }) => contractId);
  const signatures = await readSignatures(client, question.districtId, ids);
  return found.rows.map((row) => ({ ...row, signatures: signatures.get(row.contractId) ?? [] }));
}

export interface WaitingContract {
  readonly contractId: number;
  readonly studentNo: number;
  readonly first: string;
  readonly last: string;
  readonly caseId: number | null;
  readonly schoolName: string;
  readonly state: ContractState;
  readonly reviewOn: string;
  /** Names of those whose signature is missing. */
  readonly open: readonly string[];
}

/** What a list says of the newest contracts in these states, without their texts and signatures. */
export async function readWaitingContracts(
  client: Client,
  question: Required<Pick<ContractQuestion, 'districtId' | 'states' | 'limit'>> & Pick<ContractQuestion, 'schools'>,
): Promise<readonly WaitingContract[]> {
  const found = await client.query<WaitingContract>(
    `select c.contract_id as "contractId", s.student_no as "studentNo", s.first_name as first, s.last_name as last, c.case_id as "caseId",
       coalesce(o.name, c.school_id) as "schoolName", c.state, c.review_on as "reviewOn",
       array(select g.name from contract_signatures g where g.district_id = c.district_id and g.contract_id = c.contract_id
         and g.way = '' and g.excused_reason = '' order by g.signature_id) as open
     from contracts c
     join students s on s.district_id = c.district_id and s.student_id = c.student_id
     left join schools o on o.district_id = c.district_id and o.school_id = c.school_id
    where c.district_id = $1 and c.state = any ($2) and ($3::text[] is null or c.school_id = any ($3))
    order by c.contract_id desc limit $4`,
    [question.districtId, question.states, question.schools ?? null, question.limit],
  );
  return found.rows;
}

/** Fails: Refusal where it is not there, or out of reach. */
export async function requireContract(client: Client, districtId: number, contractId: number): Promise<Contract> {
  const [contract] = await readContracts(client, { districtId, contractIds: [contractId] });
  if (contract === undefined)
    throw new Refusal(`There is no contract ${contractId}, or not with one of your students.`, { code: 'work.gone' });
  return contract;
}

async function readSignatures(
  client: Client,
  districtId: number,
  contracts: readonly number[],
): Promise<ReadonlyMap<number, readonly ContractSignature[]>> {
  if (contracts.length === 0) return new Map();
  const found = await client.query<ContractSignature & { readonly contractId: number }>(
    `select contract_id as "contractId", signature_id as "signatureId", part, name, guardian_id as "guardianId", way, typed, strokes,
       document_id as "documentId", language, witness, to_char(signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "signedAt",
       (signed_at at time zone (select d.time_zone from districts d where d.district_id = $1))::date as "signedDay", excused_reason as "excusedReason", excused_by as "excusedBy"
     from contract_signatures where district_id = $1 and contract_id = any ($2) order by signature_id`,
    [districtId, contracts],
  );
  return Map.groupBy(found.rows, ({ contractId }) => contractId);
}
