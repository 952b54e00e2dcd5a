import { keys, oneOf, text } from '../../fields.ts';
import type { ConsequenceKind } from '../kind.ts';

/** Gives the student's file or plan to the person whom the school names for a role. */
export const assignment = {
  kind: 'assignment',
  communicates: false,
  performed: true,
  settings: keys({
    assignment: text('a role, as supervisor-of-attendance', 60).describe(
      'The role of the person it goes to, as supervisor-of-attendance.',
    ),
    what: oneOf(['case', 'active-plan'])
      .exactOptional()
      .describe('What is given to them; default: the attendance file (case).'),
  }),
} as const satisfies ConsequenceKind;
