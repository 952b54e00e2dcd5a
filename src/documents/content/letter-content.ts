/** A letter with every field filled in: plain values, in the order they are read. Both the PDF and the text version come from it. */

export type FilledInline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bold' | 'italic'; readonly children: readonly FilledInline[] }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly FilledInline[] }
  | { readonly kind: 'break' };

export type FilledBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly children: readonly FilledInline[] }
  | { readonly kind: 'paragraph'; readonly children: readonly FilledInline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly FilledInline[])[] }
  /** The table of dates; every row as long as the head. */
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** A label and its value in each row; a label may be '' where the value speaks for itself. Never a blank value. */
  | { readonly kind: 'pairs'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | {
      readonly kind: 'signature';
      readonly image: FilledImage | null;
      /** Room to sign by hand. */ readonly space: boolean;
      readonly lines: readonly string[];
    };

export interface FilledImage {
  readonly hash: string;
  readonly type: 'svg' | 'png' | 'jpg';
  readonly alt: string;
}

export interface LetterContent {
  readonly reference: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** The subject, plain. */
  readonly title: string;
  readonly school: string;
  readonly district: string;
  readonly logo: FilledImage | null;
  readonly returnAddress: readonly string[];
  /** Phone and e-mail of the letterhead. */
  readonly reach: readonly string[];
  /** What shows in the window of the envelope: names, then the address. */
  readonly address: readonly string[];
  readonly date: string;
  /** As `Notice N1042`. */
  readonly referenceLine: string;
  readonly blocks: readonly FilledBlock[];
  /** The foot of a page, with `{page}` and `{pages}` in it. */
  readonly foot: string;
}
