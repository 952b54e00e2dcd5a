import { memo, useLayoutEffect, useRef } from 'react';
import { useWords } from '../words/words.ts';
import type { GridColumn } from './grid-types.ts';
import classes from './grid.module.css';
import { controlsOf } from './use-grid-keys.ts';

interface GridRowProps<Row> {
  readonly row: Row;
  readonly index: number;
  readonly columns: readonly GridColumn<Row>[];
  readonly measure: (element: HTMLElement | null) => void;
  readonly isCards: boolean;
  /** -1: the focus is in another row. */
  readonly activeColumn: number;
  readonly label: string;
  readonly isOpen: boolean;
  readonly isDimmed: boolean;
  /** Undefined: rows cannot be ticked here. */
  readonly isSelected: boolean | undefined;
  readonly whyNot: string | undefined;
  readonly onToggle: (row: number, isStretch?: boolean) => void;
}

function Row<R>(props: GridRowProps<R>) {
  const t = useWords('parts');
  const { row, index, columns, measure, isCards, activeColumn, label, isOpen, isDimmed, isSelected, whyNot } = props;
  const element = useRef<HTMLTableRowElement>(null);
  // The grid is one tab stop: what a cell holds is reached from the cell.
  useLayoutEffect(() => {
    if (element.current !== null) for (const control of controlsOf(element.current)) control.tabIndex = -1;
  });
  const offset = isSelected === undefined ? 0 : 1;
  const tabIndex = (column: number) => (activeColumn === column ? 0 : -1);
  return (
    <tr
      role="row"
      ref={(found) => {
        element.current = found;
        measure(found);
      }}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-current={isOpen || undefined}
      data-dimmed={isDimmed}
      className={classes.row}
    >
      {isSelected !== undefined && (
        <td role="gridcell" data-row={index} data-column={0} tabIndex={tabIndex(0)} className={classes.tickCell}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t('grid.selectRow', { row: label })}
            checked={isSelected}
            disabled={whyNot !== undefined}
            title={whyNot}
            onChange={(event) => props.onToggle(index, (event.nativeEvent as MouseEvent).shiftKey)}
          />
        </td>
      )}
      {columns.map((column, at) => (
        <td
          key={column.key}
          role="gridcell"
          data-row={index}
          data-column={at + offset}
          data-align={column.align}
          data-heading={isCards && at === 0}
          tabIndex={tabIndex(at + offset)}
        >
          {isCards && at > 0 && <span className={classes.cardLabel}>{column.title}</span>}
          <span className={classes.value}>{column.cell(row)}</span>
        </td>
      ))}
    </tr>
  );
}

export const GridRow = memo(Row) as typeof Row;
