/** Casework: what follows a trigger until attendance recovers. The only door of this room. */
export { assign, DUTY_OF_ROLE, endAssignment, personOfDuty, type Assign, type CaseDuty } from './core/assignments.ts';
export { ALERT } from './alerts/states.ts';
export { endAlert, endAlerts, makeAlerts, type NewAlert } from './alerts/make-alerts.ts';
export { readAlerts, type Alert } from './alerts/read-alerts.ts';
export { closeTasksAbout, createTasks, type EndTasks, type NewTask } from './core/create-tasks.ts';
export { dueOn, type DueAsk } from './core/due-on.ts';
export { findCases } from './core/find-cases.ts';
export { findCase, openCase, openCases, yearOf, type CaseRow, type OpenCase } from './core/open-case.ts';
export { recordEvents, takeBackEvent, type NewEvent } from './core/record-events.ts';
export { actionsOf, defineStates, nextStep, requireStep, type States, type StepTable } from './core/states.ts';
export {
  appendSteps,
  readSteps,
  THINGS,
  type NewStep,
  type StepOnFile,
  type Thing,
  type ThingRef,
} from './core/steps.ts';
export type { ActingRole, Who } from './core/who.ts';
export { cancelTasks } from './tasks/cancel-tasks.ts';
export {
  assignOwner,
  BY_HAND,
  closeCase,
  openCaseByHand,
  reopenCase,
  requireOpen,
} from './attendance-file/change-case.ts';
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
  CONTACT_PARTIES,
  type ContactFacts,
  type ContactKind,
  type ContactOnFile,
  type ContactOutcome,
  type ContactParty,
} from './contacts/contact.ts';
export { readContactStart, type ContactPerson, type ContactStart } from './contacts/contact-start.ts';
export { correctContact, logContact, type CorrectContact, type Logged } from './contacts/log-contact.ts';
export {
  readContact,
  readContacts,
  readLatestContacts,
  type ContactQuestion,
  type LatestContact,
} from './contacts/read-contacts.ts';
export { readStudentPlace } from './core/student-place.ts';
export {
  CLOSED_TO_TEACHERS,
  DOCUMENT_KINDS,
  DOCUMENT_STATES,
  LARGEST_DOCUMENT,
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
export { ATTENDANCE_REASON, JOURNAL_REASONS } from './journals/reasons.ts';
export { readJournal, readJournals, type JournalOnFile, type JournalQuestion } from './journals/read-journals.ts';
export { correctJournal, writeJournal, type CorrectJournal, type JournalFacts } from './journals/write-journal.ts';
