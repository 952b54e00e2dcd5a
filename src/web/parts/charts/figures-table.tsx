/** A table of figures; below 48em each row is a block of label and value. */
import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './charts.module.css';

export interface FigureColumn<Row> {
  readonly key: string;
  readonly head: string;
  /** Figures stand at the end of their column. */
  readonly end?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

interface FiguresTableProps<Row> {
  readonly caption: string;
  /** The first is the heading of its row. */
  readonly columns: readonly FigureColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** All rows together: a cell for each column. */
  readonly foot?: readonly ReactNode[];
}

export function FiguresTable<Row>({ caption, columns, rows, rowKey, foot }: FiguresTableProps<Row>) {
  return (
    <Table className={classes.figures} captionSide="top">
      <caption className="rc-hidden">{caption}</caption>
      <Table.Thead>
        <Table.Tr>
          {columns.map(({ key, head, end }) => (
            <Table.Th key={key} scope="col" className={end === true ? classes.end : undefined}>
              {head}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={rowKey(row)}>
            {columns.map(({ key, head, end, cell }, at) =>
              at === 0 ? (
                <Table.Th key={key} scope="row">
                  {cell(row)}
                </Table.Th>
              ) : (
                <Table.Td key={key} data-label={head} className={end === true ? classes.end : undefined}>
                  {cell(row)}
                </Table.Td>
              ),
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
      {foot !== undefined && (
        <Table.Tfoot>
          <Table.Tr>
            {columns.map(({ key, head, end }, at) =>
              at === 0 ? (
                <Table.Th key={key} scope="row">
                  {foot[at]}
                </Table.Th>
              ) : (
                <Table.Td key={key} data-label={head} className={end === true ? classes.end : undefined}>
                  <b>{foot[at]}</b>
                </Table.Td>
              ),
            )}
          </Table.Tr>
        </Table.Tfoot>
      )}
    </Table>
  );
}
