import type { LetterContent } from '../content/letter-content.ts';
import type { FormSheet } from './form-sheet.ts';

/** One PDF: a cover sheet, a list, or letters one after another, each from a page of its own. */
export interface LetterDocument {
  readonly title: string;
  readonly author: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** Headings as bookmarks: for a letter by itself. */
  readonly bookmarks: boolean;
  readonly cover: CoverSheet | null;
  readonly sheet: Sheet | null;
  readonly form: FormSheet | null;
  readonly letters: readonly LetterContent[];
}

/** The cover sheet of a print file. Every row of a section is as long as its head. */
export interface CoverSheet {
  readonly title: string;
  readonly subtitle: string;
  readonly foot: string;
  readonly sections: readonly CoverSection[];
}

export interface CoverSection {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A list on paper, or a record about one student. */
export interface Sheet {
  readonly language: string;
  /** Whose letter it is, above the title; '' on a list. */
  readonly sender: string;
  readonly title: string;
  /** Below the title: what was chosen, from which data. */
  readonly lines: readonly string[];
  /** On each page, with {@link pageLine}. */
  readonly foot: string;
  /** `Page {page} of {pages}` in the language of the sheet. */
  readonly pageLine: string;
  /** Across the page. */
  readonly isWide: boolean;
  readonly sections: readonly SheetSection[];
}

export interface SheetSection {
  /** '' for none. */
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly columns: readonly SheetColumn[];
  /** Each as long as `columns`. */
  readonly rows: readonly (readonly string[])[];
}

export interface SheetColumn {
  readonly head: string;
  /** Its share of the page. */
  readonly width: number;
  /** Figures stand at the end of their column. */
  readonly end: boolean;
}

/** Ends: pages count from 1, `first` and `last` included. */
export interface PageRange {
  readonly first: number;
  readonly last: number;
}

/** What the compiling process is asked, and what it answers. */
export type CompileRequest =
  | { readonly kind: 'image'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'compile'; readonly id: number; readonly document: LetterDocument };

export type CompileAnswer =
  | { readonly id: number; readonly ok: true; readonly pdf: Uint8Array; readonly pages: readonly PageRange[] }
  | { readonly id: number; readonly ok: false; readonly messages: readonly string[] };
