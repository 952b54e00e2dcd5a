/** For the generated test of access: Tier II and III, campaigns, meetings of the team. */
import { LIST, named, own, reason, type AccessCase } from './testing-access-case.ts';

const student = named('student');
const tier = named('tier');
const campaign = named('campaign');
const activity = named('activity');
const meetingOfTeam = named('meeting');

export const TIER_CASES = {
  readTierBoard: LIST,
  readStudentTier: student(),
  enterTier: student({ because: 'by hand' }),
  matchInterventions: own({ body: { answers: { HEALTH: 'some' }, tier: 2 } }),
  assessRootCauses: tier({ kind: 'matching', answers: {}, practice: '', chosen: [], document: null, note: '' }),
  makeTierPlan: tier({
    startOn: '2026-11-13',
    reviewOn: '2026-12-04',
    familyPart: 'invited',
    familyComments: '',
    lines: [{ part: 'school-does', words: 'Meet at the door', who: '', dueOn: null }],
    interventions: [],
  }),
  implementTierPlan: tier({ on: '2026-11-13' }),
  shareTierPlan: tier(),
  reviewTier: tier({ notes: '', decision: 'continue', reason, nextOn: '2026-12-18', view: null }),
  giveTier: tier({ person: 'nobody' }),
  leaveBoard: tier({ reason }),

  readCampaigns: LIST,
  startCampaign: {
    kind: 'names',
    input: ({ school: at }) => ({
      body: { school: at, title: 'Every day', startOn: '2027-01-11', endOn: '2027-01-29' },
    }),
  },
  putOffCampaign: { kind: 'names', input: ({ school: at }) => ({ body: { school: at, reason } }) },
  changeCampaign: campaign({ title: 'Every day', startOn: '2026-11-16', endOn: '2026-12-04' }),
  stopCampaign: campaign({ reason }),
  judgeCampaign: campaign({ belonging: 'test' }),
  addActivity: {
    kind: 'names',
    input: ({ school: at }) => ({
      body: { school: at, campaign: null, student: null, kind: 'event', what: 'test', on: '2026-11-17', done: null },
    }),
  },
  stepActivity: activity({ action: 'do' }),
  readDayOfSchool: { kind: 'names', input: ({ school: at }) => ({ query: { school: at, on: '2026-12-15' } }) },
  listTeamMeetings: LIST,
  readTeamMeeting: meetingOfTeam(),
  planTeamMeeting: {
    kind: 'names',
    input: ({ school: at }) => ({ body: { school: at, on: '2026-11-18', at: null, place: '' } }),
  },
  moveTeamMeeting: meetingOfTeam({ on: '2026-11-19', at: null, place: '' }),
  callOffTeamMeeting: meetingOfTeam({ reason }),
  writeTeamMinutes: meetingOfTeam({ people: '', minutes: 'test', decisions: [] }),
} as const satisfies Readonly<Record<string, AccessCase>>;
