/** The lines of a computed worklist that are asked for, in the order asked for, and pages of them. */
import { z } from 'zod';
import { cursorOf, readCursor } from '../keys.ts';
import type { ComputedWorklist } from './computed-worklist.ts';
import type { WorklistChoice, WorklistLine, WorklistPage } from './contract.ts';
import { tabOf, type Entry } from './entry.ts';
import { fold, isFound } from './fold.ts';
import { COMPARISONS } from './order.ts';

export interface Slice {
  readonly entries: readonly Entry[];
  readonly facets: WorklistPage['facets'];
  readonly readyHere: number;
}

export type Choice = Omit<WorklistChoice, 'school'> & { readonly text?: string };

const MOST_SLICES = 40;

/** The same choice of the same list is worked out once. */
export function sliceOf(worklist: ComputedWorklist, choice: Choice): Slice {
  const { tab, type, level, pack, grade, at, decision, sort, order, since = '', text = '' } = choice;
  const key = JSON.stringify([tab, type, level, pack, grade, at, decision, sort, order, since, fold(text)]);
  const known = worklist.slices.get(key) as Slice | undefined;
  if (known !== undefined) return known;
  const slice = cut(worklist, choice);
  const [oldest] = worklist.slices.keys();
  if (worklist.slices.size >= MOST_SLICES && oldest !== undefined) worklist.slices.delete(oldest);
  worklist.slices.set(key, slice);
  return slice;
}

const Cursor = z.tuple([z.string(), z.int().nonnegative()]);

/** Goes on after the line that ended the page before, or from its place where that line is gone. */
export function pageOfSlice(
  { entries }: Slice,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): { readonly items: WorklistLine[]; readonly next: string | null; readonly from: number } {
  const after = readCursor(Cursor, cursor);
  const from = after === undefined ? 0 : placeAfter(entries, after);
  const items = entries.slice(from, from + limit).map(({ line }) => line);
  const last = items.at(-1);
  const isEnd = last === undefined || from + limit >= entries.length;
  return { items, next: isEnd ? null : cursorOf([last.trigger, from + limit]), from };
}

function placeAfter(entries: readonly Entry[], [trigger, place]: z.output<typeof Cursor>): number {
  if (entries[place - 1]?.line.trigger === trigger) return place;
  const found = entries.findIndex(({ line }) => line.trigger === trigger);
  return found === -1 ? place : found + 1;
}

function cut(worklist: ComputedWorklist, choice: Choice): Slice {
  const inTab = worklist.entries.filter(({ line }) => isInTab(line, choice));
  const searched = fold(choice.text ?? '');
  const matching = inTab.filter(
    (entry) => matches(entry.line, choice) && (searched === '' || isFound(entry.found, searched)),
  );
  return {
    entries: ordered(matching, choice),
    facets: facetsOf(inTab),
    readyHere: matching.filter(({ line }) => line.isReady).length,
  };
}

function isInTab(line: WorklistLine, { tab, since }: Choice): boolean {
  if (line.issued === null) return tabOf(line) === tab;
  return tab === 'due' && since !== undefined && Date.parse(line.issued.at) > Date.parse(since);
}

function matches(line: WorklistLine, { type, level, pack, grade, at, decision }: Choice): boolean {
  return (
    has(level, line.level) &&
    has(pack, line.pack) &&
    has(grade, line.grade) &&
    has(at, line.school) &&
    has(decision, reasonOf(line)) &&
    (type.length === 0 || type.some((one) => line.types.includes(one)))
  );
}

const has = (wanted: readonly string[], value: string): boolean => wanted.length === 0 || wanted.includes(value);

/** The reason without what it names: `after:L1` is `after`. */
function reasonOf({ reason }: WorklistLine): string {
  return (reason ?? '').split(':', 1)[0] ?? '';
}

function ordered(entries: readonly Entry[], { sort, order }: Choice): readonly Entry[] {
  if (sort === 'look-first') return order === 'asc' ? entries : entries.toReversed();
  const comparison = COMPARISONS[sort];
  return entries.toSorted(order === 'asc' ? comparison : (one, other) => comparison(other, one));
}

function facetsOf(entries: readonly Entry[]): Slice['facets'] {
  const lines = entries.map(({ line }) => line);
  return {
    type: facet(lines, (line) => line.types.map((value) => [value, value])),
    level: facet(lines, (line) => [[line.level, line.title]]),
    pack: facet(lines, (line) => [[line.pack, line.pack]]),
    grade: facet(lines, (line) => [[line.grade, line.grade]]),
    at: facet(lines, (line) => [[line.school, line.schoolName]]),
    decision: facet(lines, (line) => [[reasonOf(line), reasonOf(line)]]),
  };
}

const inOrder = new Intl.Collator('en', { numeric: true });

function facet(
  lines: readonly WorklistLine[],
  valuesOf: (line: WorklistLine) => readonly (readonly [value: string, label: string])[],
): { value: string; label: string; count: number }[] {
  const counts = new Map<string, { value: string; label: string; count: number }>();
  for (const [value, label] of lines.flatMap(valuesOf)) {
    if (value === '') continue;
    const known = counts.get(value);
    if (known === undefined) counts.set(value, { value, label, count: 1 });
    else known.count += 1;
  }
  return [...counts.values()].toSorted((one, other) => inOrder.compare(one.value, other.value));
}
