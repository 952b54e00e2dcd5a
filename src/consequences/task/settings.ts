import { keys, oneOf, text, whole } from '../../fields.ts';
import { ROLE, type ConsequenceKind } from '../kind.ts';

/** Something a person has to do, with a deadline in school days. */
export const task = {
  kind: 'task',
  communicates: false,
  performed: true,
  settings: keys({
    task: text('what is to be done').describe('What is to be done, in a few words.'),
    role: ROLE.exactOptional().describe('Who does it; default: the clerk.'),
    dueSchoolDays: whole('dueSchoolDays', { least: 0, most: 400 })
      .exactOptional()
      .describe('Due so many days in session after the day it is issued on.'),
    opens: oneOf(['welfare', 'contact'])
      .exactOptional()
      .describe(
        'The form that it opens and that closes it: contact, an entry of the communication log that reached the family; welfare, the step before social services or law enforcement.',
      ),
  }),
} as const satisfies ConsequenceKind;
