/** Which field of a row holds which column. */
import type { Problem } from '../problem.ts';
import { ProblemError } from '../problem.ts';
import { columnName, type TableSpec } from './tables.ts';
import { withoutBlanks } from './values.ts';

/** For each column of the file's table its place in a row; columns that the file leaves out are missing. */
export interface Header<Row> {
  readonly width: number;
  readonly places: ReadonlyMap<keyof Row & string, number>;
  readonly warnings: readonly Problem[];
}

const MOST_COLUMNS = 1000;

/**
 * Reads a header row. The order of columns is free; blanks around names are dropped.
 * Fails: ProblemError for a required column that is missing, or a column that comes twice.
 */
export function readHeader<Row>(spec: TableSpec<Row>, fields: readonly string[], line: number): Header<Row> {
  const names = fields.map(withoutBlanks);
  const keys = Object.keys(spec.columns) as (keyof Row & string)[];
  if (names.length > MOST_COLUMNS) {
    throw new ProblemError([
      { file: spec.file, line, found: `${names.length} columns`, allowed: `at most ${MOST_COLUMNS}` },
    ]);
  }
  const known = new Map(keys.map((key) => [columnName(key), key]));
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const places = new Map<keyof Row & string, number>();
  const at = { file: spec.file, line };
  const allowed = `the columns ${describeColumns(spec)}`;
  names.forEach((name, index) => {
    const key = known.get(name);
    if (key === undefined)
      warnings.push({ ...at, found: `an unknown column ${quote(name)}, which is ignored`, allowed });
    else if (places.has(key))
      problems.push({ ...at, found: `the column "${name}" twice`, allowed: 'each column once' });
    else places.set(key, index);
  });
  for (const key of keys) {
    if (!spec.columns[key].required || places.has(key)) continue;
    problems.push({ ...at, found: `no column "${columnName(key)}"`, allowed });
  }
  if (problems.length > 0) throw new ProblemError(problems);
  return { width: names.length, places, warnings };
}

/** The columns in words; a star marks a required one. */
export function describeColumns<Row>(spec: TableSpec<Row>): string {
  const keys = Object.keys(spec.columns) as (keyof Row & string)[];
  return keys.map((key) => `${columnName(key)}${spec.columns[key].required ? '*' : ''}`).join(', ');
}

/** A value as it is shown in a problem: quoted, and cut when long. */
export function quote(value: string): string {
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return JSON.stringify(shown);
}
