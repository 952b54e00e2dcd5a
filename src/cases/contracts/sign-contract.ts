/** Signatures: typed, drawn or on paper, which count the same. */
import type pg from 'pg';
import { ProblemError, Refusal } from '../../problem.ts';
import { recordEvents } from '../core/record-events.ts';
import { requireStep } from '../core/states.ts';
import type { Who } from '../core/who.ts';
import type { Contract, ContractSignature, Strokes } from './contract.ts';
import { hashOfTerms, step } from './draft-contract.ts';
import { requireContract } from './read-contracts.ts';
import { makeReviewTask } from './review-task.ts';
import { requireNameOfWho, requireOwnLine, requireOwnName } from './signer-name.ts';
import { CONTRACT } from './states.ts';

export type Signing =
  | { readonly way: 'typed'; readonly typed: string }
  | { readonly way: 'drawn'; readonly strokes: Strokes }
  | { readonly way: 'paper'; readonly documentId: number };

export interface SignContract {
  readonly contractId: number;
  readonly signatureId: number;
  readonly signing: Signing;
  /** In which copy it was read. */
  readonly language: string;
}

/**
 * One signature, witnessed by who writes it down; for the school typed and drawn by who is signed in, in that person's own name. The
 * contract is signed once everybody has who was asked to, and one of the family is among them: then the event `contract-signed` is on
 * record. Fails: Refusal, ProblemError.
 */
export async function signContract(client: pg.ClientBase, who: Who, input: SignContract): Promise<Contract> {
  const before = await requireContract(client, who.districtId, input.contractId);
  requireStep(CONTRACT, { status: before.state, action: 'sign', who });
  const signer = requireSigner(before, input.signatureId);
  if (hashOfTerms(before) !== before.termsHash) throw new Error('a contract that is not what was offered');
  await requireUsable(client, who, { student: before.student, signer, signing: input.signing });
  const { signing } = input;
  await client.query(
    `update contract_signatures set way = $4, typed = $5, strokes = $6, document_id = $7, language = $8, terms_hash = $9, witness = $10,
       witness_id = $11, signed_at = $12
      where district_id = $1 and contract_id = $2 and signature_id = $3`,
    [
      who.districtId,
      input.contractId,
      input.signatureId,
      signing.way,
      signing.way === 'typed' ? signing.typed.trim() : '',
      signing.way === 'drawn' ? JSON.stringify(signing.strokes) : null,
      signing.way === 'paper' ? signing.documentId : null,
      input.language,
      before.termsHash,
      who.name,
      who.personId,
      who.now,
    ],
  );
  const detail = { part: signer.part, name: signer.name, way: signing.way };
  await step(client, who, { contract: before, step: 'signature', detail });
  return completeIfSigned(client, who, input.contractId);
}

/** The contract holds without this signature; why stays on record. */
export async function excuseSigner(
  client: pg.ClientBase,
  who: Who,
  input: { readonly contractId: number; readonly signatureId: number; readonly reason: string },
): Promise<Contract> {
  const before = await requireContract(client, who.districtId, input.contractId);
  requireStep(CONTRACT, { status: before.state, action: 'sign', who });
  const signer = requireSigner(before, input.signatureId);
  await client.query(
    'update contract_signatures set excused_reason = $4, excused_by = $5 where district_id = $1 and contract_id = $2 and signature_id = $3',
    [who.districtId, input.contractId, input.signatureId, input.reason, who.name],
  );
  const detail = { part: signer.part, name: signer.name };
  await step(client, who, { contract: before, step: 'signer-excused', reason: input.reason, detail });
  return completeIfSigned(client, who, input.contractId);
}

function requireSigner({ signatures }: Contract, signatureId: number): ContractSignature {
  const signer = signatures.find((one) => one.signatureId === signatureId);
  if (signer === undefined)
    throw new Refusal('Nobody of that number signs this contract.', { code: 'contracts.no-signer' });
  if (signer.way !== '')
    throw new Refusal(`${signer.name} has signed already.`, {
      code: 'contracts.signed',
      values: { name: signer.name },
    });
  return signer;
}

async function completeIfSigned(client: pg.ClientBase, who: Who, contractId: number): Promise<Contract> {
  const contract = await requireContract(client, who.districtId, contractId);
  const isOpen = contract.signatures.some(({ way, excusedReason }) => way === '' && excusedReason === '');
  const isOfFamily = contract.signatures.some(
    ({ part, way }) => way !== '' && (part === 'guardian' || part === 'student'),
  );
  if (contract.state !== 'offered' || isOpen || !isOfFamily) return contract;
  const state = requireStep(CONTRACT, { status: contract.state, action: 'complete', who: { role: 'rollcall' } });
  await client.query(
    'update contracts set state = $3, signed_on = $4, revision = revision + 1 where district_id = $1 and contract_id = $2',
    [who.districtId, contractId, state, who.on],
  );
  await step(client, who, { contract, step: 'signed' });
  await makeReviewTask(client, who, contract);
  const { student } = contract;
  await recordEvents(client, who, [{ student, on: who.on, event: 'contract-signed', ref: `contract:${contractId}` }]);
  return requireContract(client, who.districtId, contractId);
}

const MOST_POINTS = 20_000;

async function requireUsable(
  client: pg.ClientBase,
  who: Who,
  {
    student,
    signer,
    signing,
  }: { readonly student: string; readonly signer: ContractSignature; readonly signing: Signing },
): Promise<void> {
  const isOfSchool = signer.part === 'school';
  if (isOfSchool && signing.way !== 'paper') await requireOwnLine(client, who, signer);
  if (signing.way === 'typed')
    if (isOfSchool) requireNameOfWho(signing.typed, who);
    else requireOwnName(signing.typed, signer);
  if (signing.way === 'drawn') {
    const points = signing.strokes.reduce((sum, stroke) => sum + stroke.length, 0);
    if (points < 4 || points > MOST_POINTS)
      throw new ProblemError([
        { path: 'strokes', found: `${points} points`, allowed: `a drawn signature of 4 to ${MOST_POINTS} points` },
      ]);
  }
  if (signing.way === 'paper') {
    const found = await client.query(
      `select from documents where district_id = $1 and document_id = $2 and student_id = $3 and state = 'filed'`,
      [who.districtId, signing.documentId, student],
    );
    if (found.rowCount === 0)
      throw new Refusal('This document is not in the student’s file. File the scan first.', {
        code: 'contracts.no-scan',
      });
  }
}
