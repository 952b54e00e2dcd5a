/** A test message: to see that a way works. It says nothing about a student. */
import { Refusal } from '../problem.ts';
import { mailSettingsOf, sendMail, type MailResult } from './mail.ts';
import { textNumber } from './phone-number.ts';
import { sendText, textSettingsOf } from './text.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** At once, past the outbox and the hours of families. Fails: Refusal where e-mail is not set up. */
export async function sendTestMail(
  env: Env,
  { to, key, language }: { readonly to: string; readonly key: string; readonly language: 'en' | 'es' },
): Promise<MailResult> {
  const settings = mailSettingsOf(env);
  if (settings === null) throw new Refusal('E-mail is not set up on the server.', { code: 'channel.email-not-set' });
  const { subject, text } = WORDS[language];
  return sendMail(settings, { to, subject, text, key, language });
}

/** The same as a text. The number is not kept. Fails: Refusal for what is no number of a telephone. */
export async function sendTestText(env: Env, number: string): Promise<MailResult> {
  const settings = await textSettingsOf(env);
  if (settings === null)
    throw new Refusal('Text messages are not set up on the server.', { code: 'channel.text-not-set' });
  const to = textNumber(number);
  if (to === null) throw new Refusal('That is no number that can get text messages.', { code: 'channel.no-number' });
  return sendText({ ...settings, callback: null }, { to, text: WORDS.en.text });
}

const WORDS = {
  en: {
    subject: 'A test message of Rollcall',
    text: 'This is a test message of Rollcall. It says nothing about a student.',
  },
  es: {
    subject: 'Un mensaje de prueba de Rollcall',
    text: 'Este es un mensaje de prueba de Rollcall. No dice nada de un estudiante.',
  },
} as const;
