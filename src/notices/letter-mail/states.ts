/** What becomes of a letter that goes by e-mail. The one table. */

/** '': on paper from the start; `print`: printed instead, because a person said so. */
const LETTER_MAIL_STATES = ['', 'waiting', 'sent', 'failed', 'print'] as const;
export type LetterMailState = (typeof LETTER_MAIL_STATES)[number];

export const LETTER_MAIL: Readonly<
  Record<LetterMailState, Readonly<Partial<Record<'leave' | 'fail' | 'again' | 'print', LetterMailState>>>>
> = {
  '': {},
  waiting: { leave: 'sent', fail: 'failed', print: 'print' },
  sent: { fail: 'failed', print: 'print' },
  failed: { leave: 'sent', again: 'waiting', print: 'print' },
  print: {},
};
