/** What the figures of a comparison say: attendance before and after, the difference, how sure it is, and the verdict. Pure. */
import { FEWEST_TO_SHOW } from '../hide-small.ts';
import type { ComparisonFigures } from './figures.ts';
import { t95 } from './student-t.ts';
import { WINDOW_DAYS } from './windows.ts';

/** With fewer students nothing is said: one family moves the whole. */
export const FEWEST_STUDENTS = FEWEST_TO_SHOW;

export type Verdict = 'helped' | 'cannot-tell' | 'fell-more';

/** Unit: percent of days attended; differences in points of it. Not rounded. */
export interface Outcome {
  readonly before: number;
  readonly after: number;
  readonly alikeBefore: number;
  readonly alikeAfter: number;
  /** By how much the attendance of those with the response changed more than that of those alike. */
  readonly difference: number;
  /** The difference lies between these with a confidence of 95%. */
  readonly low: number;
  readonly high: number;
  readonly verdict: Verdict;
}

/** Null: too few students with the response, or too few alike, to say anything. */
export function outcomeOf(figures: ComparisonFigures): Outcome | null {
  const { students, alike, responses, before, after, alikeBefore, alikeAfter } = figures;
  if (students < FEWEST_STUDENTS || alike < FEWEST_STUDENTS) return null;
  const attended = (absent: number): number => 100 - (absent / responses / WINDOW_DAYS / 1000) * 100;
  const difference = (before - after - (alikeBefore - alikeAfter)) / responses;
  const reach = t95(students - 1) * standardError(figures, difference);
  const points = (thousandths: number): number => thousandths / WINDOW_DAYS / 10;
  return {
    before: attended(before),
    after: attended(after),
    alikeBefore: attended(alikeBefore),
    alikeAfter: attended(alikeAfter),
    difference: points(difference),
    low: points(difference - reach),
    high: points(difference + reach),
    verdict: verdictOf(difference - reach, difference + reach),
  };
}

/** Zero within the interval, its ends included: nothing can be said. */
export function verdictOf(low: number, high: number): Verdict {
  if (low > 0) return 'helped';
  return high < 0 ? 'fell-more' : 'cannot-tell';
}

/**
 * Of the mean difference; each student is one draw, however often they are counted, on either side.
 * Source: K.-Y. Liang and S. L. Zeger, Biometrika 73 (1986) 13–22, with the usual G / (G − 1).
 */
function standardError({ uu, un, nn, responses, students }: ComparisonFigures, mean: number): number {
  const sum = Math.max(0, uu - 2 * mean * un + mean * mean * nn);
  return Math.sqrt((sum * students) / (students - 1)) / responses;
}
