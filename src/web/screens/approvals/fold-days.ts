/** Periods of one day with one code, on one line. */

interface Counted {
  readonly on: string;
  readonly code: string;
  readonly period: string | null;
}

export interface FoldedDay {
  readonly on: string;
  readonly code: string;
  /** None: the whole day. */
  readonly periods: readonly string[];
}

/** In the order in which the days come. */
export function foldDays(counted: readonly Counted[]): readonly FoldedDay[] {
  const groups = Map.groupBy(counted, ({ on, code }) => `${on} ${code}`);
  return [...groups.values()].map((group) => ({
    on: group[0]?.on ?? '',
    code: group[0]?.code ?? '',
    periods: group.flatMap(({ period }) => (period === null ? [] : [period])),
  }));
}
