/** How a letter goes. '': on paper from the start; the next three: its e-mail; `print`: printed instead, because a person said so. */
export type LetterMailState = '' | 'waiting' | 'sent' | 'failed' | 'print';
