/** Messages to people: the only door of this room. */
export {
  askDistrict,
  endAsk,
  readAskList,
  type AskOnFile,
  type AskOutcome,
  type DistrictAsk,
} from './district-asks.ts';
export { mailSettingsOf, sendMail, type Mail, type MailResult, type MailSettings } from './mail.ts';
export {
  cancelMailAbout,
  MAIL_STATES,
  queueMail,
  readMailAbout,
  type MailOnFile,
  type MailState,
  type QueuedMail,
} from './outbox.ts';
export { sendWaiting, type Providers, type SendFigures, type SendRequest } from './send-waiting.ts';
