/**
 * What follows in Rollcall when a message has left, arrived or failed for good, by the thing it is about. Each runs in the transaction
 * that writes the result. A line here is all that a kind of message needs.
 */
import { NOTIFICATION_HOOKS } from '../cases/index.ts';
import type { MailHooks } from '../messages/index.ts';

export const MAIL_HOOKS: MailHooks = { notification: NOTIFICATION_HOOKS };
