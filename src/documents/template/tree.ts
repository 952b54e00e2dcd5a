/**
 * The closed tree of a letter template. What is not in it cannot be in a letter: no code, no file, no network.
 */
import type { Problem } from '../../problem.ts';
import type { BlockFieldName, FieldName } from './fields.ts';

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bold' | 'italic'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] }
  | { readonly kind: 'field'; readonly field: FieldName }
  /** `{? ... ?}`: left out when a field in it is empty. */
  | { readonly kind: 'optional'; readonly children: readonly Inline[] }
  | { readonly kind: 'break' };

/** `statement` is the id behind `{#id}`: a statement that the law requires. */
export interface ListItem {
  readonly children: readonly Inline[];
  readonly statement?: string;
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly children: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[]; readonly statement?: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly ListItem[] }
  | { readonly kind: 'block-field'; readonly field: BlockFieldName };

/** A letter in one language. The first block is its heading of level 1, the subject. */
export interface LetterTemplate {
  readonly file: string;
  /** The text as written: this is what a notice freezes. */
  readonly text: string;
  /** `lang` of the front matter. */
  readonly language?: string;
  /** Statement ids marked in the text, in their order. */
  readonly statements: readonly string[];
  /** Statement ids that the front matter asks for. */
  readonly required: readonly string[];
  /** Words for the table and the foot, in place of the built-in ones, by key of {@link LETTER_WORD_KEYS}. */
  readonly words: Readonly<Record<string, string>>;
  /** It names a conference, so it cannot go out without a date for one. */
  readonly needsConference: boolean;
  readonly blocks: readonly Block[];
  /** Longer or harder to read than the pack asks for. */
  readonly warnings: readonly Problem[];
  readonly readability: Readability;
}

export interface Readability {
  /** Words of the running text; a field is one word, the table of dates none. */
  readonly words: number;
  /** School grade of the text (English: Flesch-Kincaid; Spanish: Crawford), rounded to one decimal; null for other languages. */
  readonly grade: number | null;
}

export type TemplateReading =
  | { readonly ok: true; readonly template: LetterTemplate }
  | { readonly ok: false; readonly problems: readonly Problem[] };
