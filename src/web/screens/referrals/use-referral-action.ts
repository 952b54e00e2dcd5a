import { useSending } from '../../parts/use-sending.ts';

/** Sends one step of a referral; afterwards it and its lists are asked for anew. */
export function useReferralAction(onDone?: () => void) {
  return useSending(['readReferral', 'listReferrals'], onDone);
}
