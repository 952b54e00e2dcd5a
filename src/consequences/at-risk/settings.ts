import { keys, text } from '../../fields.ts';
import { DURATION, type ConsequenceKind } from '../kind.ts';

/** Gives the student an at-risk reason for a time. */
export const atRisk = {
  kind: 'at-risk',
  communicates: false,
  performed: true,
  settings: keys({
    'at-risk': text('an at-risk reason', 60).describe('The at-risk reason.'),
    lasts: DURATION.exactOptional().describe('How long; default: to the end of the school year.'),
  }),
} as const satisfies ConsequenceKind;
