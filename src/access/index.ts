/** Who may do what, who asks, and what is on record about it: the only door of this room. */
export { coversSchool, reachOf, type Actor, type Grant, type Reach } from './actor.ts';
export { ACTIONS, ROLES, scopeOf, type Action, type Role, type Scope } from './roles.ts';
export { scopedDatabase } from './scoped-database.ts';
