import { keys, text } from '../../fields.ts';
import { DURATION, type ConsequenceKind } from '../kind.ts';

/** Shows an alert on the student's page. */
export const alert = {
  kind: 'alert',
  communicates: false,
  performed: true,
  settings: keys({
    alert: text('what the alert says', 120).describe('What the alert says.'),
    lasts: DURATION.exactOptional().describe('How long; default: to the end of the school year.'),
  }),
} as const satisfies ConsequenceKind;
