/** Gives names their numbers in `fact_words`, all of a kind at once. */
import type { ClientBase } from 'pg';
import { copyIn, copyTextRow } from '../../db/index.ts';
import { copyRows, int4Of, literal, textOf } from '../../db/copy-rows.ts';
import { ProblemError } from '../../problem.ts';

export type WordKind = 'student' | 'school' | 'period' | 'code' | 'course' | 'section';

/** Columns of these kinds are smallint. */
const MOST_SMALL = 32_767;
const SMALL: ReadonlySet<WordKind> = new Set(['school', 'period', 'code']);

/**
 * Numbers the words, new ones in their order after those known. The empty word is number 0.
 * Returns for each word of the list its number. Call it under the district's exclusive lock.
 * Fails: ProblemError for more than 32,767 schools, periods or codes.
 */
export async function numberWords(
  client: ClientBase,
  districtId: number,
  words: { readonly kind: WordKind; readonly list: readonly string[] },
): Promise<Int32Array> {
  const known = await readWords(client, districtId, words.kind);
  let next = [...known.values()].reduce((most, no) => Math.max(most, no), 0) + 1;
  const added: string[] = [];
  for (const word of words.list) {
    if (word === '' || known.has(word)) continue;
    known.set(word, next);
    added.push(copyTextRow([districtId, words.kind, next, word]));
    next += 1;
  }
  if (SMALL.has(words.kind) && next - 1 > MOST_SMALL) {
    throw new ProblemError([
      {
        file: 'attendance.csv',
        path: words.kind,
        found: `${next - 1} different values`,
        allowed: `at most ${MOST_SMALL} in one district`,
      },
    ]);
  }
  if (added.length > 0) await copyIn(client, 'copy fact_words (district_id, kind, word_no, word) from stdin', added);
  return Int32Array.from(words.list, (word) => known.get(word) ?? 0);
}

async function readWords(client: ClientBase, districtId: number, kind: WordKind): Promise<Map<string, number>> {
  const words = new Map<string, number>([['', 0]]);
  const select = `select word_no, word from fact_words where district_id = ${districtId} and kind = ${literal(kind)}`;
  for await (const rows of copyRows(client, select)) {
    for (const [no, word] of rows) words.set(textOf(word), int4Of(no) ?? 0);
  }
  return words;
}
