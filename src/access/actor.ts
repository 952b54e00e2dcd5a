/** The person who asks, and how far an action of theirs reaches. */
import { scopeOf, type Action, type Role } from './roles.ts';

/** A role at one school, or in the whole district (`school` is null). */
export interface Grant {
  readonly role: Role;
  readonly school: string | null;
}

export interface Actor {
  readonly districtId: number;
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  /** The person's id in staff.csv; null for somebody the student information system does not know. */
  readonly staffId: string | null;
  readonly grants: readonly Grant[];
  readonly language: 'en' | 'es';
}

export type Reach =
  | { readonly kind: 'none' }
  | { readonly kind: 'cases'; readonly personId: string }
  | { readonly kind: 'students'; readonly staffId: string }
  | { readonly kind: 'schools'; readonly schools: ReadonlySet<string> }
  | { readonly kind: 'district' };

const NO_REACH: Reach = { kind: 'none' };
const WIDTH: readonly Reach['kind'][] = ['none', 'cases', 'students', 'schools', 'district'];

/** The widest reach of the actor's grants; schools of several grants are joined. */
export function reachOf(actor: Actor, action: Action): Reach {
  return actor.grants.reduce<Reach>((widest, grant) => joined(widest, reachOfGrant(actor, grant, action)), NO_REACH);
}

/** Whether a school as a whole lies within the reach. */
export function coversSchool(reach: Reach, school: string): boolean {
  return reach.kind === 'district' || (reach.kind === 'schools' && reach.schools.has(school));
}

function reachOfGrant({ staffId, personId }: Actor, { role, school }: Grant, action: Action): Reach {
  const scope = scopeOf(role, action);
  switch (scope) {
    case 'none':
      return NO_REACH;
    case 'cases':
      return { kind: 'cases', personId };
    case 'students':
      return staffId === null ? NO_REACH : { kind: 'students', staffId };
    case 'schools':
      return school === null ? { kind: 'district' } : { kind: 'schools', schools: new Set([school]) };
    case 'district':
      return { kind: 'district' };
  }
}

function joined(one: Reach, other: Reach): Reach {
  if (one.kind === 'schools' && other.kind === 'schools')
    return { kind: 'schools', schools: new Set([...one.schools, ...other.schools]) };
  return WIDTH.indexOf(other.kind) > WIDTH.indexOf(one.kind) ? other : one;
}
