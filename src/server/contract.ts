/** The whole API: the resources' contracts joined, one line each. */
import { healthContract } from './health/contract.ts';

export const contract = {
  ...healthContract,
};

export type ApiContract = typeof contract;
