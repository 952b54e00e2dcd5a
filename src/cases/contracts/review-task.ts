/** A contract that holds is looked at on its review date. */
import type pg from 'pg';
import { createTasks } from '../core/create-tasks.ts';
import type { Who } from '../core/who.ts';
import type { Contract } from './contract.ts';

export async function makeReviewTask(
  client: pg.ClientBase,
  who: Who,
  { student, school, caseId, contractId, reviewOn }: Contract,
): Promise<void> {
  await createTasks(client, who, [
    {
      student,
      school,
      caseId,
      what: 'key:reviewContract',
      role: 'administrator',
      dueOn: reviewOn,
      about: { thing: 'contract', id: contractId },
    },
  ]);
}
