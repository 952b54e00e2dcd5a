/** What must be there before a plan may go to court or a file to somebody who reviews it. */
import { z } from 'zod';
import { anyListOf, keys, oneOf, text, whole } from '../fields.ts';

const NAMES = [
  'attendance-file',
  'guardian',
  'guardian-birth-date',
  'guardian-gender',
  'plan',
  'meeting',
  'contract',
  'student-details',
] as const;

const ALLOWED = `a requirement: ${NAMES.join(', ')}, { days: 8 }, { contacts: 3 }, { interventions: 3 } or { letter: first-letter }`;
const count = (what: string): z.ZodInt => whole(what, { least: 1, most: 400 });

/** `days` are those that the plan's criterion counts, in the term of the plan. */
const REQUIREMENT = z.union(
  [
    oneOf(NAMES),
    keys({ days: count('days') }),
    keys({ contacts: count('contacts') }),
    keys({ interventions: count('interventions') }),
    keys({ letter: text('the folder of a letter', 60) }),
  ],
  { error: ALLOWED },
);

/** The list of a pack, in the order in which it is shown. */
export const REQUIRES = anyListOf(REQUIREMENT, 'requirements');
