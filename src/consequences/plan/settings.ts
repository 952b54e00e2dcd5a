import { keys, oneOf, text } from '../../fields.ts';
import type { ConsequenceKind } from '../kind.ts';

/** Creates an intervention plan, once in the criterion's cycle. */
export const plan = {
  kind: 'plan',
  communicates: false,
  performed: false,
  settings: keys({
    plan: text('the kind of plan, as intervention', 60).describe('The kind of plan, as intervention.'),
    atEnd: oneOf(['close', 'carry-over'])
      .exactOptional()
      .describe('What becomes of an active plan when its term ends; default: close.'),
  }),
} as const satisfies ConsequenceKind;
