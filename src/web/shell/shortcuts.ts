const OPEN = 'rollcall:shortcuts';

/** Opens the list of keys, from a menu or the search. */
export function openShortcuts(): void {
  window.dispatchEvent(new Event(OPEN));
}

/** Calls back whenever the list is asked for; gives what ends that. */
export function onShortcuts(open: () => void): () => void {
  window.addEventListener(OPEN, open);
  return () => window.removeEventListener(OPEN, open);
}
