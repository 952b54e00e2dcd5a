/** What was ticked on the worklist, handed over to the page that issues it; and the sentences of one's own that go with it. */
import { useSyncExternalStore } from 'react';
import { api } from '../api.ts';
import type { SchoolContext } from '../shell/addresses.ts';

export interface IssueSelection {
  /** `null`: the whole district. */
  readonly school: SchoolContext;
  /** Keys of triggers as the worklist gives them; `all-ready`: whatever can go out. */
  readonly triggers: ReadonlySet<string> | 'all-ready';
}

/** Lives as long as the page: a selection is never kept in the browser's storage. */
let handed: IssueSelection | undefined;
const listeners = new Set<() => void>();

/** Called by the worklist before it goes to `/worklist/issue`; undefined forgets it, after issuing. */
export function handOverSelection(selection: IssueSelection | undefined): void {
  handed = selection;
  for (const listener of listeners) listener();
}

/** What was handed over for this school; undefined after a reload, or when the page was opened by its address. */
export function selectionFor(school: SchoolContext): IssueSelection | undefined {
  return handed?.school === school ? handed : undefined;
}

/** The same for a component, drawn anew when it changes. */
export function useIssueSelection(school: SchoolContext): IssueSelection | undefined {
  return useSyncExternalStore(listen, () => selectionFor(school));
}

/** The draft that holds the sentence for one letter. */
export const sentenceKey = (trigger: string): string => `${SENTENCE}${trigger}`;

const SENTENCE = 'sentence:';

/** The sentences of one's own that wait for these triggers to be issued, by trigger. */
export async function readSentences(triggers: IssueSelection['triggers']): Promise<ReadonlyMap<string, string>> {
  const { items } = await api.readDrafts({ query: { prefix: SENTENCE } });
  const kept = items.flatMap(({ key, value }): readonly (readonly [string, string])[] => {
    const trigger = key.slice(SENTENCE.length);
    const isMeant = triggers === 'all-ready' || triggers.has(trigger);
    return isMeant && typeof value === 'string' && value.trim() !== '' ? [[trigger, value.trim()]] : [];
  });
  return new Map(kept);
}

/** After issuing: the sentences stand in the letters. */
export async function forgetSentences(triggers: Iterable<string>): Promise<void> {
  for (const trigger of triggers) await api.removeDraft({ params: { key: sentenceKey(trigger) } });
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
