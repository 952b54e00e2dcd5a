/** Messages to people: the only door of this room. */
export { isMailOn, readChannels, readFamilyHours, type Channels } from './channels.ts';
export { nextFamilyMoment, type FamilyHours } from './family-hours.ts';
export { noteStop, readStops, stopOf, type TextStop } from './text-stops.ts';
export { attachFile, markFilesMade } from './attachments.ts';
export {
  askDistrict,
  endAsk,
  readAskList,
  type AskOnFile,
  type AskOutcome,
  type DistrictAsk,
} from './district-asks.ts';
export { mailSettingsOf, sendMail, type Mail, type MailResult, type MailSettings } from './mail.ts';
export { cancelMailAbout, countMail, queueMail, readMailAbout, type MailOnFile, type QueuedMail } from './outbox.ts';
export { sendWaiting, type Providers, type SendFigures, type SendRequest } from './send-waiting.ts';
export type { MailAction, MailFailure, MailState } from './states.ts';
export { recordResult, type DeliveryResult, type EndedMail, type MailHook, type MailHooks } from './record-result.ts';
export { askResults, takeReport, type AskRequest } from './ask-results.ts';
export { readWays, type MessageWays } from './message-ways.ts';
export { textNumber } from './phone-number.ts';
export { ANSWERS_PATH, RESULTS_PATH, sendText, textSettingsOf, type TextSettings } from './text.ts';
export { sendTestMail, sendTestText } from './test-message.ts';
export { isSignedText, textSignature } from './text-signature.ts';
