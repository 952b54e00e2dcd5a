/** The whole API: the resources' contracts joined, one line each. */
import { healthContract } from './health/contract.ts';
import { importsContract } from './imports/contract.ts';

export const contract = {
  ...healthContract,
  ...importsContract,
};

export type ApiContract = typeof contract;
