import type { CountedDates } from '../../attendance/counting.ts';
import type { StudentContext } from '../../student-context.ts';

/** What date i adds to a `total`, from its counted records. Unit: that of the measure. Source: criteria.md section 3. */
export type DateMeasure = (context: StudentContext, counted: CountedDates, i: number) => number;
