/** What the figures of a comparison say: attendance before and after, the difference, how sure it is, and the verdict. Pure. */
import { FEWEST_TO_SHOW } from '../hide-small.ts';
import type { ComparisonFigures } from './figures.ts';
import { t95 } from './student-t.ts';
import { WINDOW_DAYS } from './windows.ts';

/** With fewer students nothing is said: one family moves the whole. */
export const FEWEST_STUDENTS = FEWEST_TO_SHOW;

export type Verdict = 'helped' | 'cannot-tell' | 'fell-more';

/** Unit: percent of days attended; differences in points of it. To a tenth, and so is what the verdict goes by: it never contradicts what is shown. */
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
    before: tenths(attended(before)),
    after: tenths(attended(after)),
    alikeBefore: tenths(attended(alikeBefore)),
    alikeAfter: tenths(attended(alikeAfter)),
    ...sayDifference(points(difference), points(reach)),
  };
}

/** Input: the difference and how far the interval reaches to either side, in points. */
export function sayDifference(
  difference: number,
  reach: number,
): Pick<Outcome, 'difference' | 'low' | 'high' | 'verdict'> {
  const [low, high] = [tenths(difference - reach), tenths(difference + reach)];
  return { difference: tenths(difference), low, high, verdict: verdictOf(low, high) };
}

/** Rounded half up, as every percentage here; never a zero below zero. */
export function tenths(value: number): number {
  return Math.floor(value * 10 + 0.5) / 10 + 0;
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
