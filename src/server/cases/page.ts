/** One student has few of anything: the list is read whole and given in pages. */
import { z } from 'zod';
import { cursorOf, readCursor } from '../keys.ts';

const Skipped = z.int().positive();

export function pageOfAll<T>(
  all: readonly T[],
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): { items: T[]; next: string | null; total: number } {
  const skip = readCursor(Skipped, cursor) ?? 0;
  const end = skip + limit;
  return { items: all.slice(skip, end), next: end < all.length ? cursorOf(end) : null, total: all.length };
}
