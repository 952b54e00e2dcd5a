import { keys, oneOf, text } from '../../fields.ts';
import type { ConsequenceKind } from '../kind.ts';
import { REQUIRES } from '../requirement.ts';

/** Creates an intervention plan, once in the criterion's cycle. */
export const plan = {
  kind: 'plan',
  communicates: false,
  performed: true,
  settings: keys({
    plan: text('the kind of plan, as intervention', 60).describe('The kind of plan, as intervention.'),
    atEnd: oneOf(['close', 'carry-over'])
      .exactOptional()
      .describe('What becomes of an active plan when its term ends; default: close.'),
    requires: REQUIRES.exactOptional().describe('What a recommendation to court asks for, in the order shown.'),
  }),
} as const satisfies ConsequenceKind;
