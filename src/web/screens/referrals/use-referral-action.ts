import { useState } from 'react';
import { invalidate } from '../../api.ts';
import { toast } from '../../parts/toast.ts';

/** Sends one step of a referral; afterwards it and its lists are asked for anew. */
export function useReferralAction(onDone: () => void = () => undefined) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = async (step: () => Promise<unknown>, done: string): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await step();
      toast(done);
      onDone();
      await invalidate('readReferral', 'listReferrals');
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, error, send };
}
