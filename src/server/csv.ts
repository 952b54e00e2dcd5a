/** Files for a spreadsheet: RFC 4180, and no cell that a spreadsheet would take for a formula. */

export type Cell = string | number;

/** Ends with CR LF, the last row too. */
export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

/** A text that a spreadsheet would calculate gets an apostrophe, which a spreadsheet takes for "this is text". */
export function cellText(value: Cell): string {
  if (typeof value === 'number') return String(value);
  const text = /^[\s]*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
