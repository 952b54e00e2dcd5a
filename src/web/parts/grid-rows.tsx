import { GridRow } from './grid-row.tsx';
import type { Position } from './grid-moves.ts';
import type { GridColumn, GridProps } from './grid-types.ts';
import classes from './grid.module.css';
import { isSelected, NOTHING } from './selection.ts';
import type { GridWindow } from './use-grid-window.ts';

interface GridRowsProps<Row> {
  readonly props: GridProps<Row>;
  readonly view: GridWindow;
  readonly columns: readonly GridColumn<Row>[];
  readonly active: Position;
  readonly onToggle: (row: number, isStretch?: boolean) => void;
}

/** The rows that are drawn, and the room of those that are not. */
export function GridRows<Row>({ props, view, columns, active, onToggle }: GridRowsProps<Row>) {
  const { rows, rowKey, rowLabel, openKey, selection = NOTHING, onSelect } = props;
  return view.drawn.map((drawn) => {
    if ('gap' in drawn)
      return (
        <tr key={drawn.key} role="none">
          <td role="none" className={classes.gap} style={{ blockSize: drawn.gap }} />
        </tr>
      );
    const row = rows[drawn.row];
    if (row === undefined) return null;
    const key = rowKey(row);
    return (
      <GridRow
        key={key}
        row={row}
        index={drawn.row}
        columns={columns}
        measure={view.measure}
        isCards={view.isCards}
        activeColumn={active.row === drawn.row ? active.column : -1}
        label={rowLabel?.(row) ?? key}
        isOpen={openKey === key}
        isDimmed={props.isDimmed?.(row) ?? false}
        isSelected={onSelect === undefined ? undefined : isSelected(selection, key)}
        whyNot={props.whyNotSelectable?.(row)}
        onToggle={onToggle}
      />
    );
  });
}
