/** Who may do what, who asks, and what is on record about it: the only door of this room. */
export { coversSchool, reachOf, type Actor, type Grant, type Reach } from './actor.ts';
export { ACTIONS, ROLES, scopeOf, type Action, type Role, type Scope } from './roles.ts';
export { scopedDatabase } from './scoped-database.ts';
export { addPerson, type AddPerson } from './people/add-person.ts';
export type { PersonInput } from './people/person-input.ts';
export { openSignIn, type OpenSignIn, type SignIn } from './sign-in/open-sign-in.ts';
export { ensureSampleSignIns, readSampleSignIns, type SampleSignIn } from './sign-in/sample-sign-ins.ts';
export { setPassword } from './sign-in/set-password.ts';
export { recordAudit, type AuditEntry, type AuditWho } from './audit/record-audit.ts';
export { sealSegments, type SealFigures } from './audit/seal.ts';
export { startSealer, type Sealer } from './audit/sealer.ts';
export { verifyAudit, type AuditFault, type LogState } from './audit/verify.ts';
