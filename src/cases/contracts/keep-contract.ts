/** What becomes of a signed contract: reviewed, violated, ended, lapsed with the school year. */
import type pg from 'pg';
import { ProblemError } from '../../problem.ts';
import { closeTasksAbout } from '../core/create-tasks.ts';
import { yearOf } from '../core/open-case.ts';
import { recordEvents, takeBackEvent } from '../core/record-events.ts';
import { requireStep } from '../core/states.ts';
import type { Who } from '../core/who.ts';
import type { Contract } from './contract.ts';
import { step } from './draft-contract.ts';
import { readContracts, requireContract } from './read-contracts.ts';
import { makeReviewTask } from './review-task.ts';
import { CONTRACT } from './states.ts';

export interface ReviewContract {
  readonly contractId: number;
  readonly note: string;
  /** The next review, ISO; null: none. */
  readonly nextOn: string | null;
}

/** How it went, and when it is looked at again. */
export async function reviewContract(client: pg.ClientBase, who: Who, input: ReviewContract): Promise<Contract> {
  const before = await requireContract(client, who.districtId, input.contractId);
  const state = requireStep(CONTRACT, { status: before.state, action: 'review', who });
  const next = input.nextOn ?? before.reviewOn;
  if (input.nextOn !== null && (next <= who.on || next > before.endsOn))
    throw new ProblemError([{ path: 'nextOn', found: next, allowed: `a day after today, up to ${before.endsOn}` }]);
  await client.query(
    'update contracts set state = $3, review_note = $4, review_on = $5, revision = revision + 1 where district_id = $1 and contract_id = $2',
    [who.districtId, input.contractId, state, input.note, next],
  );
  await step(client, who, { contract: before, step: 'reviewed', reason: input.note, detail: { next: input.nextOn } });
  const contract = await requireContract(client, who.districtId, input.contractId);
  const about = { thing: 'contract', id: input.contractId } as const;
  await closeTasksAbout(client, who, { about, state: 'done', outcome: input.note });
  if (input.nextOn !== null) await makeReviewTask(client, who, contract);
  return contract;
}

export interface MarkViolated {
  readonly contractId: number;
  readonly reason: string;
  /** The day on which it was not kept, ISO; today unless given. */
  readonly on?: string;
}

/** An administrator's mark: the event `contract-violated`, which a criterion may ask for. Fails: ProblemError for a day out of its time. */
export async function markViolated(client: pg.ClientBase, who: Who, input: MarkViolated): Promise<Contract> {
  const before = await requireContract(client, who.districtId, input.contractId);
  const state = requireStep(CONTRACT, { status: before.state, action: 'violate', who });
  const on = input.on ?? who.on;
  if (on < (before.signedOn ?? before.startsOn) || on > who.on)
    throw new ProblemError([
      {
        path: 'on',
        found: on,
        allowed: `a day from ${before.signedOn ?? before.startsOn}, when it was signed, to today, ${who.on}`,
      },
    ]);
  await client.query(
    'update contracts set state = $3, violated_on = $4, revision = revision + 1 where district_id = $1 and contract_id = $2',
    [who.districtId, input.contractId, state, on],
  );
  await step(client, who, { contract: before, step: 'violated', reason: input.reason, on });
  await recordEvents(client, who, [eventOf(before, on)]);
  return requireContract(client, who.districtId, input.contractId);
}

/** The mark was a mistake: the contract holds again, the event no longer counts, and both stay on record. */
export async function takeBackViolation(
  client: pg.ClientBase,
  who: Who,
  input: { readonly contractId: number; readonly reason: string },
): Promise<Contract> {
  const before = await requireContract(client, who.districtId, input.contractId);
  const state = requireStep(CONTRACT, { status: before.state, action: 'take-back-violation', who });
  const on = before.violatedOn ?? who.on;
  await client.query(
    'update contracts set state = $3, violated_on = null, revision = revision + 1 where district_id = $1 and contract_id = $2',
    [who.districtId, input.contractId, state],
  );
  await step(client, who, { contract: before, step: 'violation-taken-back', reason: input.reason, detail: { on } });
  await takeBackEvent(client, who, eventOf(before, on));
  return requireContract(client, who.districtId, input.contractId);
}

function eventOf({ student, contractId }: Contract, on: string) {
  return { student, on, event: 'contract-violated', ref: `contract:${contractId}` };
}

export async function endContract(
  client: pg.ClientBase,
  who: Who,
  input: { readonly contractId: number; readonly reason: string },
): Promise<Contract> {
  const before = await requireContract(client, who.districtId, input.contractId);
  const state = requireStep(CONTRACT, { status: before.state, action: 'end', who });
  await close(client, who, { contract: before, state, reason: input.reason });
  return requireContract(client, who.districtId, input.contractId);
}

/** A new school year has begun: contracts of earlier ones lapse. They can be renewed. Returns how many; again changes nothing. */
export async function lapseContracts(client: pg.ClientBase, who: Who): Promise<number> {
  const over = await readContracts(client, {
    districtId: who.districtId,
    beforeYear: yearOf(who.on),
    states: ['draft', 'offered', 'signed', 'reviewed', 'violated'],
    limit: 100_000,
  });
  for (const contract of over) {
    const state = requireStep(CONTRACT, { status: contract.state, action: 'lapse', who: { role: 'rollcall' } });
    await close(client, who, { contract, state, reason: '' });
  }
  return over.length;
}

async function close(
  client: pg.ClientBase,
  who: Who,
  { contract, state, reason }: { readonly contract: Contract; readonly state: string; readonly reason: string },
): Promise<void> {
  const { contractId } = contract;
  await client.query(
    'update contracts set state = $3, ended_on = $4, revision = revision + 1 where district_id = $1 and contract_id = $2',
    [who.districtId, contractId, state, who.on],
  );
  await step(client, who, { contract, step: state, reason });
  await closeTasksAbout(client, who, {
    about: { thing: 'contract', id: contractId },
    state: 'cancelled',
    outcome: reason,
  });
}
