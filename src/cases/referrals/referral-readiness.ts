/** What a referral asks for before it goes out, and how far it is. */
import type { ClientBase } from 'pg';
import type { KnownDistrict } from '../../calculation/index.ts';
import { asOfDay, yearStartOf } from '../plans/plan-days.ts';
import { findPlan } from '../plans/plan-row.ts';
import { readReadiness, type RequirementState } from '../requirements/readiness.ts';
import { requirementsOf } from '../requirements/requirement.ts';
import type { ReferralRow } from './referral-row.ts';

export async function readReferralReadiness(
  client: ClientBase,
  { districtId, on, known }: { readonly districtId: number; readonly on: string; readonly known: KnownDistrict },
  referral: ReferralRow,
): Promise<readonly RequirementState[]> {
  const plan = referral.planId === null ? undefined : await findPlan(client, { districtId, planId: referral.planId });
  return readReadiness(client, {
    districtId,
    student: referral.student,
    about: { thing: 'referral', id: referral.referralId },
    requires: requirementsOf(referral.requires),
    plan: plan === undefined ? null : { ...plan },
    on,
    yearStart: yearStartOf(on),
    asOf: await asOfDay(client, { districtId, on }),
    known,
  });
}
