import type { StudentContext } from '../../student-context.ts';

/** What one date adds to a `total`, from its counted records. Unit: that of the measure. Source: criteria.md section 3. */
export interface DateMeasure {
  readonly amountOf: (context: StudentContext, date: readonly number[]) => number;
}
