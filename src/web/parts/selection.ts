/** What is ticked in a list. "All" means all that match, also what is not loaded yet. Plain values, so that they can be kept and compared. */

export type Selection =
  | { readonly kind: 'some'; readonly keys: ReadonlySet<string> }
  | { readonly kind: 'all'; readonly except: ReadonlySet<string> };

export const NOTHING: Selection = { kind: 'some', keys: new Set() };
export const EVERYTHING: Selection = { kind: 'all', except: new Set() };

/** These rows and no others. */
export const selectionOf = (keys: Iterable<string>): Selection => ({ kind: 'some', keys: new Set(keys) });

export function isSelected(selection: Selection, key: string): boolean {
  return selection.kind === 'some' ? selection.keys.has(key) : !selection.except.has(key);
}

/** `total`: rows that match, loaded or not. */
export function countSelected(selection: Selection, total: number): number {
  return selection.kind === 'some' ? selection.keys.size : Math.max(0, total - selection.except.size);
}

/** Ticks or unticks rows, the others stay as they are. */
export function withRows(selection: Selection, keys: readonly string[], selected: boolean): Selection {
  const isListed = selection.kind === 'some';
  const listed = new Set(isListed ? selection.keys : selection.except);
  for (const key of keys) {
    if (selected === isListed) listed.add(key);
    else listed.delete(key);
  }
  return isListed ? { kind: 'some', keys: listed } : { kind: 'all', except: listed };
}

export function toggleRow(selection: Selection, key: string): Selection {
  return withRows(selection, [key], !isSelected(selection, key));
}

/** What the checkbox in the head shows. */
export function headState(selection: Selection, total: number): 'none' | 'some' | 'all' {
  const count = countSelected(selection, total);
  if (count === 0) return 'none';
  return count >= total ? 'all' : 'some';
}

export {
  forgetSentences,
  handOverSelection,
  readSentences,
  selectionFor,
  useIssueSelection,
  type IssueSelection,
} from './issue-selection.ts';
