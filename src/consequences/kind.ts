/**
 * What a kind of consequence says of itself. Its folder holds `settings.ts`, and later how it is planned, performed and shown.
 * An entry of `then:` names the kind first: `{ letter: first-notice, sort: asc }`. The value behind the kind is its main setting,
 * under the kind's own name; the other keys are its other settings.
 */
import { z } from 'zod';
import { keys, oneOf, whole } from '../fields.ts';

export interface ConsequenceKind {
  readonly kind: string;
  /** Something of it reaches the family. */
  readonly communicates: boolean;
  /** false: a calculation records it, and no part of Rollcall carries it out yet. */
  readonly performed: boolean;
  readonly settings: z.ZodObject;
}

/**
 * How long a status lasts: to the end of the current or the next term of a kind, or so many days.
 * Unit: `schoolDays` are days in session, `days` are calendar days.
 */
export const DURATION = z.union(
  [
    keys({
      term: z.string({ error: 'a kind of term, as quarter' }).min(1, { error: 'a kind of term, as quarter' }),
      next: z.boolean({ error: 'next: true or false' }).exactOptional(),
    }),
    keys({ schoolDays: whole('schoolDays', { least: 1, most: 400 }) }),
    keys({ days: whole('days', { least: 1, most: 400 }) }),
  ],
  { error: 'a duration: { term: quarter }, { term: quarter, next: true }, { schoolDays: 20 } or { days: 21 }' },
);

/** Who gets it or does it. */
export const ROLE = oneOf([
  'clerk',
  'administrator',
  'counselor',
  'nurse',
  'social-worker',
  'intervention-team',
  'teacher',
  'homeroom',
  'case-manager',
  'supervisor-of-attendance',
  'truancy-officer',
  'prevention-specialist',
  'attendance-office',
]);
