/** Ticking rows: one, a stretch, all that match. */
import { useCallback, useLayoutEffect, useRef } from 'react';
import type { GridProps } from './grid-types.ts';
import { EVERYTHING, headState, isSelected, NOTHING, withRows } from './selection.ts';

export interface GridChoice {
  readonly isOn: boolean;
  readonly head: 'none' | 'some' | 'all';
  readonly toggle: (row: number, isStretch?: boolean) => void;
  /** Ticks from the row that was ticked last to this one. */
  readonly extendTo: (row: number, from: number) => void;
  readonly all: () => void;
  readonly clear: () => void;
}

export function useGridSelection<Row>(props: GridProps<Row>, total: number): GridChoice {
  const { rows, rowKey, selection = NOTHING, onSelect, whyNotSelectable } = props;
  const anchor = useRef<number | undefined>(undefined);
  const isFree = (row: Row) => whyNotSelectable?.(row) === undefined;
  const keysBetween = (one: number, other: number) =>
    rows
      .slice(Math.min(one, other), Math.max(one, other) + 1)
      .filter(isFree)
      .map(rowKey);
  const all = () => onSelect?.(withRows(EVERYTHING, rows.filter((row) => !isFree(row)).map(rowKey), false));
  const clear = () => onSelect?.(NOTHING);
  const now = useRef<(at: number, isStretch: boolean) => void>(undefined);
  useLayoutEffect(() => {
    now.current = (at, isStretch) => {
      const row = rows[at];
      if (row === undefined || !isFree(row)) return;
      const from = isStretch ? (anchor.current ?? at) : at;
      anchor.current = at;
      onSelect?.(withRows(selection, keysBetween(from, at), isStretch || !isSelected(selection, rowKey(row))));
    };
  });
  // One function for as long as the list lives: rows that did not change are not drawn anew.
  const toggle = useCallback((at: number, isStretch = false) => now.current?.(at, isStretch), []);
  return {
    isOn: onSelect !== undefined,
    head: headState(selection, total),
    toggle,
    extendTo: (at, from) => {
      anchor.current ??= from;
      onSelect?.(withRows(selection, keysBetween(anchor.current, at), true));
    },
    all,
    clear,
  };
}
