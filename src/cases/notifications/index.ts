/** Notifications, for the door of casework. */
export { NOTIFICATION_HOOKS } from './follow-mail.ts';
export { countWays, makeNotifications, type NotificationOfNotice } from './make-notifications.ts';
export type { NewNotification, NewRecipient, OccasionWords, Way } from './notification.ts';
export { recipientsOfFamily, recipientsOfStaff, type TellableStaff, type TellableStudent } from './plan-recipients.ts';
export {
  countRecipients,
  readPages,
  readRecipients,
  renderPages,
  type RecipientCounts,
  type RecipientOnFile,
  type RecipientQuestion,
} from './read-notifications.ts';
export { readTellableFamilies, readTellableStaff } from './read-tellable.ts';
export { waitOf, type Wait } from './waits-until.ts';
export { RECIPIENT, RECIPIENT_STATES, type RecipientState } from './states.ts';
export { cancelNotifications, markPrinted, printInstead, tryAgain } from './step-notification.ts';
