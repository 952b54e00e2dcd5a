/** The list of consequences that an entry of `then:` can name. Each is one folder. */
import { alert } from './alert/settings.ts';
import { assignment } from './assignment/settings.ts';
import { atRisk } from './at-risk/settings.ts';
import { attendanceCase } from './case/settings.ts';
import { eligibility } from './eligibility/settings.ts';
import { incident } from './incident/settings.ts';
import type { ConsequenceKind } from './kind.ts';
import { letter } from './letter/settings.ts';
import { notification } from './notification/settings.ts';
import { plan } from './plan/settings.ts';
import { referral } from './referral/settings.ts';
import { task } from './task/settings.ts';

export type { ConsequenceKind } from './kind.ts';

export const CONSEQUENCES: readonly ConsequenceKind[] = [
  letter,
  notification,
  task,
  attendanceCase,
  plan,
  assignment,
  referral,
  eligibility,
  incident,
  atRisk,
  alert,
];

/** The kind of this name, or undefined. */
export function consequenceKind(name: string): ConsequenceKind | undefined {
  return CONSEQUENCES.find(({ kind }) => kind === name);
}
