/** How commands of plans act: in one transaction, on a plan that is named as P12. */
import type { ClientBase } from 'pg';
import { KnownDistrict, readDistrict } from '../../calculation/index.ts';
import { findPlan, type PlanRow, type Who } from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { withSession, type Session } from '../session.ts';
import { whoOfSession } from '../who.ts';

/** Does it in one transaction, as whoever uses the command line. */
export function inPlans(work: (client: ClientBase, who: Who, session: Session) => Promise<void>): Promise<void> {
  return withSession(async (session) => {
    const who = await whoOfSession(session);
    await withTransaction(session.db, (client) => work(client, who, session));
  });
}

/** The district as the calculation knows it. */
export async function knownOf(client: ClientBase, { districtId }: Who): Promise<KnownDistrict> {
  return new KnownDistrict(await readDistrict(client, districtId));
}

/** `P12` or `12`. */
export function planOption(text: string): number {
  const digits = /^P?([1-9]\d{0,14})$/.exec(text)?.[1];
  if (digits === undefined)
    throw new ProblemError([{ path: 'plan', found: `"${text}"`, allowed: 'the number of a plan, as P12' }]);
  return Number(digits);
}

/** The plan that is named. Fails: Refusal where there is none. */
export async function requirePlan(client: ClientBase, { districtId }: Who, name: string): Promise<PlanRow> {
  const found = await findPlan(client, { districtId, planId: planOption(name) });
  if (found === undefined) throw new Refusal(`There is no plan ${name}.`);
  return found;
}
