/** Sends a decision and tells whoever shows the list. */
import { useState } from 'react';
import { invalidate } from '../../api.ts';

export interface Deciding {
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly send: (act: () => Promise<unknown>) => void;
}

export function useDeciding(onDone: () => void): Deciding {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = (act: () => Promise<unknown>): void => {
    setBusy(true);
    setError(null);
    act()
      .then(() => invalidate('readTrigger', 'readWorklistSummary'))
      .then(onDone)
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return { isBusy, error, send };
}
