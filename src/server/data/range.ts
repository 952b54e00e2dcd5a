/** Which lines of a list a page holds, where the cursor is how many come before it. */
import { z } from 'zod';
import { cursorOf, readCursor } from '../keys.ts';

export interface PageQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export function rangeOf({ cursor, limit }: PageQuery): { readonly offset: number; readonly limit: number } {
  return { offset: readCursor(z.int().nonnegative(), cursor) ?? 0, limit };
}

/** The cursor of the page after; null: that was the end. */
export function nextOf(end: number, total: number): string | null {
  return end < total ? cursorOf(end) : null;
}
