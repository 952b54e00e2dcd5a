/**
 * For the generated test of access: what to send to each endpoint. An endpoint without a line here fails the test.
 *
 * - `names`: the request names one thing; sent with a thing within the person's reach and with one outside it.
 * - `list`: the answer must hold no student outside the reach; a `school` in the request is tried with one outside as well.
 * - `own`: about the person alone, or about no student at all.
 * - `open`: needs no session.
 */
import type { Place } from './testing-access-world.ts';

export interface AccessInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

export type AccessCase =
  | {
      readonly kind: 'names';
      readonly input: (place: Place) => AccessInput;
      /** Why somebody who may ask gets 404 here: there is nothing of the kind in the test's district. */
      readonly nothingThere?: string;
    }
  | { readonly kind: 'list'; readonly input?: (place: Place) => AccessInput; readonly nothingThere?: string }
  | { readonly kind: 'own'; readonly input?: (place: Place) => AccessInput; readonly nothingThere?: string }
  | { readonly kind: 'open' };

const reason = 'because the test asks for it';
const LIST = { kind: 'list' } as const;
const OPEN = { kind: 'open' } as const;
const own = (input?: AccessInput, nothingThere?: string): AccessCase => ({
  kind: 'own',
  ...(input === undefined ? {} : { input: () => input }),
  ...(nothingThere === undefined ? {} : { nothingThere }),
});
const listWith = (body: Readonly<Record<string, unknown>>, nothingThere?: string): AccessCase => ({
  kind: 'list',
  input: () => ({ body }),
  ...(nothingThere === undefined ? {} : { nothingThere }),
});
const named =
  (name: keyof Place) =>
  (body?: unknown, params: Readonly<Record<string, string>> = {}, nothingThere?: string): AccessCase => ({
    kind: 'names',
    input: (place) => ({ params: { [name]: place[name], ...params }, ...(body === undefined ? {} : { body }) }),
    ...(nothingThere === undefined ? {} : { nothingThere }),
  });
const student = named('student');
const trigger = named('trigger');
const notice = named('notice');
const batch = named('batch');
const person = named('person');
const school = named('school');
const slot = named('slot');
const caseFile = named('case');
const contact = named('contact');
const journal = named('journal');
const studentDocument = named('document');
const excusal = named('excusal');
const plan = named('plan');
const tier = named('tier');
const campaign = named('campaign');
const activity = named('activity');
const meetingOfTeam = named('meeting');
const incident = named('incident');
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
const NO_FILE = 'no print file was made';
const NO_JOB = 'no job is there';
const JOB = '00000000-0000-4000-8000-000000000000';

/** What leaves no entry when it is read: counts, settings, lists of staff, what is a person's own, and parts of a visit that has its entry. */
export const LEAVES_NO_ENTRY: ReadonlySet<string> = new Set([
  // about no student
  'readAuditChoices',
  'readAuditState',
  'readAsOf',
  'listForms',
  'readForm',
  'readSystem',
  'readSettings',
  'listAsks',
  'listSchools',
  'readSchool',
  'listNamedPeople',
  'listJobs',
  'listRuns',
  'readSchedules',
  'previewSchedule',
  'listPeople',
  'readPerson',
  'readRoles',
  'planRoster',
  'countStudentsOf',
  'readDaysWithoutRecords',
  'listCatalogs',
  'readCatalog',
  'searchDirectory',
  'readApprovers',
  // figures, and keys of lines that were seen already
  'readHome',
  'countTasks',
  'listTaskPeople',
  'readTasksOfPerson',
  'readBatch',
  'readNoticeTotals',
  'readWorklistSummary',
  'readWorklistKeys',
  'matchInterventions',
  'readStudentTier',
  // a person's own
  'readMe',
  'readDevices',
  'readWays',
  'savePreferences',
  'readDrafts',
  'readDraft',
  'saveDraft',
  'removeDraft',
  'readViews',
  'saveView',
  'renameView',
  'removeView',
  // one entry for a visit of a student's page

  'readStudent',
  'readStudentYear',
  'readStudentWhy',
  'readStudentNotices',
  'readStudentTimeline',
  'readStudentFamily',
  'listStudentMeetings',
  'readMeeting',
  'readMeetingStart',
  'listStudentContracts',
  'readStudentWelfare',
  'readStudentEligibility',
  'readStudentAtRisk',
  'readStudentCases',
  'readContactStart',
  'readContacts',
  'readJournal',
  'readDocuments',
  'readCase',
  'readCaseTimeline',
  'readCaseDisclosures',
  // about no student
  'readJournalReasons',
  'readCaseOwners',
  'readPlan',
  'readReferral',
]);

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

