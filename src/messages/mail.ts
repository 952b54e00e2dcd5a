/** Electronic mail by SMTP. */
import { createTransport } from 'nodemailer';
import type { MailFailure } from './states.ts';

export interface MailSettings {
  /** As `smtp://user:password@mail.example.org:587`; `smtps://` for TLS from the start. */
  readonly url: string;
  /** As `Rollcall <attendance@district.example>`. */
  readonly from: string;
}

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same key twice carries the same Message-ID, by which a mailbox knows a copy. */
  readonly key: string;
  readonly language: string;
  /** An invitation for a calendar, as RFC 5545 writes it. */
  readonly ics?: { readonly method: 'REQUEST' | 'CANCEL'; readonly text: string };
  /** A PDF that goes along. */
  readonly attachment?: { readonly name: string; readonly content: Buffer };
}

/**
 * `again`: a later try may do. `final`: this message never leaves this way. `setup`: nothing leaves until somebody mends the
 * settings, which is no fault of the message.
 */
export type MailResult =
  | { readonly outcome: 'sent'; readonly providerId?: string }
  | {
      readonly outcome: 'failed';
      readonly reason: string;
      readonly kind: 'again' | 'final' | 'setup';
      readonly why: MailFailure;
      /** The provider may have taken it all the same. */
      readonly isUnsure?: boolean;
    };

/** From `ROLLCALL_SMTP_URL` and `ROLLCALL_MAIL_FROM`; null where mail is not set up. */
export function mailSettingsOf(env: Readonly<Record<string, string | undefined>>): MailSettings | null {
  const url = env['ROLLCALL_SMTP_URL'] ?? '';
  const from = env['ROLLCALL_MAIL_FROM'] ?? '';
  return url === '' || from === '' ? null : { url, from };
}

/** Hands one mail to the server. The reason of a failure holds no address. */
export async function sendMail(
  settings: MailSettings,
  { to, subject, text, key, language, ics, attachment }: Mail,
): Promise<MailResult> {
  const transport = createTransport({ url: settings.url, connectionTimeout: 15_000, socketTimeout: 30_000 });
  try {
    await transport.sendMail({
      from: settings.from,
      to,
      subject,
      text,
      ...(ics === undefined
        ? {}
        : { icalEvent: { method: ics.method, content: ics.text, filename: 'invitation.ics' } }),
      ...(attachment === undefined
        ? {}
        : {
            attachments: [{ filename: attachment.name, content: attachment.content, contentType: 'application/pdf' }],
          }),
      messageId: `<${key}@rollcall>`,
      headers: { 'Content-Language': language, 'Auto-Submitted': 'auto-generated' },
    });
    return { outcome: 'sent' };
  } catch (error) {
    return { outcome: 'failed', reason: reasonOf(error), ...verdictOf(error) };
  } finally {
    transport.close();
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EENVELOPE: 'The mail server does not take this address.',
  EAUTH: 'The mail server does not take the user name or password of ROLLCALL_SMTP_URL.',
  ECONNECTION: 'The mail server cannot be reached.',
  ESOCKET: 'The mail server cannot be reached.',
  ETIMEDOUT: 'The mail server did not answer in time.',
  EDNS: 'The mail server of ROLLCALL_SMTP_URL is not known.',
  ETLS: 'The mail server and Rollcall cannot agree on encryption.',
};

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
  readonly message?: string;
}

/** A refusal that begins with 5 is final (RFC 5321, 4.2.1): of the address, or of the text. That of the sender is about the settings. */
function verdictOf(error: unknown): { readonly kind: 'again' | 'final' | 'setup'; readonly why: MailFailure } {
  const { code, responseCode = 0, command = '', message = '' } = error as SmtpError;
  const isSetup = code === 'EAUTH' || code === 'EDNS' || code === 'ETLS' || message.startsWith('Invalid sender');
  if (isSetup) return { kind: 'setup', why: 'refused' };
  if (code === 'EENVELOPE' && responseCode === 0) return { kind: 'final', why: 'address' };
  if (responseCode < 500) return { kind: 'again', why: 'given-up' };
  if (command === 'RCPT TO') return { kind: 'final', why: 'address' };
  return command === 'DATA' ? { kind: 'final', why: 'refused' } : { kind: 'setup', why: 'refused' };
}

function reasonOf(error: unknown): string {
  const { code, responseCode } = error as SmtpError;
  const known = REASONS[code ?? ''] ?? 'The mail server refused the mail.';
  return responseCode === undefined ? known : `${known} (answer ${responseCode})`;
}
