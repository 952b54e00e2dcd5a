/** What the keys do in a list. */
import { useDirection } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useMaybeMe } from '../shell/me.ts';
import { moveOf } from './grid-moves.ts';
import type { GridProps } from './grid-types.ts';
import type { GridPosition } from './use-grid-position.ts';
import type { GridChoice } from './use-grid-selection.ts';
import { rowHeight } from './use-grid-window.ts';

interface GridKeysInput<Row> {
  readonly props: GridProps<Row>;
  readonly position: GridPosition;
  readonly choice: GridChoice;
  /** Cells of a row. */
  readonly cells: number;
  readonly isCards: boolean;
}

export function useGridKeys<Row>({ props, position, choice, cells, isCards }: GridKeysInput<Row>) {
  const { dir } = useDirection();
  const hasLetters = useMaybeMe()?.letterKeys ?? true;
  const { active } = position;
  const size = { rows: props.rows.length, columns: cells, hasHead: !isCards, isRtl: dir === 'rtl' };

  return (event: KeyboardEvent<HTMLElement>) => {
    const cell = (event.target as Element).closest<HTMLElement>('[data-row]');
    if (cell === null) return;
    const isDone = event.target === cell ? onCell(event, cell) : inControl(event, cell);
    if (isDone) event.preventDefault();
  };

  function onCell(event: KeyboardEvent, cell: HTMLElement): boolean {
    if (event.altKey) return false;
    const isCtrl = event.ctrlKey || event.metaKey;
    const to = moveOf(active, { key: event.key, isCtrl }, { ...size, page: rowsOfPage() });
    if (to !== undefined) {
      if (event.shiftKey && choice.isOn && to.row >= 0 && to.row !== active.row) choice.extendTo(to.row, active.row);
      position.moveTo(to);
      return true;
    }
    if (isCtrl) return event.key.toLowerCase() === 'a' && choice.isOn && (choice.all(), true);
    return act(event, cell);
  }

  function act(event: KeyboardEvent, cell: HTMLElement): boolean {
    const row = props.rows[active.row];
    if (event.key === 'Enter') return press(cell, () => row !== undefined && props.onOpen?.(row));
    if (event.key === 'F2') return focusFirst(cell);
    if (event.key === ' ') {
      if (!choice.isOn) return press(cell);
      if (active.row >= 0) choice.toggle(active.row, event.shiftKey);
      else press(cell);
      return true;
    }
    const onKey = hasLetters && row !== undefined ? props.keys?.[event.key.toLowerCase()] : undefined;
    if (onKey === undefined || row === undefined) return false;
    onKey(row);
    return true;
  }
}

/** Inside a cell with several controls: ←→ from one to the next, Escape back to the cell. */
function inControl(event: KeyboardEvent, cell: HTMLElement): boolean {
  if (event.key === 'Escape') {
    cell.focus();
    return true;
  }
  const isTyping = (event.target as Element).matches('input:not([type=checkbox]), select, textarea');
  if (isTyping || !['ArrowLeft', 'ArrowRight'].includes(event.key)) return false;
  const controls = controlsOf(cell);
  const next = controls.indexOf(event.target as HTMLElement) + (event.key === 'ArrowRight' ? 1 : -1);
  controls[Math.max(0, Math.min(next, controls.length - 1))]?.focus();
  return true;
}

/** One control is pressed, of several the first takes the focus; a cell without any opens its row. */
function press(cell: HTMLElement, otherwise: () => unknown = () => undefined): boolean {
  const controls = controlsOf(cell);
  if (controls.length === 0) otherwise();
  else if (controls.length === 1 && !controls[0]!.matches('input:not([type=checkbox]), select, textarea'))
    controls[0]!.click();
  else controls[0]!.focus();
  return true;
}

function focusFirst(cell: HTMLElement): boolean {
  controlsOf(cell)[0]?.focus();
  return true;
}

/** What can be pressed or filled in inside a cell. */
export function controlsOf(cell: Element): readonly HTMLElement[] {
  return [
    ...cell.querySelectorAll<HTMLElement>('a[href], button:not(:disabled), input:not(:disabled), select, textarea'),
  ];
}

function rowsOfPage(): number {
  return Math.max(1, Math.floor((window.innerHeight - 160) / rowHeight()) - 1);
}
