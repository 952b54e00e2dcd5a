import type { PrintEntry } from './print-entry.ts';

/**
 * The order of a print file: by postal code, then by home, so that letters of one envelope lie next to each other, then by student.
 * Ends: a total order, the same for any order of the input.
 */
export function inMailingOrder(entries: readonly PrintEntry[]): readonly PrintEntry[] {
  const keyed = entries.map((entry) => ({ entry, key: sortKey(entry) }));
  return keyed.toSorted((a, b) => compareKeys(a.key, b.key)).map(({ entry }) => entry);
}

/** Letters that go into one envelope: same home, same names on it. Input: any order. Ends: groups in the order of their first letter. */
export function envelopesOf(entries: readonly PrintEntry[]): readonly (readonly PrintEntry[])[] {
  return [...Map.groupBy(entries, envelopeKey).values()];
}

/** The kinds of letter in a selection, each for a print file of its own, by name. */
export function kindsOf(entries: readonly PrintEntry[]): readonly string[] {
  return [...new Set(entries.map((entry) => entry.letter))].toSorted();
}

function envelopeKey(entry: PrintEntry): string {
  return `${entry.household}\n${entry.recipients.toSorted().join('\n')}`;
}

function sortKey(entry: PrintEntry): readonly (string | number)[] {
  return [entry.postalCode, envelopeKey(entry), entry.studentLast, entry.studentFirst, entry.noticeId, entry.letterNo];
}

function compareKeys(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (let index = 0; index < a.length; index++) {
    const [left, right] = [a[index] as string | number, b[index] as string | number];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
