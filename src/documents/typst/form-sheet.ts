/** A page that people read, sign or fill in: an agenda, minutes, a contract, a blank form. Plain values. */
export interface FormSheet {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** Name of the school, above; '' on a form of no school. */
  readonly sender: string;
  readonly title: string;
  /** Below the title, as label and value; '' as a value is a line to write on. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly blocks: readonly FormBlock[];
  readonly foot: string;
  /** `Page {page} of {pages}`, in the language of the form. */
  readonly pageLine: string;
}

export type FormBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  /** Lines to write on by hand. */
  | { readonly kind: 'lines'; readonly count: number }
  | {
      readonly kind: 'table';
      readonly columns: readonly { readonly head: string; readonly width: number }[];
      readonly rows: readonly (readonly string[])[];
      /** Unit: points. 0: as high as its text. */
      readonly rowHeight: number;
    }
  /** Boxes to tick: one of them is ticked, or none. */
  | { readonly kind: 'choices'; readonly label: string; readonly options: readonly string[]; readonly chosen: string }
  | { readonly kind: 'signatures'; readonly rows: readonly FormSignature[] };

export interface FormSignature {
  /** `Parent or guardian: Ana Torres`. */
  readonly who: string;
  /** A typed signature; '' a line to sign on. */
  readonly typed: string;
  /** Lines of points, in thousandths of the width of the field; [] where it was not drawn. */
  readonly strokes: readonly (readonly (readonly [x: number, y: number])[])[];
  /** Says in words what the drawing is. */
  readonly alt: string;
  /** Label and value; '' a line to write on. */
  readonly date: readonly [label: string, value: string];
  /** Below, small: when, before whom, or why it is missing. */
  readonly note: string;
}
