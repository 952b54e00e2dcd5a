/**
 * The allowed names most like what was written, best first, for an error message.
 * Input: any text. Ends: at most `most` names; all of them in their order when none is alike.
 */
export function nearestNames(written: string, names: readonly string[], most = 3): readonly string[] {
  const short = written.toLowerCase().slice(0, 60);
  const ranked = names
    .map((name, order) => ({ name, order, distance: distanceOf(short, name.toLowerCase()) }))
    .filter((entry) => entry.distance <= Math.max(2, Math.ceil(entry.name.length / 2)))
    .toSorted((a, b) => a.distance - b.distance || a.order - b.order);
  return ranked.length === 0 ? names : ranked.slice(0, most).map((entry) => entry.name);
}

/** Edits that turn one text into the other. Source: Levenshtein, one row kept. */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
