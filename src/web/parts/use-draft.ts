/**
 * What is typed and not yet saved or sent, kept on the server every five seconds: it survives the end of the session, and
 * never lies in the browser's storage.
 *
 *   const note = useDraft('note:N12', '');
 *   <Textarea value={note.value} disabled={!note.isLoaded} onChange={(event) => note.change(event.currentTarget.value)} />
 *   await note.forget();   // when it is saved or sent
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../api.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface DraftState<T extends Json> {
  readonly value: T;
  readonly change: (value: T) => void;
  /** What was kept before has been read: until then nothing is to be typed. */
  readonly isLoaded: boolean;
  /** `typed`: not on the server yet; `failed`: it is tried again. */
  readonly state: 'kept' | 'typed' | 'failed';
  /** ISO instant of what is kept; null: nothing is. */
  readonly savedAt: string | null;
  /** Keeps it at once. */
  readonly keep: () => Promise<void>;
  /** It is saved or sent elsewhere, or given up. */
  readonly forget: () => Promise<void>;
}

const EVERY_MS = 5000;

/** Input: `key` of opaque parts only; `initial` where nothing is kept. */
export function useDraft(key: string, initial: string): DraftState<string>;
export function useDraft<T extends Json>(key: string, initial: T): DraftState<T>;
export function useDraft<T extends Json>(key: string, initial: T): DraftState<T> {
  const [value, setValue] = useState(initial);
  const [isLoaded, setLoaded] = useState(false);
  const [state, setState] = useState<DraftState<T>['state']>('kept');
  const [savedAt, setSavedAt] = useState<string | null>(null);
  /** Typed and not on the server. */
  const unsaved = useRef<{ readonly key: string; readonly value: T } | undefined>(undefined);
  const first = useRef(initial);

  const keep = useCallback(async () => {
    const typed = unsaved.current;
    if (typed === undefined) return;
    unsaved.current = undefined;
    try {
      const saved = await api.saveDraft({ params: { key: typed.key }, body: { value: typed.value } });
      setSavedAt(saved.savedAt);
      setState(unsaved.current === undefined ? 'kept' : 'typed');
    } catch {
      unsaved.current ??= typed;
      setState('failed');
    }
  }, []);

  useEffect(() => {
    let isCurrent = true;
    setLoaded(false);
    setValue(first.current);
    const read = async (): Promise<void> => {
      const draft = await api.readDraft({ params: { key } }).catch(() => undefined);
      if (!isCurrent) return;
      if (draft !== undefined && draft.value !== null) setValue(draft.value as T);
      setSavedAt(draft?.savedAt ?? null);
      setLoaded(true);
    };
    void read();
    return () => {
      isCurrent = false;
      void keep();
    };
  }, [key, keep]);

  useEffect(() => {
    const timer = window.setInterval(() => void keep(), EVERY_MS);
    const onHide = () => document.visibilityState === 'hidden' && void keep();
    document.addEventListener('visibilitychange', onHide);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', onHide);
    };
  }, [keep]);

  const change = useCallback(
    (next: T) => {
      unsaved.current = { key, value: next };
      setValue(next);
      setState('typed');
    },
    [key],
  );
  const forget = useCallback(async () => {
    unsaved.current = undefined;
    setValue(first.current);
    await api.removeDraft({ params: { key } });
    setSavedAt(null);
    setState('kept');
  }, [key]);
  return { value, change, isLoaded, state, savedAt, keep, forget };
}
