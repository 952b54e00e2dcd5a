/** Who may do what, who asks, and what is on record about it: the only door of this room. */
export { coversSchool, reachOf, type Actor, type Grant, type Reach } from './actor.ts';
export { ACTIONS, ROLES, scopeOf, type Action, type Role, type Scope } from './roles.ts';
export { connectToStudent, reachSettings, scopedDatabase, type StudentConnection } from './scoped-database.ts';
export { recordAudit, type AuditEntry, type AuditWho } from './audit/record-audit.ts';
export { sealSegments, type SealFigures } from './audit/seal.ts';
export { startSealer, type Sealer } from './audit/sealer.ts';
export { verifyAudit, type AuditFault, type LogState } from './audit/verify.ts';
export { addPerson, type AddPerson } from './people/add-person.ts';
export { changePerson, type ChangePerson } from './people/change-person.ts';
export { countReach } from './people/count-reach.ts';
export { endAccess, restoreAccess, type EndAccess } from './people/end-access.ts';
export type { PersonInput } from './people/person-input.ts';
export { readPreferences, savePreferences, type Preferences } from './people/preferences.ts';
export { readPeople, readPerson, readPersonChanges, type Person, type PersonChangeLine } from './people/read-people.ts';
export { resetTwoStep } from './people/reset-two-step.ts';
export { planRoster, takeInRoster, type RosterLine, type RosterPlan } from './people/roster.ts';
export {
  firstRunLink,
  makeFirstRunLink,
  makePasswordLink,
  readLink,
  useFirstRunLink,
  usePasswordLink,
  type OneTimeLink,
  type OpenLink,
} from './sign-in/one-time-links.ts';
export { openSignIn, type OpenSignIn, type SignIn } from './sign-in/open-sign-in.ts';
export {
  beginTwoStep,
  changeOwnPassword,
  confirmTwoStep,
  endTwoStep,
  newRecoveryCodes,
  readOwnWays,
  type Outcome,
  type OwnAccount,
} from './sign-in/own-account.ts';
export { SHORTEST_PASSWORD } from './sign-in/password.ts';
export { countFailure, minutesToWait, type Limit } from './sign-in/attempts.ts';
export { ensureSampleSignIns, readSampleSignIns, type SampleSignIn } from './sign-in/sample-sign-ins.ts';
export { endSession, endSessions, readDevices, type Device } from './sign-in/sessions.ts';
export { setPassword } from './sign-in/set-password.ts';
export { closeApprovalLink, makeApprovalLink, readApprovalLink, type ApprovalLink } from './approval-links.ts';
export { actorOfPerson } from './people/actor-of-person.ts';
export {
  DUTIES,
  namePerson,
  readApprovers,
  readNamedPeople,
  type Approver,
  type Duty,
  type NamedPerson,
  type NamePerson,
} from './people/named-people.ts';
export {
  countDisclosures,
  readDisclosures,
  readDisclosureState,
  recordDisclosures,
  writeDisclosures,
  type DisclosureFilter,
  type DisclosureOnFile,
  type NewDisclosure,
} from './audit/disclosures.ts';
export { sessionCacheOf } from './sign-in/session-cache.ts';
export { parentLetter, planParentLetter, type ParentLetter } from './audit/parent-letter.ts';
export { PARENT_LETTER_LANGUAGES } from './audit/parent-letter-words.ts';
export {
  countEntries,
  readChoices,
  readEntries,
  readSealed,
  type EntryFilter,
  type EntryOnFile,
} from './audit/read-entries.ts';
export { readSetting } from './sign-in/secret.ts';
