/** The cell with the focus: the only one that Tab reaches. */
import { useCallback, useLayoutEffect, useRef, useState, type FocusEvent, type RefObject } from 'react';
import type { Position } from './grid-moves.ts';

export interface GridPosition {
  readonly active: Position;
  /** Moves the focus there. */
  readonly moveTo: (to: Position) => void;
  /** Of the table: a click or a control inside makes its cell the active one. */
  readonly onFocus: (event: FocusEvent) => void;
}

export function useGridPosition(
  frame: RefObject<HTMLElement | null>,
  rowCount: number,
  onRow: (row: number) => void,
): GridPosition {
  const [position, setPosition] = useState<Position>({ row: 0, column: 0 });
  const wantsFocus = useRef(false);
  const active = position.row < rowCount ? position : { ...position, row: rowCount - 1 };
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    const cell = cellAt(frame.current, active);
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  const tell = (to: Position, from: Position) => {
    if (to.row !== from.row && to.row >= 0) onRow(to.row);
  };
  const moveTo = (to: Position) => {
    wantsFocus.current = true;
    setPosition(to);
    tell(to, active);
  };
  const told = useRef(-2);
  const onFocus = useCallback(
    (event: FocusEvent) => {
      const cell = event.target.closest<HTMLElement>('[data-row]');
      if (cell === null) return;
      const to = { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) };
      setPosition(to);
      if (to.row >= 0 && to.row !== told.current) onRow(to.row);
      told.current = to.row;
    },
    [onRow],
  );
  return { active, moveTo, onFocus };
}

/** The element of a cell, if it is drawn. */
function cellAt(frame: Element | null, { row, column }: Position): HTMLElement | null {
  return frame?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`) ?? null;
}
