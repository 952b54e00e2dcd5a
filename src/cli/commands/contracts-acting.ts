/** How commands of contracts act, in one transaction, and what they say of the contract afterwards. */
import type { ClientBase } from 'pg';
import type { Contract, Who } from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { printJsonLine, remark, type Format } from '../output.ts';
import type { Session } from '../session.ts';
import { whoOfSession } from '../who.ts';

/** Does it as whoever uses the command line, and says how the contract stands. */
export async function runOnContract(
  session: Session,
  format: Format,
  work: (client: ClientBase, who: Who) => Promise<Contract>,
): Promise<void> {
  const who = await whoOfSession(session);
  const contract = await withTransaction(session.db, (client) => work(client, who));
  if (format === 'json') return printJsonLine(contractAsJson(contract));
  const open = contract.signatures.filter(({ way, excusedReason }) => way === '' && excusedReason === '');
  const missing =
    open.length === 0 || contract.state !== 'offered' ? '' : ` To sign: ${open.map(({ name }) => name).join(', ')}.`;
  remark(`Contract ${contract.contractId}: ${contract.state}.${missing}`);
}

/** What a list says of one. */
export function contractAsJson(contract: Contract) {
  const { contractId, student, school, state, startsOn, reviewOn, endsOn, signedOn, violatedOn, signatures } = contract;
  const signers = signatures.map(({ name, part, way, signedAt }) => ({ name, part, way, signed_at: signedAt }));
  return {
    contract: contractId,
    student,
    school,
    state,
    from: startsOn,
    review: reviewOn,
    until: endsOn,
    signed: signedOn,
    violated: violatedOn,
    signers,
  };
}
