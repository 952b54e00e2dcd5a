/** Which people a role of `then:` means while nobody took a task: by their role in Rollcall. */
import type { Role } from '../../access/index.ts';

/** Every role that a pack may name for a task (`src/consequences/kind.ts`). */
export const PEOPLE_OF_TASK_ROLE: Readonly<Record<string, Role>> = {
  clerk: 'clerk',
  administrator: 'administrator',
  counselor: 'team',
  nurse: 'team',
  'social-worker': 'team',
  'intervention-team': 'team',
  'case-manager': 'team',
  teacher: 'teacher',
  homeroom: 'teacher',
  'supervisor-of-attendance': 'officer',
  'truancy-officer': 'officer',
  'prevention-specialist': 'officer',
  'attendance-office': 'district',
};

/** The roles of tasks that are for people of a role. */
export function taskRolesOf(role: Role): readonly string[] {
  return Object.entries(PEOPLE_OF_TASK_ROLE)
    .filter(([, people]) => people === role)
    .map(([taskRole]) => taskRole);
}
