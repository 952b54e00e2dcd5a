/** Messages to people: the only door of this room. */
export { mailSettingsOf, sendMail, type Mail, type MailResult, type MailSettings } from './mail.ts';
