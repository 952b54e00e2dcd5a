import { useState } from 'react';
import { invalidate } from '../../api.ts';
import { toast } from '../../parts/toast.ts';

/** Sends one change of a campaign, an activity or a meeting; afterwards the lists are asked for anew. */
export function useCampaignAction(onDone: () => void = () => undefined) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = async (change: () => Promise<unknown>, done: string): Promise<boolean> => {
    setBusy(true);
    setError(null);
    try {
      await change();
      await invalidate('readCampaigns', 'listTeamMeetings', 'readTeamMeeting');
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
