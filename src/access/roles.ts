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
  'retry-job':          ['none',    'none',       'none',    'none',     'none',  'district', 'district'],
  'import':             ['none',    'none',       'none',    'none',     'none',  'district', 'district'],
  'see-people':         ['none',    'schools',    'none',    'none',     'none',  'district', 'district'],
  'manage-people':      ['none',    'none',       'none',    'none',     'none',  'none',     'district'],
  'see-schools':        ['schools', 'schools',    'schools', 'schools',  'none',  'district', 'district'],
  'manage-school':      ['none',    'schools',    'none',    'none',     'none',  'district', 'none'],
  'see-audit':          ['none',    'none',       'none',    'none',     'none',  'district', 'district'],
  'record-disclosure':  ['none',    'schools',    'none',    'none',     'none',  'district', 'none'],
  'export':             ['schools', 'schools',    'none',    'none',     'none',  'district', 'none'],
} as const satisfies Readonly<Record<string, Row>>;

export type Action = keyof typeof TABLE;

export const ACTIONS = Object.keys(TABLE) as readonly Action[];

/** How far the action reaches for someone in the role. */
export function scopeOf(role: Role, action: Action): Scope {
  return TABLE[action][ROLES.indexOf(role)] ?? 'none';
}
