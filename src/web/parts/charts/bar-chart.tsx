/** Bars in lines: parts of a whole (one bar a line, its parts told apart by pattern), or counts over time (a line of columns for each kind). */
import { useId, type ReactNode } from 'react';
import { ChartFrame } from './chart-frame.tsx';
import classes from './charts.module.css';
import { placeOf, useAlong } from './use-along.ts';

export interface BarPart {
  readonly key: string;
  readonly value: number;
  readonly says: string;
  /** 1 to 4: its fill and pattern. */
  readonly shade: 1 | 2 | 3 | 4;
}

export interface BarLine {
  readonly key: string;
  readonly label: string;
  /** Behind the bar: the figure that matters. */
  readonly end?: ReactNode;
  readonly parts: readonly BarPart[];
}

interface BarChartProps {
  readonly label: string;
  readonly lines: readonly BarLine[];
  /** What each shade is, in order. */
  readonly legend: readonly string[];
}

/** Each bar is a whole of its own, cut into its parts. */
export function BarChart({ label, lines, legend }: BarChartProps) {
  const id = useId();
  const marks = lines.flatMap(({ parts }, line) => parts.map(({ says }) => ({ says, line })));
  const along = useAlong(label, marks);
  return (
    <>
      <Legend id={id} legend={legend} />
      <ChartFrame along={along}>
        <div className={classes.lines} aria-hidden="true">
          {lines.map(({ key, label: name, parts, end }, line) => (
            <div key={key} className={classes.barLine}>
              <span className={classes.barLabel}>{name}</span>
              <span className={classes.bar}>
                {parts.map(({ key: part, value, shade }, place) => (
                  <span
                    key={part}
                    className={classes.part}
                    data-shade={shade}
                    data-here={along.at === placeOf(marks, line, place) || undefined}
                    data-empty={value === 0 || undefined}
                    style={{ flexGrow: value }}
                  />
                ))}
              </span>
              <span className={classes.barEnd}>{end}</span>
            </div>
          ))}
        </div>
      </ChartFrame>
    </>
  );
}

function Legend({ id, legend }: { readonly id: string; readonly legend: readonly string[] }) {
  return (
    <ul className={classes.legend} id={id}>
      {legend.map((text, at) => (
        <li key={text}>
          <span className={classes.swatch} data-shade={at + 1} aria-hidden="true" />
          {text}
        </li>
      ))}
    </ul>
  );
}

export interface ColumnLine {
  readonly key: string;
  readonly label: string;
  readonly columns: readonly {
    readonly key: string;
    readonly value: number;
    readonly text: string;
    readonly says: string;
  }[];
}

interface ColumnChartProps {
  readonly label: string;
  readonly lines: readonly ColumnLine[];
  /** Below the columns: one for each. */
  readonly feet: readonly string[];
}

/** A line of columns for each kind, each line by its own measure: every column carries its number. */
export function ColumnChart({ label, lines, feet }: ColumnChartProps) {
  const marks = lines.flatMap(({ columns }, line) => columns.map(({ says }) => ({ says, line })));
  const along = useAlong(label, marks);
  return (
    <ChartFrame along={along}>
      <div className={classes.columnLines} aria-hidden="true">
        {lines.map(({ key, label: name, columns }, line) => {
          const most = Math.max(1, ...columns.map(({ value }) => value));
          return (
            <div key={key} className={classes.columnLine}>
              <span className={classes.barLabel}>{name}</span>
              <span className={classes.columns}>
                {columns.map(({ key: column, value, text }, place) => (
                  <span
                    key={column}
                    className={classes.columnCell}
                    data-here={along.at === placeOf(marks, line, place) || undefined}
                  >
                    <span className={classes.columnText}>{text}</span>
                    <span className={classes.column} style={{ blockSize: `${(value / most) * 2.5}rem` }} />
                  </span>
                ))}
              </span>
            </div>
          );
        })}
        <div className={classes.columnLine}>
          <span />
          <span className={classes.columns}>
            {feet.map((foot) => (
              <span key={foot} className={classes.foot}>
                {foot}
              </span>
            ))}
          </span>
        </div>
      </div>
    </ChartFrame>
  );
}
