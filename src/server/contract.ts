/** The whole API: the resources' contracts joined, one line each. */
import { auditContract } from './audit/contract.ts';
import { healthContract } from './health/contract.ts';
import { importsContract } from './imports/contract.ts';
import { meContract } from './me/contract.ts';
import { peopleContract } from './people/contract.ts';
import { signInContract } from './sign-in/contract.ts';
import { draftsContract } from './drafts/contract.ts';
import { triggersContract } from './triggers/contract.ts';
import { viewsContract } from './views/contract.ts';
import { worklistContract } from './worklist/contract.ts';
import { studentsContract } from './students/contract.ts';

export const contract = {
  ...auditContract,
  ...healthContract,
  ...importsContract,
  ...signInContract,
  ...meContract,
  ...peopleContract,
  ...draftsContract,
  ...triggersContract,
  ...viewsContract,
  ...worklistContract,
  ...studentsContract,
};

export type ApiContract = typeof contract;
