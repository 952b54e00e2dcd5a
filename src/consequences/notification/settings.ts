import { anyListOf, keys, oneOf, text } from '../../fields.ts';
import { ROLE, type ConsequenceKind } from '../kind.ts';

/** A short message by e-mail or text: to the family, or to staff by role. */
export const notification = {
  kind: 'notification',
  communicates: true,
  performed: false,
  settings: keys({
    notification: text('the name of the message', 60).describe('The name of the message.'),
    to: oneOf(['family', 'student', ...ROLE.values])
      .exactOptional()
      .describe('Who gets it; default: the family.'),
    ways: anyListOf(oneOf(['email', 'text']), 'email and text')
      .exactOptional()
      .describe('In the order tried; default: both.'),
  }),
} as const satisfies ConsequenceKind;
