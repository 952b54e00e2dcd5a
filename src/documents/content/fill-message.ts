import { isRightToLeft } from '../family-language.ts';
import type { LetterFacts } from '../letter-facts.ts';
import type { MessageTemplate } from '../template/index.ts';
import { builtInWords } from '../words/index.ts';
import { fieldValues } from './field-values.ts';
import { fillLines } from './fill-lines.ts';
import { fillTemplate } from './fill-template.ts';
import type { LetterContent } from './letter-content.ts';
import { plainInlines, renderBody } from './plain-text.ts';

/** The words of one message to one person. */
export interface MessageWords {
  readonly subject: string;
  readonly text: string;
  /** As a text message. */
  readonly short: string;
  /** The same words as one page on paper. */
  readonly page: LetterContent;
}

/** Fills the words of a notification with the facts of its notice. */
export function fillMessage({ letter, short }: MessageTemplate, facts: LetterFacts): MessageWords {
  const page = fillTemplate(letter, facts);
  const words = { ...builtInWords(facts.language), ...letter.words };
  const values = fieldValues(facts, words, isRightToLeft(facts.language) ? 'rtl' : 'ltr');
  // Marks of direction are for the page; a phone orders its own text.
  const plain = plainInlines(fillLines(short, values)).replaceAll(/[\u2066-\u2069]/g, '');
  return { subject: page.title, text: renderBody(page), short: plain.normalize('NFC').trim(), page };
}
