/** What a dialog does when it is confirmed: once at a time, what it changed asked for anew, and the failure kept for it to say. */
import { useState } from 'react';
import { invalidate, type Operation } from '../api.ts';

interface Acting {
  readonly act: (work: () => Promise<unknown>) => Promise<void>;
  readonly isBusy: boolean;
  /** Null: nothing has failed. */
  readonly error: unknown;
}

/** `changes`: operations whose answers are no longer true; `onDone`: closes the dialog. */
export function useActing(changes: readonly Operation[], onDone: () => void): Acting {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await work();
      await invalidate(...changes);
      onDone();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return { act, isBusy, error };
}
