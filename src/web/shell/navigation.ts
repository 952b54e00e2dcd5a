/** Where each role finds what: order of use, under four headings. An entry shows once its screen is registered. */
import type { Role } from '../../access/roles.ts';

export const GROUPS = ['work', 'understand', 'setUp', 'keepSafe'] as const;
export type Group = (typeof GROUPS)[number];

export type Place =
  | 'home'
  | 'worklist'
  | 'tasks'
  | 'approvals'
  | 'slots'
  | 'letters'
  | 'messages'
  | 'students'
  | 'cases'
  | 'meetings'
  | 'forms'
  | 'excusals'
  | 'journal'
  | 'plans'
  | 'referrals'
  | 'incidents'
  | 'at-risk'
  | 'tier2'
  | 'campaigns'
  | 'insight'
  | 'runs'
  | 'imports'
  | 'schools'
  | 'catalogs'
  | 'people'
  | 'audit'
  | 'disclosures'
  | 'retention'
  | 'system';

/** Under which heading a place stands. */
export const GROUP_OF: Readonly<Record<Place, Group>> = {
  home: 'work',
  worklist: 'work',
  tasks: 'work',
  approvals: 'work',
  slots: 'work',
  letters: 'work',
  messages: 'work',
  students: 'work',
  cases: 'work',
  meetings: 'work',
  forms: 'work',
  excusals: 'work',
  journal: 'work',
  plans: 'work',
  referrals: 'work',
  incidents: 'work',
  'at-risk': 'work',
  tier2: 'work',
  campaigns: 'work',
  insight: 'understand',
  runs: 'understand',
  imports: 'setUp',
  schools: 'setUp',
  catalogs: 'setUp',
  people: 'setUp',
  audit: 'keepSafe',
  disclosures: 'keepSafe',
  retention: 'keepSafe',
  system: 'keepSafe',
};

/** The first is where the role begins. */
export const PLACES_OF: Readonly<Record<Role, readonly Place[]>> = {
  clerk: [
    'home',
    'worklist',
    'tasks',
    'slots',
    'letters',
    'messages',
    'students',
    'cases',
    'excusals',
    'plans',
    'tier2',
    'campaigns',
    'insight',
    'schools',
    'forms',
  ],
  administrator: [
    'home',
    'approvals',
    'worklist',
    'tasks',
    'slots',
    'letters',
    'messages',
    'students',
    'cases',
    'meetings',
    'excusals',
    'plans',
    'tier2',
    'campaigns',
    'referrals',
    'incidents',
    'at-risk',
    'forms',
    'insight',
    'schools',
    'people',
    'disclosures',
  ],
  team: [
    'home',
    'tasks',
    'tier2',
    'cases',
    'meetings',
    'campaigns',
    'worklist',
    'letters',
    'messages',
    'students',
    'plans',
    'referrals',
    'incidents',
    'at-risk',
    'insight',
    'forms',
  ],
  teacher: ['home', 'tasks', 'journal', 'plans'],
  officer: ['home', 'tasks', 'referrals', 'cases', 'meetings', 'plans', 'tier2'],
  district: [
    'home',
    'worklist',
    'tasks',
    'letters',
    'messages',
    'students',
    'cases',
    'meetings',
    'excusals',
    'plans',
    'tier2',
    'campaigns',
    'referrals',
    'incidents',
    'at-risk',
    'forms',
    'approvals',
    'slots',
    'insight',
    'runs',
    'imports',
    'schools',
    'catalogs',
    'people',
    'audit',
    'disclosures',
    'retention',
  ],
  system: ['system', 'people', 'imports', 'runs', 'schools', 'audit'],
};

/** The places of someone with several roles: each once, in the order of the first role that has it. */
export function placesOf(roles: readonly Role[]): readonly Place[] {
  return [...new Set(roles.flatMap((role) => PLACES_OF[role]))];
}
