/**
 * A list of up to 10,000 rows: one tab stop, arrow keys, selection, sorting; cards where it is narrow, all rows on paper.
 * Keys: ↑↓ rows, ←→ cells, Home/End, PgUp/PgDn, Space select, Shift+↑↓ extend, Ctrl+A all that match, Enter open, F2 into a cell.
 */
import { useEffect, useMemo, useRef } from 'react';
import { useWords } from '../words/words.ts';
import { GridHead } from './grid-head.tsx';
import { GridRows } from './grid-rows.tsx';
import { SelectionBar } from './grid-selection-bar.tsx';
import { SortSelect } from './grid-sort-select.tsx';
import type { GridProps } from './grid-types.ts';
import classes from './grid.module.css';
import { countSelected, NOTHING } from './selection.ts';
import { rememberTrail } from './student-trail.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useGridPosition } from './use-grid-position.ts';
import { useGridSelection } from './use-grid-selection.ts';
import { useGridWindow } from './use-grid-window.ts';

export type { GridColumn, GridProps, GridSort } from './grid-types.ts';

/** More rows are asked for when so many are left below. */
const AHEAD = 30;

export function Grid<Row>(props: GridProps<Row>) {
  const t = useWords('parts');
  const { label, rows, columns, rowKey, onMore, isLoadingMore = false, sort, onSort } = props;
  const total = Math.max(props.total ?? rows.length, rows.length);
  const frame = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const isSelectable = props.onSelect !== undefined;
  const choice = useGridSelection(props, total);
  const position = useGridPosition(frame, rows.length, (row) => props.onRow?.(rows[row]!));
  const view = useGridWindow({
    count: rows.length,
    active: position.active.row,
    keyOf: (index) => rowKey(rows[index]!),
    frame,
    body,
  });
  const { width, isCards } = view;
  const shown = useMemo(
    () => columns.filter((column) => (isCards ? column.isTableOnly !== true : (column.hideBelow ?? 0) <= width)),
    [columns, isCards, width],
  );
  const keys = useGridKeys({ props, position, choice, cells: shown.length + (isSelectable ? 1 : 0), isCards });
  const isNearEnd = rows.length < total && view.last >= rows.length - AHEAD;
  useEffect(() => {
    if (isNearEnd && !isLoadingMore) onMore?.();
  }, [isNearEnd, isLoadingMore, onMore]);
  useEffect(() => rememberTrail(rows), [rows]);

  return (
    <div ref={frame} className={classes.frame}>
      {isSelectable && (
        <SelectionBar
          ticked={props.ticked ?? { count: countSelected(props.selection ?? NOTHING, total), total }}
          total={total}
          choice={choice}
          actions={props.actions}
        />
      )}
      {isCards && onSort !== undefined && <SortSelect columns={shown} sort={sort} onSort={onSort} />}
      <table
        role="grid"
        aria-label={label}
        aria-rowcount={total + 1}
        aria-colcount={shown.length + (isSelectable ? 1 : 0)}
        aria-multiselectable={isSelectable || undefined}
        aria-busy={isLoadingMore || undefined}
        className={classes.grid}
        data-cards={isCards}
        onKeyDown={keys}
        onFocus={position.onFocus}
      >
        {!isCards && <GridHead columns={shown} sort={sort} onSort={onSort} position={position} choice={choice} />}
        <tbody role="rowgroup" ref={body}>
          <GridRows props={props} view={view} columns={shown} active={position.active} onToggle={choice.toggle} />
        </tbody>
      </table>
      {isLoadingMore && <p role="status">{t('grid.more')}</p>}
    </div>
  );
}
