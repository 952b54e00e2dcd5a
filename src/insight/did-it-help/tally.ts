/** The sums of one kind of response at one school. */
import type { ComparisonFigures } from './figures.ts';
import type { Alike, Unit } from './moments.ts';
import type { Around } from './windows.ts';

/** Adds up strata: the means that are shown, and each student's part in them for the interval. */
export class Tally {
  private readonly u: Float64Array;
  private readonly n: Uint16Array;
  private readonly used: Uint8Array;
  private readonly sum = {
    responses: 0,
    alikeUses: 0,
    alikeLater: 0,
    before: 0,
    after: 0,
    alikeBefore: 0,
    alikeAfter: 0,
  };

  constructor(students: number) {
    this.u = new Float64Array(students);
    this.n = new Uint16Array(students);
    this.used = new Uint8Array(students);
  }

  add(stratum: readonly Unit[], alike: readonly Alike[]): void {
    const { sum, u, n, used } = this;
    const before = mean(alike.map(({ around }) => around.before));
    const after = mean(alike.map(({ around }) => around.after));
    for (const { student, around } of stratum) {
      sum.before += around.before;
      sum.after += around.after;
      u[student] = (u[student] as number) + changeOf(around) - (before - after);
      n[student] = (n[student] as number) + 1;
    }
    sum.responses += stratum.length;
    sum.alikeBefore += before * stratum.length;
    sum.alikeAfter += after * stratum.length;
    sum.alikeUses += alike.length;
    // Each stands for a part of the stratum; the mean was taken from them, hence the correction by n / (n − 1).
    const weight = (stratum.length / alike.length) * Math.sqrt(alike.length / (alike.length - 1));
    for (const { student, around, isLater } of alike) {
      u[student] = (u[student] as number) - weight * (changeOf(around) - (before - after));
      used[student] = 1;
      if (isLater) sum.alikeLater += 1;
    }
  }

  figures(): Omit<ComparisonFigures, 'leftOut'> {
    const { u, n, used, sum } = this;
    const figures = { ...sum, students: 0, alike: 0, uu: 0, un: 0, nn: 0 };
    for (let i = 0; i < u.length; i += 1) {
      const [ui, ni] = [u[i] as number, n[i] as number];
      figures.uu += ui * ui;
      figures.un += ui * ni;
      figures.nn += ni * ni;
      if (ni > 0) figures.students += 1;
      figures.alike += used[i] as number;
    }
    return figures;
  }
}

/** Days regained. Unit: thousandths of days. */
function changeOf({ before, after }: Around): number {
  return before - after;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
