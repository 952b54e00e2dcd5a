import { anyListOf, FOLDER_NAME, keys, oneOf, shaped } from '../../fields.ts';
import { ROLE, type ConsequenceKind } from '../kind.ts';

/** A short message by e-mail or text: to the family, or to staff by role. */
export const notification = {
  kind: 'notification',
  communicates: true,
  performed: true,
  settings: keys({
    notification: shaped(FOLDER_NAME, 'the name of a folder in notifications/, as absences').describe(
      'The folder in notifications/ that holds its words, one file for each language.',
    ),
    to: oneOf(['family', 'student', ...ROLE.values])
      .exactOptional()
      .describe('Who gets it; default: the family.'),
    ways: anyListOf(oneOf(['email', 'text']), 'email and text')
      .exactOptional()
      .describe(
        'In the order tried, e-mail first unless said; who none of them reaches gets a page on paper. Default: both.',
      ),
  }),
} as const satisfies ConsequenceKind;
