/** One action of one's own account: busy while it runs, with what went wrong. */
import { useState } from 'react';

export function useOwnAction() {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = <T>(work: () => Promise<T>, then: (answer: T) => void): void => {
    setBusy(true);
    setError(undefined);
    work()
      .then(then, setError)
      .finally(() => setBusy(false));
  };
  return { run, isBusy, error };
}
