/** A list, or a record about one student, as a tagged PDF. */
import { createLetterEngine, type Sheet } from './typst/index.ts';

/** Rows of one sheet: some 480 pages, 8 seconds, and what a process of 1.5 GB can hold. */
export const MOST_SHEET_ROWS = 10_000;

let before: Promise<unknown> = Promise.resolve();

/**
 * The PDF/UA of a sheet. One is made at a time, however many are asked for: each may take a gigabyte.
 * Input: at most {@link MOST_SHEET_ROWS} rows.
 */
export async function renderSheet(sheet: Sheet, author: string): Promise<Buffer> {
  const made = before.then(() => renderNow(sheet, author));
  before = made.catch(() => undefined);
  return made;
}

async function renderNow(sheet: Sheet, author: string): Promise<Buffer> {
  const engine = createLetterEngine();
  try {
    return (await engine.renderSheet(sheet, { title: sheet.title, author })).pdf;
  } finally {
    await engine.close();
  }
}
