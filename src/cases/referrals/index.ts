/** Referrals: what other rooms use of them. */
export { cancelReferrals, makeReferrals, type MadeReferral, type NewReferral } from './make-referrals.ts';
export {
  countReferrals,
  readReferralLine,
  readReferrals,
  REFERRAL_TABS,
  type ReferralLine,
  type ReferralTab,
} from './read-referrals.ts';
export { readReferralReadiness } from './referral-readiness.ts';
export { findReferral, lockReferral, referralName, type ReferralRow } from './referral-row.ts';
export {
  REFERRAL,
  REFERRAL_OUTCOMES,
  type ReferralAction,
  type ReferralOutcome,
  type ReferralState,
} from './states.ts';
export {
  acceptReferral,
  decideReferral,
  returnReferral,
  sendReferral,
  setNextStep,
  withdrawReferral,
  type SendReferral,
} from './step-referral.ts';
