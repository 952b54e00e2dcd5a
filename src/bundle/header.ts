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
 * Fails: ProblemError for a required column that is missing, a column that comes twice, or a file that is no CSV of commas and lines.
 */
export function readHeader<Row>(spec: TableSpec<Row>, fields: readonly string[], line: number): Header<Row> {
  const names = fields.map(withoutBlanks);
  const keys = Object.keys(spec.columns) as (keyof Row & string)[];
  const layout = layoutProblem(fields);
  if (layout !== undefined) throw new ProblemError([{ file: spec.file, line, ...layout }]);
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

/** Lines that end in a carriage return alone make the whole file one row; other separators make each row one field. */
function layoutProblem(fields: readonly string[]): Pick<Problem, 'found' | 'allowed'> | undefined {
  if (fields.some((field) => /\r./s.test(field)))
    return {
      found: 'lines that end in a carriage return alone',
      allowed: 'lines that end in LF or CRLF (save the export as "CSV UTF-8")',
    };
  const [only = ''] = fields;
  const separator = fields.length === 1 ? [';', '\t', '|'].find((sign) => only.includes(sign)) : undefined;
  if (separator === undefined) return undefined;
  return { found: `fields separated by ${JSON.stringify(separator)}`, allowed: 'fields separated by commas' };
}

/** The columns in words; a star marks a required one. */
function describeColumns<Row>(spec: TableSpec<Row>): string {
  const keys = Object.keys(spec.columns) as (keyof Row & string)[];
  return keys.map((key) => `${columnName(key)}${spec.columns[key].required ? '*' : ''}`).join(', ');
}

/** A value as it is shown in a problem: quoted, and cut when long. */
export function quote(value: string): string {
  const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return JSON.stringify(shown);
}
