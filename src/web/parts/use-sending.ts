import { useState } from 'react';
import { invalidate, type Operation } from '../api.ts';
import { toast } from './toast.ts';

/** Sends one change and says that it is done. `changes`: operations whose answers are no longer true, asked for anew before. */
export function useSending(changes: readonly Operation[], onDone: () => void) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = async (change: () => Promise<unknown>, done: string): Promise<boolean> => {
    setBusy(true);
    setError(null);
    try {
      await change();
      await invalidate(...changes);
      toast(done);
      onDone();
      return true;
    } catch (failure) {
      setError(failure);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, error, send };
}
