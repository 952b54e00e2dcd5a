import { z } from 'zod';
import { keys, listOf, text } from '../../fields.ts';
import { DURATION, type ConsequenceKind } from '../kind.ts';

const STATUS = text('an eligibility status', 60);

/** Sets the activity eligibility of students in an activity: one status, or a move along a ladder of current statuses. */
export const eligibility = {
  kind: 'eligibility',
  communicates: false,
  performed: true,
  settings: keys({
    eligibility: z
      .union(
        [
          STATUS,
          listOf(keys({ from: listOf(STATUS, 'status'), to: STATUS }), 'step { from: [eligible], to: probation }'),
        ],
        {
          error: 'a status, or a list of steps { from: [eligible], to: probation }',
        },
      )
      .describe('The status to set, or steps from the current status to the next. A status in no step stays.'),
    lasts: DURATION.exactOptional().describe('How long; default: to the end of the school year.'),
  }),
} as const satisfies ConsequenceKind;
