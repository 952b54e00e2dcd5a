import type { DateMeasure } from './measure.ts';

/** 1 for a date with at least one counted record, whatever their number. */
export const DATES: DateMeasure = () => 1;
