/** The whole API: the resources' contracts joined, one line each. */
import { healthContract } from './health/contract.ts';
import { importsContract } from './imports/contract.ts';
import { meContract } from './me/contract.ts';
import { peopleContract } from './people/contract.ts';
import { signInContract } from './sign-in/contract.ts';

export const contract = {
  ...healthContract,
  ...importsContract,
  ...signInContract,
  ...meContract,
  ...peopleContract,
};

export type ApiContract = typeof contract;
