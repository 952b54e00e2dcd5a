/** Prepares a referral: the school's administrator sends it with the sealed file once everything is there. */
import {
  DUTY_OF_ROLE,
  cancelReferrals,
  makeReferrals,
  requirementsOf,
  type CaseDuty,
  type Requirement,
} from '../../cases/index.ts';
import { definePerformer } from '../performer.ts';

interface Settings {
  readonly referral: string;
  readonly requires?: readonly unknown[];
}

interface Data {
  readonly role: string;
  readonly duty: CaseDuty;
  readonly requires: readonly Requirement[];
  readonly why: string;
  /** The day it was met; left out by plans of before this was kept. */
  readonly whyOn?: string;
}

export const referralPerformer = definePerformer<Settings, null, Data>({
  kind: 'referral',
  readFacts: () => Promise.resolve(null),
  plan: ({ referral: role, requires }, { title, triggerOn }) => ({
    says: { key: 'referral', values: { role } },
    data: {
      role,
      duty: DUTY_OF_ROLE[role] ?? 'agency',
      requires: requirementsOf(requires),
      why: title,
      whyOn: triggerOn,
    },
  }),
  perform: async (client, who, effects) => {
    const made = await makeReferrals(
      client,
      who,
      effects.map(({ occasion: { student, school, pack, criterion, noticeId }, data }) => ({
        ...data,
        student,
        school,
        pack,
        criterion,
        noticeId,
      })),
    );
    return made.map(({ referralId }) => ({ thing: 'referral', id: referralId }));
  },
  whenWithdrawn: 'cancel',
  cancel: (client, who, made, reason) => cancelReferrals(client, who, { referrals: made.map(({ id }) => id), reason }),
});
