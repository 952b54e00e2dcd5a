import type { DateMeasure } from './measure.ts';

/** The number of counted records. */
export const PERIODS: DateMeasure = (_context, { starts }, i) => (starts[i + 1] as number) - (starts[i] as number);
