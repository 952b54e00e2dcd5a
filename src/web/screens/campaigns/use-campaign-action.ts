import { useSending } from '../../parts/use-sending.ts';

/** Sends one change of a campaign, an activity or a meeting; afterwards the lists are asked for anew. */
export function useCampaignAction(onDone: () => void = () => undefined) {
  return useSending(['readCampaigns', 'listTeamMeetings', 'readTeamMeeting'], onDone);
}
