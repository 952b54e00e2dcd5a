/** What is kept of a comparison at one school: sums that add up over schools, so that any set of schools is answered from them. */

/** Why a response is not compared, in the order in which it is asked. */
export const LEFT_OUT = ['early', 'running', 'came', 'left', 'repeated', 'alone'] as const;
/**
 * `early`: fewer than 20 school days before it · `running`: the 20 after it are not over · `came`, `left`: not enrolled at the school
 * on each of the days before, after · `repeated`: the same again within 20 school days · `alone`: too few students alike.
 */
export type LeftOut = (typeof LEFT_OUT)[number];

export interface ComparisonFigures {
  /** Compared: students, and responses to them (a student may have had several, more than 20 school days apart). */
  readonly students: number;
  readonly responses: number;
  /** Students compared with, each once. */
  readonly alike: number;
  /** Of the times they were compared with: how many got the same within the 20 days after. */
  readonly alikeUses: number;
  readonly alikeLater: number;
  /** Thousandths of days absent in 20 days, added over the responses; of those alike the mean of each. */
  readonly before: number;
  readonly after: number;
  readonly alikeBefore: number;
  readonly alikeAfter: number;
  /**
   * For the interval: over students, the sums of u², u·n and n². n: responses of the student; u: what the student adds to the
   * difference, with the response and as somebody alike. The variance for any mean m is Σ(u − m·n)² = uu − 2m·un + m²·nn.
   */
  readonly uu: number;
  readonly un: number;
  readonly nn: number;
  readonly leftOut: Readonly<Record<LeftOut, number>>;
}

export const NO_FIGURES: ComparisonFigures = {
  students: 0,
  responses: 0,
  alike: 0,
  alikeUses: 0,
  alikeLater: 0,
  before: 0,
  after: 0,
  alikeBefore: 0,
  alikeAfter: 0,
  uu: 0,
  un: 0,
  nn: 0,
  leftOut: { early: 0, running: 0, came: 0, left: 0, repeated: 0, alone: 0 },
};

const ADDED = Object.keys(NO_FIGURES).filter((name) => name !== 'leftOut') as readonly Exclude<
  keyof ComparisonFigures,
  'leftOut'
>[];

/** Several schools together. */
export function addFigures(all: readonly ComparisonFigures[]): ComparisonFigures {
  const sum = structuredClone(NO_FIGURES) as { -readonly [K in keyof ComparisonFigures]: ComparisonFigures[K] };
  const leftOut = { ...NO_FIGURES.leftOut };
  for (const one of all) {
    for (const name of ADDED) sum[name] += one[name];
    for (const why of LEFT_OUT) leftOut[why] += one.leftOut[why];
  }
  return { ...sum, leftOut };
}
