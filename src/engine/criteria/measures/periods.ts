import type { DateMeasure } from './measure.ts';

/** The number of counted records. */
export const PERIODS: DateMeasure = { amountOf: (_context, date) => date.length };
