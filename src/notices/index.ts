/**
 * Worklists, explanations, issue and what follows it: the only door of this room.
 *
 *   const worklist = await readWorklist(pool, { districtId, asOf: '2026-03-09', filter: {} });
 *   const result = await issueNotices(db, { districtId, asOf: '2026-03-09', filter: {}, by, now });
 */
export { approve, decline, hold, lift, note } from './decisions/decide.ts';
export type { DecisionRequest, DecisionResult } from './decisions/decide.ts';
export type { TriggerQuestion } from './decisions/find-trigger.ts';
export { keepNotice } from './decisions/keep.ts';
export { mark, MARKS } from './decisions/mark.ts';
export type { Mark, MarkResult } from './decisions/mark.ts';
export { readNote } from './decisions/note.ts';
export { markProduced } from './decisions/mark-produced.ts';
export { presumeReceived } from './decisions/presume-received.ts';
export { reissue } from './decisions/reissue.ts';
export { lettersOfRescission, rescind, rescindWarning } from './decisions/rescind.ts';
export { FIRST_RESCISSION_LETTER_NO } from './decisions/rescission-letter.ts';
export { withdraw } from './decisions/withdraw.ts';
export { lockNotices } from './decisions/notice-rows.ts';
export type { Named } from './decisions/notice-rows.ts';
export { readEvidenceNames } from './evidence-names.ts';
export { missingToMeet } from './explanation/missing.ts';
export { fullDay, shortDay, type Language } from './explanation/quantities.ts';
export { explainWhy, tellWhy } from './explanation/why.ts';
export type { ToldCriterion, Why, WhyCriterion } from './explanation/why.ts';
export type { WhyTrigger } from './explanation/why-trigger.ts';
export { criterionInWords } from './explanation/rule-in-words.ts';
export { absenceInWords, selectorsInWords } from './explanation/selectors-in-words.ts';
export {
  batchName,
  noticeName,
  parseBatchOrNotice,
  parseNotice,
  parseTriggerId,
  ROLLCALL,
  identityOfRow,
  triggerIdOf,
} from './identity.ts';
export type { TriggerIdentity } from './identity.ts';
export { decideEffect, type DecideEffect } from './effects/decide-effect.ts';
export { countEffectsOfBatch, readAskedEffects, readEffects, type EffectOnFile } from './effects/read-effects.ts';
export { planOfTrigger } from './effects/plan-of-trigger.ts';
export { kindsNotPerformed, planEffects, countEffects } from './effects/plan-effects.ts';
export type { EffectCount, EffectLine } from './effects/plan-effects.ts';
export { calculateAndRelease, calculateAndReleaseIn, type ReleaseReport } from './issue/calculate-and-release.ts';
export { decideHeldBack, type DecidedHeldBack, type DecideHeldBack } from './issue/decide-held-back.ts';
export { readHeldBack, type HeldBack } from './issue/held-back.ts';
export type { Released } from './issue/stamp-silently.ts';
export { firstIssueWarning } from './issue/first-issue.ts';
export { issueNotices, previewAsIssued, previewIssue, wantsConference } from './issue/issue-notices.ts';
export type { IssueRequest, IssueResult } from './issue/issue-notices.ts';
export { countHomes, countsOf, remarksOf } from './issue/issue-plan.ts';
export type { CriterionCount, IssuePlan } from './issue/issue-plan.ts';
export { lettersBefore } from './issue/letters-before.ts';
export { seenHash } from './issue/seen.ts';
export { readMovedLetters } from './log/address-now.ts';
export { compareDays, type ComparedDay, type DayMark } from './log/days-compared.ts';
export { countNotices, LOG_WAYS, readNotice, readNoticeLog } from './log/notice-log.ts';
export type { LogEntry, LogFilter, LogPage, LogWay, MailCounts, NoticeAsSent } from './log/notice-log.ts';
export { readTotals, type NoticeTotal } from './log/totals.ts';
export { actsByItself, communicates, criterionOf, lettersOf, readPackVersions } from './pack-versions.ts';
export {
  chooseSlot,
  CONFERENCE_WAYS,
  freeSlot,
  readConferenceChoices,
  readConferenceWay,
  writeConferenceWay,
} from './slots/choices.ts';
export type { ChooseSlot, ConferenceWay } from './slots/choices.ts';
export { addSlots, moveSlot, readSlots, takeOutSlot } from './slots/slots.ts';
export type { ConferenceSlot } from './slots/slots.ts';
export { NOTICE_STATES, WAYS, nextState } from './states.ts';
export type { NoticeAction, NoticeState, Way } from './states.ts';
export { readDataThrough } from './worklist/data-through.ts';
export type { DataThrough } from './worklist/data-through.ts';
export { parseDecisionFilter } from './worklist/filter.ts';
export type { WorklistFilter } from './worklist/filter.ts';
export { isOpenCorrection } from './worklist/corrections.ts';
export { isDue, isHeld } from './worklist/filter.ts';
export { countToApprove } from './worklist/count-to-approve.ts';
export { doubtInWords, languageName } from './worklist/look-first.ts';
export { readTriggerFile } from './worklist/trigger-file.ts';
export type { TriggerFile } from './worklist/trigger-file.ts';
export { readWorklist, readWorklistLines } from './worklist/worklist.ts';
export type { Worklist, WorklistLine } from './worklist/worklist.ts';
export { worklistJson } from './worklist/worklist-json.ts';
export { EXCUSAL_STATES, type ExcusalOnFile, type ExcusalState } from './excusals/excusal.ts';
export {
  decideExcusal,
  holdExcusal,
  proposeExcusal,
  withdrawExcusalsOf,
  type NewExcusal,
} from './excusals/propose-excusal.ts';
export { countExcusals, readExcusals, type ExcusalQuestion } from './excusals/read-excusals.ts';
export { countToPrint, type ToPrint } from './letter-mail/count-to-print.ts';
export { mailFolder } from './letter-mail/letter-file.ts';
export { printInstead } from './letter-mail/print-instead.ts';
export type { LetterMail } from './letter-mail/queue-letters.ts';
export { settleLetters } from './letter-mail/settle-letters.ts';
export type { LetterMailState } from './letter-mail/states.ts';
export { holdInvitations } from './issue/hold-invitations.ts';
export { MAIL_HOOKS } from './mail-hooks.ts';
