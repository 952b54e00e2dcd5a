/** What a list is made of. */
import type { ReactNode } from 'react';
import type { Selection } from './selection.ts';

export interface GridColumn<Row> {
  readonly key: string;
  /** The head of the column, and the label on a card. */
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Share of the width, compared with the other columns; 10 unless given. */
  readonly width?: number;
  /** Figures stand at the end. */
  readonly align?: 'start' | 'end';
  readonly isSortable?: boolean;
  /** Left out where the list is narrower than so many pixels, and still shown as a table. */
  readonly hideBelow?: number;
  /** Left out of cards: said elsewhere on the card. */
  readonly isTableOnly?: boolean;
}

export interface GridSort {
  readonly key: string;
  readonly direction: 'ascending' | 'descending';
}

export interface GridProps<Row> {
  /** The name of the list. */
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  /** Those loaded so far, in order. The first column is the heading of a card. */
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Names the row for its checkbox: "Torres, Maya, L1". */
  readonly rowLabel?: (row: Row) => string;
  /** All that match, loaded or not; the number of rows unless given. */
  readonly total?: number;
  /** Asked for when the end of what is loaded comes near. */
  readonly onMore?: () => void;
  readonly isLoadingMore?: boolean;

  readonly selection?: Selection;
  readonly onSelect?: (selection: Selection) => void;
  /** What is ticked of how many where that reaches beyond this list (a filter hides some); counted from `selection` unless given. */
  readonly ticked?: { readonly count: number; readonly total: number };
  /** Why a row cannot be ticked; undefined: it can. */
  readonly whyNotSelectable?: (row: Row) => string | undefined;
  /** Buttons that act on what is ticked; they stand beside "58 of 60 selected". */
  readonly actions?: ReactNode;

  readonly sort?: GridSort;
  readonly onSort?: (sort: GridSort) => void;
  /** Enter on a cell that holds no control. Offer the same as a link or a button in the row. */
  readonly onOpen?: (row: Row) => void;
  /** The row that the person is on: a side panel follows it. */
  readonly onRow?: (row: Row) => void;
  /** The row that is marked as the open one. */
  readonly openKey?: string;
  /** Keys of one character while the list has the focus; each needs a visible button too. */
  readonly keys?: Readonly<Record<string, (row: Row) => void>>;
  /** Greys a row (issued elsewhere meanwhile). */
  readonly isDimmed?: (row: Row) => boolean;
}