export const ACCESS_CASES: Readonly<Record<string, AccessCase>> = {
  readAudit: own(),
  readAuditChoices: own(),
  readAuditState: own(),
  exportAudit: own(),
  printAudit: own(),
  listDisclosures: LIST,
  recordDisclosure: {
    kind: 'names',
    input: ({ student: key }) => ({
      body: { students: [key], kind: 'given', on: '2026-11-12', party: 'Court', interest: 'Hearing', given: 'File' },
    }),
  },
  exportDisclosures: LIST,
  printDisclosureList: LIST,
  printDisclosures: student(),
  readDisclosuresText: student(),

  readHealth: OPEN,
  readSystem: own(),
  askDistrict: { kind: 'names', input: (place) => ({ body: { school: place.school, what: 'calculate' } }) },
  listAsks: own(),
  endAsk: own({ params: { ask: '1' } }),

  readSettings: own(),
  changeSettings: own({ body: { undoMinutes: 15, idleMinutes: 60, signInHelp: '', reason } }),
  listImports: own(),
  importBundle: own(),

  readSignInOptions: OPEN,
  readOneTimeLink: OPEN,
  setPassword: OPEN,
  beginRollcall: OPEN,

  readMe: own(),
  savePreferences: own({ body: { language: 'en', theme: 'light', density: 'comfortable', letterKeys: true } }),
  readDevices: own(),
  signOutDevice: own({ params: { session: 'none' } }, 'no such device'),
  signOutOthers: own(),
  readWays: own(),
  changePassword: own({ body: { password: 'not the password', next: 'another long password' } }),
  beginTwoStep: own({ body: { password: 'not the password' } }),
  confirmTwoStep: own({ body: { code: '000000' } }),
  endTwoStep: own({ body: { password: 'not the password' } }),
  makeRecoveryCodes: own({ body: { password: 'not the password' } }),

  listPeople: LIST,
  addPerson: own({ body: { name: 'x', email: 'not an e-mail', grants: [], reason } }),
  readPerson: person(),
  changePerson: person({ name: 'x', email: 'not an e-mail', grants: [], reason }),
  endAccess: person({ reason }),
  restoreAccess: person({ reason }),
  makePersonLink: person(),
  signOutPerson: person(),
  resetTwoStep: person({ reason }),
  planRoster: own({ body: { text: '' } }),
  takeInRoster: own({ body: { text: '', reason } }),
  readRoles: own(),
  countStudentsOf: own({ body: { grants: [], staffId: null } }),

  readAsOf: LIST,

  listRuns: own(),
  readRun: own({ params: { run: '999999' } }, 'no such run'),
  startRun: own({ body: { dryRun: true } }),
  readSchedules: own(),
  previewSchedule: own({ query: { days: '1,3', at: '17:30' } }),
  changeSchedule: own({ body: { job: 'backup', isOn: true, days: [1], at: '02:00' } }),
  listJobs: own(),
  readJob: own({ params: { job: JOB } }, NO_JOB),
  retryJob: own({ params: { job: JOB } }, NO_JOB),

  readDrafts: own(),
  readDraft: own({ params: { key: 'worklist.note' } }, 'no draft was saved'),
  saveDraft: own({ params: { key: 'worklist.note' }, body: { value: 'x' } }),
  removeDraft: own({ params: { key: 'worklist.note' } }),

  readViews: own(),
  saveView: own({ body: { name: 'Mine', choices: {} } }),
  renameView: own({ params: { view: '999999' }, body: { name: 'Mine' } }, 'no view is there'),
  removeView: own({ params: { view: '999999' } }, 'no view is there'),

  readWorklist: LIST,
  searchWorklist: listWith({ text: 'a' }),
  readWorklistSummary: LIST,
  readWorklistKeys: listWith({}),
  exportWorklist: listWith({}),
  printWorklist: listWith({}),
  readTrigger: trigger(),
  declineTrigger: trigger({ reason }),
  holdTrigger: trigger({ reason, until: '2026-12-01' }),
  noteTrigger: trigger({ reason, days: ['2026-11-12'], until: null }),
  approveTrigger: trigger({ reason }),
  liftTrigger: trigger({ reason }),

  listSchools: own(),
  readSchool: school(),
  changeSchool: school({
    signer: '',
    signerTitle: '',
    contact: '',
    contactTitle: '',
    phone: '',
    email: '',
    returnAddress: [],
    logoAlt: '',
    goal: null,
    reason,
  }),
  readApprovers: LIST,
  listNamedPeople: school(),
  namePerson: school({ person: 'nobody', reason }, { duty: 'approver' }, 'nobody of that name'),
  readApprovalLink: OPEN,
  decideByLink: OPEN,

  previewIssue: listWith({}),
  issue: listWith({ revision: JOB }, 'nothing was shown under that revision'),
  readLetterBefore: trigger(),
  readLetterBeforePdf: trigger(),

  readBatches: LIST,
  readBatch: batch(),
  pauseBatch: batch({ isPaused: true }),
  printBatch: batch({}),
  printFromPage: batch({ letter: 'first-notice', page: 1 }, {}, NO_FILE),
  readMaking: batch(undefined, { job: JOB }, NO_JOB),
  makeLetters: batch(),
  readPrintFile: batch(undefined, { file: 'first-notice.pdf' }, NO_FILE),
  markBatch: batch({ way: 'mail', on: '2026-11-13' }),
  exportMailing: batch(),
  undoBatch: batch(),

  readNotices: LIST,
  exportNotices: LIST,
  printNotices: LIST,
  readNoticeTotals: LIST,
  markNotices: {
    kind: 'names',
    input: ({ notice: name }) => ({ body: { notices: [name], mark: 'received', on: '2026-11-13' } }),
  },
  readNotice: notice(),
  readLetterText: notice(undefined, { letter: '1' }),
  readLetterPdf: notice(undefined, { letter: '1' }),
  printNotice: notice(),
  previewRescission: notice({}),
  keepNotice: notice({ reason }),
  readTasks: LIST,
  countTasks: LIST,
  changeTask: own({ params: { task: 'T999999' }, body: { action: 'take' } }, 'no such task'),
  listTaskPeople: own(),
  readTasksOfPerson: person(),
  handOverTasks: person({ to: '', reason }),
  readNoticeEffects: notice(),
  readTriggerEffects: trigger(),
  decideEffect: own({ params: { effect: '999999' }, body: { decision: 'keep', reason } }, 'no such effect'),
  reissueNotice: notice({ reason }),
  withdrawNotice: notice({ reason }),
  rescindNotice: notice({ reason }),

  listSlots: LIST,
  addSlots: {
    kind: 'names',
    input: ({ school: at }) => ({
      body: { school: at, slots: [{ on: '2026-12-15', times: ['15:00'], place: 'Room 2', with: 'Test' }] },
    }),
  },
  setConferenceWay: own({ body: { way: 'next-free' } }),
  chooseSlot: {
    kind: 'names',
    input: (place) => ({ params: { slot: place.slot }, body: { trigger: place.trigger } }),
  },
  freeSlot: slot(),
  moveSlot: slot({ to: 999_999 }, {}, 'the slot to move to is not there'),
  takeOutSlot: slot(undefined, {}, 'whoever asked first took it out'),

  searchStudents: listWith({ text: 'an' }),
  readStudent: student(),
  readStudentYear: student(),
  readStudentWhy: student(),
  readStudentNotices: student(),
  readStudentTimeline: student(),
  readStudentFamily: student(),

  previewCaseFile: caseFile({ parts: ['timeline'] }),
  listSealedFiles: caseFile(),
  sealCaseFile: caseFile({ parts: ['timeline'] }),
  readSealedFile: { kind: 'names', input: ({ sealed }) => ({ params: { file: sealed } }) },
  giveSealedFile: {
    kind: 'names',
    input: ({ sealed }) => ({
      params: { file: sealed },
      body: { party: 'Court', interest: 'Hearing', on: '2026-11-12' },
    }),
  },
  listReferrals: LIST,
  readReferral: named('referral')(),
  makeReferral: student({ role: 'truancy-officer', why: 'test' }),
  waiveReferralRequirement: named('referral')({ isNeeded: false, reason }, { requirement: 'contacts' }),
  sendReferral: named('referral')({}),
  withdrawReferral: named('referral')({ reason }),
  acceptReferral: named('referral')(),
  returnReferral: named('referral')({ missing: [], reason }),
  setReferralNextStep: named('referral')({ nextStep: 'visit', on: null }),
  decideReferral: named('referral')({ outcome: 'other', notes: '', on: '2026-11-12' }),

  listPlans: LIST,
  readPlan: plan(),
  makePlan: student({ reason }),
  changePlan: plan({ owner: '', tier: 2, courtBlock: '', endsOn: '2027-06-30' }),
  implementPlan: plan({ on: '2026-11-12' }),
  addIntervention: plan({ code: 'TUTORING', startOn: '2026-11-12', endOn: null, dosage: '', person: '', note: '' }),
  stepIntervention: plan({ action: 'stop' }, { intervention: '999999' }, 'nothing is tried yet'),
  evaluatePlan: plan({ familyPart: '', familyComments: '', ourView: 'helped', ourReasons: '' }),
  finishPlan: plan({ outcome: 'other', reason: 'test' }),
  tellFamily: plan(),
  readPlanCopy: plan(undefined, { copy: '999999' }, 'no copy was made'),
  markPlanCopy: plan({ state: 'printed' }, { copy: '999999' }, 'no copy was made'),
  saveStudentDetails: plan({ gender: '', eyeColor: 'brown', hairColor: '', height: '', weight: '' }),
  saveGuardianDetails: plan({ birthOn: null, gender: 'F' }, { guardian: '1' }, 'a student far away has no guardian'),
  waivePlanRequirement: plan({ isNeeded: false, reason }, { requirement: 'contacts' }),
  previewRecommendation: plan(),
  previewPacket: plan(),
  recommendPlan: plan({ reason }),
  withdrawRecommendation: plan({ reason }),
  stepFiling: plan({ action: 'return', reason }),

  readDaysWithoutRecords: LIST,
  readUnverified: LIST,
  readMissingAddresses: LIST,
  readSetAside: LIST,
  readAttendanceList: LIST,
  readHome: LIST,

  listCatalogs: own(),
  readCatalog: own({ params: { catalog: 'incident-codes' } }),
  addCatalogEntry: own({
    params: { catalog: 'incident-codes' },
    body: { code: 'PHONE', name: { en: 'Phone', es: 'Teléfono' }, extra: {}, reason },
  }),
  changeCatalogEntry: own({
    params: { catalog: 'incident-codes' },
    body: { code: 'CUT', name: { en: 'Cut', es: 'Falta' }, extra: {}, reason },
  }),
  endCatalogEntry: own({ params: { catalog: 'incident-codes' }, body: { code: 'LEFT', reason } }),
  searchDirectory: own({ query: { kind: 'staff', text: 'la' } }),
  readStudentEligibility: student(),
  endEligibility: {
    kind: 'names',
    input: ({ eligibility }) => ({ params: { record: eligibility }, body: { reason } }),
  },
  listAtRisk: LIST,
  readStudentAtRisk: student(),
  addAtRisk: student({ reason: 'ATTENDANCE', factors: [], note: '', until: '2027-06-30' }),
  endAtRisk: { kind: 'names', input: ({ atRisk }) => ({ params: { record: atRisk }, body: { reason } }) },
  listIncidents: LIST,
  readIncident: incident(),
  dateIncident: incident({ from: '2026-11-16', to: '2026-11-17', place: 'Room 4', revision: 1 }),
  serveIncident: incident({ note: '', revision: 2 }),
  cancelIncident: incident({ reason, revision: 2 }),
  exportIncidents: listWith({}),

  listCases: LIST,
  exportCases: LIST,
  readCase: caseFile(),
  readCaseTimeline: caseFile(),
  readCaseDisclosures: caseFile(),
  readCaseOwners: caseFile(),
  readStudentCases: student(),
  openCase: student({ reason }),
  assignCase: caseFile({ person: '', reason: '' }),
  closeCase: caseFile({ outcome: 'recovered', reason }),
  reopenCase: caseFile({ reason }),

  readContactStart: student(),
  readContacts: student(),
  logContact: student({ kind: 'phone', party: 'student', outcome: 'no-answer' }),
  correctContact: contact({ reason, facts: null }),

  readJournalReasons: own(),
  readMyJournal: LIST,
  readJournal: student(),
  writeJournal: student({ reason: 'attendance', entry: 'Talked about mornings.' }),
  correctJournal: journal({ reason, facts: null }),

  readDocuments: student(),
  fileDocument: student(),
  openDocument: studentDocument(),
  moveDocument: {
    kind: 'names',
    input: (place) => ({ params: { document: place.document }, body: { student: place.student, reason } }),
  },
  takeOutDocument: studentDocument({ reason }),
  putBackDocument: studentDocument({ reason }),

  listExcusals: LIST,
  proposeExcusal: student({ days: ['2026-11-12'], reason }),
  decideExcusal: excusal({ action: 'accept' }),

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
  listTeamMeetings: LIST,
  readTeamMeeting: meetingOfTeam(),
  planTeamMeeting: {
    kind: 'names',
    input: ({ school: at }) => ({ body: { school: at, on: '2026-11-18', at: null, place: '' } }),
  },
  moveTeamMeeting: meetingOfTeam({ on: '2026-11-19', at: null, place: '' }),
  callOffTeamMeeting: meetingOfTeam({ reason }),
  writeTeamMinutes: meetingOfTeam({ people: '', minutes: 'test', decisions: [] }),

  listMeetings: { kind: 'list', input: () => ({ query: { from: '2026-11-01', to: '2027-01-31' } }) },
  listStudentMeetings: student(),
  readMeeting: meetingAbout(),
  readMeetingStart: student(),
  findMeetingConflicts: student({ on: '2026-12-15', at: '15:30', minutes: 30, place: 'Room 4', people: [] }),
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

  listForms: own(),
  readForm: own({ params: { form: 'contact-log' }, query: { language: 'en' } }),
  listWelfare: LIST,
  readStudentWelfare: student(),
  recordWelfare: student({ on: '2026-11-12', reason, contact: null }),
};
