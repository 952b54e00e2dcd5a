/** Collects what is wrong with a bundle, so that all of it is reported at once; the list is capped, the count is not. */
import type { Problem } from '../problem.ts';

export interface ProblemList {
  readonly add: (problem: Problem) => void;
  /** Everything collected in the order of files and lines, at most `most`, then one line for the rest. */
  readonly all: () => readonly Problem[];
}

export function problemList(most = 100): ProblemList {
  const kept: Problem[] = [];
  let count = 0;
  return {
    add: (problem) => {
      count += 1;
      if (kept.length < most) kept.push(problem);
    },
    all: () => {
      if (count <= most) return [...kept];
      return [...kept, { found: `${count - most} more problems`, allowed: 'none' }];
    },
  };
}
