import { anyListOf, keys, text } from '../../fields.ts';
import type { ConsequenceKind } from '../kind.ts';

/** Hands the attendance file to somebody who reviews it and decides. */
export const referral = {
  kind: 'referral',
  communicates: false,
  performed: false,
  settings: keys({
    referral: text('who reviews the file, as truancy-officer', 60).describe(
      'Who reviews the file, as truancy-officer.',
    ),
    requires: anyListOf(text('a requirement', 80), 'requirements')
      .exactOptional()
      .describe('What must be in the file before it goes out.'),
  }),
} as const satisfies ConsequenceKind;
