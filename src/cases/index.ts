/** Casework: what follows a trigger until attendance recovers. The only door of this room. */
export { assign, DUTY_OF_ROLE, endAssignment, personOfDuty, type Assign, type CaseDuty } from './core/assignments.ts';
export {
  addAlertByHand,
  endAlert,
  endAlerts,
  makeAlerts,
  type AlertByHand,
  type NewAlert,
} from './alerts/make-alerts.ts';
export { readAlerts, type Alert } from './alerts/read-alerts.ts';
export { closeTasksAbout, createTasks, type EndTasks, type NewTask } from './core/create-tasks.ts';
export { dueOn, type DueAsk } from './core/due-on.ts';
export { closeUnneeded } from './core/close-unneeded.ts';
export { giveOwner, readWhoMayOwn, type GiveOwner } from './owners/give-owner.ts';
export { OWNED_THINGS, ownerStates, type OwnedThing } from './owners/owned.ts';
export {
  OWNED_QUEUES,
  readOwned,
  type OwnedCounts,
  type OwnedLine,
  type OwnedQuestion,
  type OwnedQueue,
} from './owners/read-owned.ts';
export { readOwnerNames, type OwnerName } from './owners/owner-names.ts';
export { readOwner, type Owner } from './owners/read-owner.ts';
export { findCases } from './core/find-cases.ts';
export { findCase, openCase, openCases, yearOf, type CaseRow, type OpenCase } from './core/open-case.ts';
export { recordEvents, takeBackEvent, type NewEvent } from './core/record-events.ts';
export { actionsOf, defineStates, nextStep, requireStep, type States, type StepTable } from './core/states.ts';
export { appendSteps, readSteps, type NewStep, type StepOnFile, type Thing, type ThingRef } from './core/steps.ts';
export type { ActingRole, Who } from './core/who.ts';
export { cancelTasks } from './tasks/cancel-tasks.ts';
export { changeTask, type TaskChange } from './tasks/change-task.ts';
export { handOverTasks, readTasksOfPerson, type LeftTask } from './tasks/hand-over.ts';
export {
  countTasks,
  readTask,
  readTasks,
  TASK_QUEUES,
  type TaskCounts,
  type TaskLine,
  type TaskPlace,
  type TaskQueue,
  type TaskQuestion,
  type Whose,
} from './tasks/read-tasks.ts';
export { TASK, type TaskAction, type TaskState } from './tasks/states.ts';
export { assignOwner, closeCase, openCaseByHand, reopenCase } from './attendance-file/change-case.ts';
export { closeEarlierYears } from './attendance-file/end-year.ts';
export {
  CASE_SORTS,
  countCases,
  listCases,
  type CaseFilter,
  type CaseLine,
  type CasePage,
  type CaseSort,
} from './attendance-file/list-cases.ts';
export { readCase, readPossibleOwners, readStudentCases } from './attendance-file/read-case.ts';
export { CASE_OUTCOMES, CASE_STATES, type CaseOutcome } from './attendance-file/states.ts';
export {
  CONTACT_KINDS,
  CONTACT_OUTCOMES,
  type ContactFacts,
  type ContactKind,
  type ContactOnFile,
  type ContactOutcome,
  type ContactParty,
} from './contacts/contact.ts';
export { closeTasksDoneBefore } from './contacts/contact-tasks.ts';
export { readContactReasonNames, readContactReasons, type ContactReason } from './contacts/contact-reasons.ts';
export { readContactStart, type ContactPerson, type ContactStart } from './contacts/contact-start.ts';
export { correctContact, logContact, type CorrectContact, type Logged } from './contacts/log-contact.ts';
export {
  readContact,
  readContacts,
  readLatestContacts,
  type ContactQuestion,
  type LatestContact,
} from './contacts/read-contacts.ts';
export { readSchoolDay, type SchoolDay } from './core/school-day.ts';
export { readStudentPlace } from './core/student-place.ts';
export {
  CLOSED_TO_TEACHERS,
  DOCUMENT_KINDS,
  MEDIA_TYPES,
  NOTE_KINDS,
  type DocumentKind,
  type DocumentOnFile,
  type DocumentState,
  type FileKind,
} from './documents/document.ts';
export {
  fileDocument,
  moveDocument,
  putBackDocument,
  takeOutDocument,
  type MoveDocument,
  type NewDocument,
} from './documents/file-document.ts';
export { readStoredFile, storeFile, storeFileAt, sweepIncoming, type StoredFile } from './documents/file-store.ts';
export { readDocument, readDocuments, type DocumentQuestion } from './documents/read-documents.ts';
export { readJournalReasons, type JournalReason } from './journals/reasons.ts';
export { readJournal, readJournals, type JournalOnFile, type JournalQuestion } from './journals/read-journals.ts';
export { correctJournal, writeJournal, type CorrectJournal, type JournalFacts } from './journals/write-journal.ts';
export { MEETING, type MeetingState } from './meetings/states.ts';
export {
  FAMILY_PARTS,
  MEETING_KINDS,
  RESPONSES,
  type FamilyPart,
  type Invitee,
  type InviteePart,
  type Meeting,
  type MeetingKind,
  type MeetingResponse,
  type MeetingTime,
  type NewInvitee,
} from './meetings/meeting.ts';
export { makeMeeting, type NewMeeting } from './meetings/make-meeting.ts';
export { invite, noteResponse, takeOutInvitee } from './meetings/invite.ts';
export {
  cancelMeeting,
  cancelMeetingsOfNotices,
  changeMeeting,
  type ChangeMeeting,
} from './meetings/change-meeting.ts';
export { holdMeeting, takeBackHeld, writeMinutes, type FollowUp, type HoldMeeting } from './meetings/hold-meeting.ts';
export { countMeetings, readMeeting, readMeetings, type MeetingQuestion } from './meetings/read-meetings.ts';
export { findConflicts, type Conflict, type ConflictQuestion } from './meetings/conflicts.ts';
export { readCandidates, type Candidate } from './meetings/candidates.ts';
export { takeBackPastInvitations } from './meetings/past-invitations.ts';
export { makeConferences, moveConference, type Conference } from './meetings/conferences.ts';
export { endExpired } from './core/end-expired.ts';
export { followSchools } from './core/follow-school.ts';
export { recommendationMail, tellSupervisor } from './plans/tell-supervisor.ts';
export { addReasonByHand, endReason, giveReasons, type NewReason, type ReasonByHand } from './at-risk/give-reason.ts';
export {
  listAtRisk,
  orderAtRisk,
  readAtRisk,
  readAtRiskLines,
  type AtRiskLine,
  type AtRiskQuestion,
  type AtRiskRecord,
} from './at-risk/read-at-risk.ts';
export { endStatus, giveStatuses, type NewStatus } from './eligibility/give-status.ts';
export {
  nextStatus,
  overallStatus,
  type EligibilitySteps,
  type HoldingStatus,
  type Overall,
  type Severities,
} from './eligibility/overall.ts';
export {
  ATTENDANCE_SOURCE,
  readEligibility,
  readSeverities,
  type Eligibility,
} from './eligibility/read-eligibility.ts';
export { cancelIncident, dateAction, serveAction, type ActionDates } from './incidents/change-incident.ts';
export { exportIncidents, INCIDENT_COLUMNS, type IncidentExport } from './incidents/export-incidents.ts';
export { makeIncidents, type Fine, type NewIncident } from './incidents/make-incidents.ts';
export {
  countIncidents,
  listIncidents,
  readIncident,
  type Incident,
  type IncidentFilter,
} from './incidents/read-incidents.ts';
export { INCIDENT, INCIDENT_STATES, type IncidentState } from './incidents/states.ts';
export * from './plans/index.ts';
export * from './referrals/index.ts';
export {
  ACTIVITY_KINDS,
  addActivity,
  moveActivity,
  readActivities,
  type Activity,
  type ActivityKind,
  type ActivityStep,
  type NewActivity,
} from './campaigns/activities.ts';
export { readCampaigns, type Campaign, type OtherSchools, type RateFigures } from './campaigns/campaign.ts';
export {
  changeCampaign,
  judgeCampaign,
  judgedMonthOf,
  putOffCampaign,
  startCampaign,
  stopCampaign,
  type CampaignDays,
  type CampaignGround,
  type Judgement,
} from './campaigns/run-campaign.ts';
export { CAMPAIGN } from './campaigns/states.ts';
export {
  callOffTeamMeeting,
  moveTeamMeeting,
  nextMeetingBy,
  planTeamMeeting,
  readCadences,
  readTeamMeetings,
  TEAM_MEETING,
  writeTeamMinutes,
  type Cadence,
  type TeamMinutes,
  type TeamMeeting,
} from './team-meetings/team-meetings.ts';
export { CONTRACT, type ContractState } from './contracts/states.ts';
export type {
  Contract,
  ContractPart,
  ContractSignature,
  ContractText,
  ContractTexts,
  SignerPart,
  Strokes,
} from './contracts/contract.ts';
export {
  changeContract,
  draftContract,
  offerContract,
  takeBackOffer,
  type ChangeContract,
  type DraftContract,
} from './contracts/draft-contract.ts';
export { readLinesOfOthers } from './contracts/signer-name.ts';
export { excuseSigner, signContract, type SignContract, type Signing } from './contracts/sign-contract.ts';
export {
  endContract,
  lapseContracts,
  markViolated,
  reviewContract,
  takeBackViolation,
} from './contracts/keep-contract.ts';
export {
  readContracts,
  readWaitingContracts,
  requireContract,
  type ContractQuestion,
} from './contracts/read-contracts.ts';
export { fillContract, readContractTemplate, CONTRACT_LETTER } from './contracts/read-template.ts';
export {
  WELFARE_AGENCIES,
  type WelfareAgency,
  type WelfareContact,
  type WelfareStep,
  type WelfareTask,
} from './welfare/welfare.ts';
export { recordWelfare, type RecordWelfare } from './welfare/record-welfare.ts';
export { readWelfareSteps, readWelfareTasks } from './welfare/read-welfare.ts';
export { assessRootCauses, enterTier, giveTier, leaveBoard, type EnterTier, type RootCauses } from './tiers/board.ts';
export {
  implementTierPlan,
  makeTierPlan,
  readPlanLines,
  type PlanLineOfTier,
  type TierPlan,
} from './tiers/make-tier-plan.ts';
export { sharePlan, type SharePlan } from './tiers/share-plan.ts';
export { matchInterventions, type Match } from './tiers/match-interventions.ts';
export { ANSWERS } from './tiers/states.ts';
export { REVIEW_DECISIONS } from './tiers/states.ts';
export { PLAN_PARTS } from './tiers/templates.ts';
export { readReviews, reviewTier, type Review, type ReviewOnFile } from './tiers/review.ts';
export { TIER, type Answer, type ReviewDecision, type TierAction, type TierStage } from './tiers/states.ts';
export { actionTemplateOf, TEMPLATES, type PlanPart, type PlanTemplate } from './tiers/templates.ts';
export {
  readAssessments,
  readBoardEntries,
  readTierStudents,
  type Assessment,
  type TierQuestion,
  type TierStudent,
} from './tiers/tier-student.ts';
export { INVITATION_LETTER, invitationLetters, type InvitationLetters } from './meetings/meeting-letter.ts';
export { agendaOf, minutesOf, type MeetingPaper } from './meetings/meeting-papers.ts';
export { contractPaper, termBlocks } from './contracts/contract-paper.ts';
export { paperWordsOf, type PaperWords } from './paper-words.ts';
export { removeStoredFile } from './documents/file-store.ts';
export { previewRetention, type RetentionPreview } from './retention/preview-retention.ts';
export {
  keepDocuments,
  proposeRetention,
  purgeDocuments,
  readRetention,
  readRetentionProposals,
  writeRetention,
  type RetentionProposal,
  type RetentionSettings,
} from './retention/retention.ts';
export * from './notifications/index.ts';
