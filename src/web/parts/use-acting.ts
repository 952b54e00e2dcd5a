/** What a dialog or a button does when it is confirmed: once at a time, what it changed asked for anew, and the failure kept for it to say. */
import { useState } from 'react';
import { invalidate, type Operation } from '../api.ts';

export interface Acting {
  /** `then` gets the answer, after what it changed was asked for anew. Returns whether it was done. */
  readonly act: <T>(work: () => Promise<T>, then?: (answer: T) => void) => Promise<boolean>;
  readonly isBusy: boolean;
  /** Null: nothing has failed. */
  readonly error: unknown;
}

/** `changes`: operations whose answers are no longer true; `onDone`: closes the dialog. */
export function useActing(changes: readonly Operation[], onDone: () => void = () => undefined): Acting {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const act = async <T>(work: () => Promise<T>, then: (answer: T) => void = () => undefined): Promise<boolean> => {
    setBusy(true);
    setError(null);
    try {
      const answer = await work();
      await invalidate(...changes);
      then(answer);
      onDone();
      return true;
    } catch (failure) {
      setError(failure);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { act, isBusy, error };
}
