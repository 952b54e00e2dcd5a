/** Where a key leads in a grid. Row -1 is the head. */

export interface Position {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that a page shows. */
  readonly page: number;
  /** Cards have no head. */
  readonly hasHead: boolean;
  readonly isRtl: boolean;
}

interface Pressed {
  readonly key: string;
  readonly isCtrl: boolean;
}

/** The next position; undefined where the key does not move. */
export function moveOf(from: Position, { key, isCtrl }: Pressed, size: GridSize): Position | undefined {
  const { rows, columns, page, hasHead, isRtl } = size;
  const first = hasHead ? -1 : 0;
  const row = (to: number): Position => ({ ...from, row: clamp(to, rows === 0 ? -1 : first, rows - 1) });
  const column = (to: number): Position => ({ ...from, column: clamp(to, 0, columns - 1) });
  const forward = isRtl ? -1 : 1;
  switch (key) {
    case 'ArrowDown':
      return row(isCtrl ? rows - 1 : from.row + 1);
    case 'ArrowUp':
      return row(isCtrl ? 0 : from.row - 1);
    case 'ArrowRight':
      return column(from.column + forward);
    case 'ArrowLeft':
      return column(from.column - forward);
    case 'PageDown':
      return row(from.row + page);
    case 'PageUp':
      return row(Math.max(0, from.row - page));
    case 'Home':
      return isCtrl ? { row: clamp(0, -1, rows - 1), column: 0 } : column(0);
    case 'End':
      return isCtrl ? { row: rows - 1, column: columns - 1 } : column(columns - 1);
    default:
      return undefined;
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
