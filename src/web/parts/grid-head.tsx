import { useWords } from '../words/words.ts';
import type { GridColumn, GridSort } from './grid-types.ts';
import classes from './grid.module.css';
import type { GridPosition } from './use-grid-position.ts';
import type { GridChoice } from './use-grid-selection.ts';

interface GridHeadProps<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly sort: GridSort | undefined;
  readonly onSort: ((sort: GridSort) => void) | undefined;
  readonly position: GridPosition;
  readonly choice: GridChoice;
}

/** Heads with their sorting, and the checkbox over all that match. */
export function GridHead<Row>({ columns, sort, onSort, position, choice }: GridHeadProps<Row>) {
  const t = useWords('parts');
  const tabIndex = (column: number) => (position.active.row === -1 && position.active.column === column ? 0 : -1);
  const offset = choice.isOn ? 1 : 0;
  const whole = columns.reduce((sum, { width = 10 }) => sum + width, 0);
  return (
    <>
      <colgroup>
        {choice.isOn && <col className={classes.tick} />}
        {columns.map(({ key, width = 10 }) => (
          <col key={key} style={{ inlineSize: `${(100 * width) / whole}%` }} />
        ))}
      </colgroup>
      <thead role="rowgroup">
        <tr role="row" aria-rowindex={1}>
          {choice.isOn && (
            <th
              role="columnheader"
              scope="col"
              data-row={-1}
              data-column={0}
              tabIndex={tabIndex(0)}
              className={classes.tickCell}
            >
              <input
                type="checkbox"
                tabIndex={-1}
                aria-label={t('grid.selectAll')}
                checked={choice.head === 'all'}
                ref={(box) => {
                  if (box !== null) box.indeterminate = choice.head === 'some';
                }}
                onChange={() => (choice.head === 'all' ? choice.clear() : choice.all())}
              />
            </th>
          )}
          {columns.map((column, at) => (
            <th
              key={column.key}
              role="columnheader"
              scope="col"
              data-row={-1}
              data-column={at + offset}
              data-align={column.align}
              tabIndex={tabIndex(at + offset)}
              aria-sort={sort?.key === column.key ? sort.direction : undefined}
            >
              {column.isSortable === true && onSort !== undefined ? (
                <button
                  type="button"
                  tabIndex={-1}
                  className={classes.sort}
                  onClick={() => onSort(turned(column.key, sort))}
                >
                  {column.title}
                  <span aria-hidden="true" className={classes.arrow}>
                    {sort?.key === column.key ? ARROWS[sort.direction] : '↑↓'}
                  </span>
                </button>
              ) : (
                column.title
              )}
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}

const ARROWS = { ascending: '↑', descending: '↓' } as const;

function turned(key: string, sort: GridSort | undefined): GridSort {
  return { key, direction: sort?.key === key && sort.direction === 'ascending' ? 'descending' : 'ascending' };
}
