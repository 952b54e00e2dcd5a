/**
 * Counts that go to people who may not see the students: those of fewer than ten are hidden, and where one hidden count could be worked out
 * from a total, the next smallest is hidden with it. Pure.
 */

/** Fewer students than this make a count that speaks of each of them. */
export const FEWEST_TO_SHOW = 10;

/**
 * The table without its small counts: null where hidden. 0 is shown: nobody is spoken of.
 * Input: rows of the same length, without their totals, which may be shown beside and below it.
 */
export function hideSmall(rows: readonly (readonly number[])[]): readonly (readonly (number | null)[])[] {
  const hidden = rows.map((row) => row.map((count) => isSmall(count)));
  const width = rows[0]?.length ?? 0;
  const lines: readonly (readonly Cell[])[] = [
    ...rows.map((row, y) => row.map((_, x): Cell => [y, x])),
    ...Array.from({ length: width }, (_, x) => rows.map((__, y): Cell => [y, x])),
  ];
  // A cell hidden for the sake of a row may be the only one of its column, and the other way round.
  for (let isChanged = true; isChanged;) {
    isChanged = false;
    for (const line of lines) {
      const other = smallestShown(line, rows, hidden);
      if (line.filter(([y, x]) => hidden[y]?.[x]).length !== 1 || other === undefined) continue;
      const [y, x] = other;
      (hidden[y] as boolean[])[x] = true;
      isChanged = true;
    }
  }
  return rows.map((row, y) => row.map((count, x) => (hidden[y]?.[x] ? null : count)));
}

type Cell = readonly [y: number, x: number];

function isSmall(count: number): boolean {
  return count > 0 && count < FEWEST_TO_SHOW;
}

/** Of a line with one hidden cell: the smallest shown, above zero where there is one. */
function smallestShown(
  line: readonly Cell[],
  rows: readonly (readonly number[])[],
  hidden: readonly (readonly boolean[])[],
): Cell | undefined {
  const countOf = ([y, x]: Cell): number => rows[y]?.[x] ?? 0;
  const shown = line.filter(([y, x]) => hidden[y]?.[x] === false);
  const some = shown.filter((cell) => countOf(cell) > 0);
  return (some.length > 0 ? some : shown).toSorted((one, other) => countOf(one) - countOf(other))[0];
}
