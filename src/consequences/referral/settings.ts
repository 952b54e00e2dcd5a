import { keys, text } from '../../fields.ts';
import type { ConsequenceKind } from '../kind.ts';
import { REQUIRES } from '../requirement.ts';

/** Hands the attendance file to somebody who reviews it and decides. */
export const referral = {
  kind: 'referral',
  communicates: false,
  performed: true,
  settings: keys({
    referral: text('who reviews the file, as truancy-officer', 60).describe(
      'Who reviews the file, as truancy-officer.',
    ),
    requires: REQUIRES.exactOptional().describe('What must be in the file before it goes out, in the order shown.'),
  }),
} as const satisfies ConsequenceKind;
