/** For the generated test of access: meetings and attendance contracts. */
import { LIST, named, reason, type AccessCase } from './testing-access-case.ts';

const student = named('student');
const contractOf = named('contract');
const meetingAbout = (
  body?: unknown,
  params: Readonly<Record<string, string>> = {},
  nothingThere?: string,
): AccessCase => ({
  kind: 'names',
  input: (place) => ({ params: { meeting: place.about, ...params }, ...(body === undefined ? {} : { body }) }),
  ...(nothingThere === undefined ? {} : { nothingThere }),
});

const MEETING_TIME = {
  on: '2026-12-15',
  at: '15:30',
  minutes: 30,
  place: 'Room 4',
  purpose: '',
  language: 'en',
  interpreter: 'none',
  interpreterName: '',
} as const;

export const MEETING_CASES = {
  listMeetings: { kind: 'list', input: () => ({ query: { from: '2026-11-01', to: '2027-01-31' } }) },
  listStudentMeetings: student(),
  readMeeting: meetingAbout(),
  readMeetingStart: student(),
  findMeetingConflicts: student({ on: '2026-12-15', at: '15:30', minutes: 30, place: 'Room 4', people: [] }),
  readSchoolDay: {
    kind: 'names',
    input: (place) => ({ params: { student: place.student }, query: { on: '2026-12-15' } }),
  },
  makeMeeting: student({ kind: 'team', ...MEETING_TIME, invitees: [], sendsMail: false }),
  changeMeeting: meetingAbout({ ...MEETING_TIME, sendsMail: false }),
  invite: meetingAbout({ invitees: [{ part: 'other', name: 'A neighbor' }], sendsMail: false }),
  takeOutInvitee: meetingAbout(undefined, { invitee: '999999' }, 'nobody of that number is invited'),
  noteResponse: meetingAbout({ response: 'accepted' }, { invitee: '999999' }, 'nobody of that number is invited'),
  holdMeeting: meetingAbout({
    on: '2026-12-15',
    attended: [],
    family: 'did-not-take-part',
    minutes: '',
    decisions: '',
    followUps: [],
  }),
  writeMinutes: meetingAbout({ minutes: 'x', decisions: '', followUps: [] }),
  takeBackHeld: meetingAbout({ reason }),
  readMeetingLetters: meetingAbout(),
  readMeetingLetterPdf: meetingAbout(undefined, { letter: '1' }, 'no guardian is invited'),
  readAgenda: meetingAbout(),
  readMinutes: meetingAbout(undefined, {}, 'it was not held'),
  cancelMeeting: meetingAbout({ reason }),

  listContracts: LIST,
  listStudentContracts: student(),
  draftContract: student({}),
  changeContract: contractOf({
    texts: {},
    goals: '',
    languages: ['en'],
    startsOn: '2026-11-13',
    reviewOn: '2026-12-15',
    endsOn: '2027-06-01',
    signers: [{ part: 'school', name: 'x' }],
  }),
  offerContract: contractOf(),
  takeBackOffer: contractOf(),
  signContract: contractOf({ language: 'en', signing: { way: 'typed', typed: 'x' } }, { signature: '999999' }),
  excuseSigner: contractOf({ reason }, { signature: '999999' }),
  reviewContract: contractOf({ note: 'x', nextOn: null }),
  markViolated: contractOf({ reason, on: '2026-11-13' }),
  takeBackViolation: contractOf({ reason }),
  readContractPdf: {
    kind: 'names',
    input: (place) => ({ params: { contract: place.contract }, query: { language: 'en' } }),
  },
  endContract: contractOf({ reason }),
} as const satisfies Readonly<Record<string, AccessCase>>;
