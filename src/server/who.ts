/** Who acts in casework, from a request: the person, and the role that lets them. */
import { reachOf, scopeOf, type Role } from '../access/index.ts';
import type { Who } from '../cases/index.ts';
import { todayInDistrict } from '../db/zone.ts';
import type { Action } from '../access/index.ts';
import type { Context } from './context.ts';

/** Of several roles the one that reaches farthest for the action. */
export async function whoOf(context: Pick<Context, 'actor' | 'districtId' | 'parts'>, action: Action): Promise<Who> {
  const { actor, districtId, parts } = context;
  if (actor === null) throw new Error('casework is done by somebody who is signed in');
  const now = parts.now();
  const on = await todayInDistrict(parts.db.pool, { districtId, now });
  return { districtId, personId: actor.personId, name: actor.name, role: roleFor(actor, action), now, on };
}

const WIDTH = ['none', 'cases', 'students', 'schools', 'district'] as const;

function roleFor(actor: NonNullable<Context['actor']>, action: Action): Role {
  const ordered = actor.grants
    .map(({ role }) => role)
    .toSorted((one, other) => WIDTH.indexOf(scopeOf(other, action)) - WIDTH.indexOf(scopeOf(one, action)));
  const [role] = ordered;
  if (role === undefined || reachOf(actor, action).kind === 'none') throw new Error(`nobody may ${action} here`);
  return role;
}
