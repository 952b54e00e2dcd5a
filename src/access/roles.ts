/** Who may do what: the one table of role × action → scope. The server, the generated tests and the screen of roles read it. */

export const ROLES = ['clerk', 'administrator', 'team', 'teacher', 'officer', 'district', 'system'] as const;
export type Role = (typeof ROLES)[number];

/**
 * How far an action reaches. `schools`: students of the person's schools; `students`: students of the person's own sections or in the
 * person's care; `cases`: students of cases that are assigned to the person; `district`: everything.
 */
export type Scope = 'none' | 'schools' | 'students' | 'cases' | 'district';

type Row = readonly [
  clerk: Scope,
  administrator: Scope,
  team: Scope,
  teacher: Scope,
  officer: Scope,
  district: Scope,
  system: Scope,
];

/* oxfmt-ignore */
const TABLE = {
  //                     clerk      administrator team       teacher     officer  district    system
  'use-app':            ['schools', 'schools',    'schools', 'students', 'cases', 'district', 'district'],
  'see-home':           ['schools', 'schools',    'schools', 'students', 'cases', 'district', 'none'],
  'see-worklist':       ['schools', 'schools',    'schools', 'none',     'none',  'district', 'none'],
  'decide-trigger':     ['schools', 'schools',    'none',    'none',     'none',  'district', 'none'],
  'approve-trigger':    ['none',    'schools',    'none',    'none',     'none',  'district', 'none'],
  'issue':              ['schools', 'schools',    'none',    'none',     'none',  'district', 'none'],
  'undo-issue':         ['schools', 'schools',    'none',    'none',     'none',  'district', 'none'],
  'print':              ['schools', 'schools',    'none',    'none',     'none',  'district', 'none'],
  'mark-notice':        ['schools', 'schools',    'none',    'none',     'none',  'district', 'none'],
  'rescind':            ['schools', 'schools',    'none',    'none',     'none',  'district', 'none'],
  'see-notices':        ['schools', 'schools',    'schools', 'students', 'cases', 'district', 'none'],
  'see-student':        ['schools', 'schools',    'schools', 'students', 'cases', 'district', 'none'],
  'see-family':         ['schools', 'schools',    'schools', 'students', 'cases', 'district', 'none'],
  'find-student':       ['schools', 'schools',    'schools', 'students', 'cases', 'district', 'none'],
  'manage-slots':       ['schools', 'schools',    'none',    'none',     'none',  'district', 'none'],
  'calculate':          ['none',    'none',       'none',    'none',     'none',  'district', 'none'],
  'see-runs':           ['none',    'none',       'none',    'none',     'none',  'district', 'district'],
  'manage-schedules':   ['none',    'none',       'none',    'none',     'none',  'district', 'district'],
  'manage-settings':    ['none',    'none',       'none',    'none',     'none',  'district', 'district'],
  'retry-job':          ['none',    'none',       'none',    'none',     'none',  'district', 'district'],
  'import':             ['none',    'none',       'none',    'none',     'none',  'district', 'district'],
  'see-people':         ['none',    'schools',    'none',    'none',     'none',  'district', 'district'],
  'manage-people':      ['none',    'none',       'none',    'none',     'none',  'none',     'district'],
  'see-schools':        ['schools', 'schools',    'schools', 'schools',  'none',  'district', 'district'],
  'manage-school':      ['none',    'schools',    'none',    'none',     'none',  'district', 'none'],
  'see-audit':          ['none',    'none',       'none',    'none',     'none',  'district', 'district'],
  'record-disclosure':  ['none',    'schools',    'none',    'none',     'none',  'district', 'none'],
  'export':             ['schools', 'schools',    'none',    'none',     'none',  'district', 'none'],
  // casework
  'see-cases':          ['schools', 'schools',    'schools', 'students', 'cases', 'district', 'none'],
  'log-contact':        ['schools', 'schools',    'schools', 'students', 'cases', 'district', 'none'],
  'write-journal':      ['schools', 'schools',    'schools', 'students', 'cases', 'district', 'none'],
  'manage-case':        ['schools', 'schools',    'schools', 'none',     'cases', 'district', 'none'],
  'move-document':      ['none',    'schools',    'none',    'none',     'none',  'district', 'none'],
  'do-tasks':           ['schools', 'schools',    'schools', 'students', 'cases', 'district', 'none'],
  'see-meetings':       ['schools', 'schools',    'schools', 'students', 'cases', 'district', 'none'],
  'manage-meetings':    ['schools', 'schools',    'schools', 'none',     'cases', 'district', 'none'],
  'manage-contract':    ['schools', 'schools',    'schools', 'none',     'none',  'district', 'none'],
  'mark-violated':      ['none',    'schools',    'none',    'none',     'none',  'district', 'none'],
  'see-plans':          ['schools', 'schools',    'schools', 'students', 'cases', 'district', 'none'],
  'manage-plan':        ['none',    'schools',    'schools', 'none',     'cases', 'district', 'none'],
  'recommend-court':    ['none',    'schools',    'none',    'none',     'none',  'district', 'none'],
  'see-referrals':      ['none',    'schools',    'schools', 'none',     'cases', 'district', 'none'],
  'send-referral':      ['none',    'schools',    'none',    'none',     'none',  'district', 'none'],
  'decide-referral':    ['none',    'none',       'none',    'none',     'cases', 'district', 'none'],
  'see-tiers':          ['schools', 'schools',    'schools', 'none',     'cases', 'district', 'none'],
  'manage-tiers':       ['none',    'schools',    'schools', 'none',     'cases', 'district', 'none'],
  'see-campaigns':      ['schools', 'schools',    'schools', 'none',     'none',  'district', 'none'],
  'manage-campaign':    ['none',    'schools',    'schools', 'none',     'none',  'district', 'none'],
  'seal-file':          ['none',    'schools',    'none',    'none',     'cases', 'district', 'none'],
  'welfare-step':       ['none',    'schools',    'none',    'none',     'none',  'district', 'none'],
  'see-catalogs':       ['schools', 'schools',    'schools', 'students', 'cases', 'district', 'district'],
  'manage-catalogs':    ['none',    'none',       'none',    'none',     'none',  'district', 'none'],
  'see-incidents':      ['schools', 'schools',    'schools', 'none',     'none',  'district', 'none'],
  'manage-incident':    ['none',    'schools',    'none',    'none',     'none',  'district', 'none'],
  'decide-effect':      ['schools', 'schools',    'none',    'none',     'none',  'district', 'none'],
  'see-board-summary':  ['none',    'none',       'none',    'none',     'none',  'district', 'none'],
  'see-insight':        ['schools', 'schools',    'schools', 'none',     'none',  'district', 'none'],
} as const satisfies Readonly<Record<string, Row>>;

export type Action = keyof typeof TABLE;

export const ACTIONS = Object.keys(TABLE) as readonly Action[];

/** How far the action reaches for someone in the role. */
export function scopeOf(role: Role, action: Action): Scope {
  return TABLE[action][ROLES.indexOf(role)] ?? 'none';
}
