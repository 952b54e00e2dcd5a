/** A note on the desk as it is kept: the days it covers, then what it says. */
import { parseDay } from '../../engine/index.ts';
import { listOf, shortDay, type Language } from '../explanation/quantities.ts';

/** Input: ISO days in any order. */
export function writeNote(days: readonly string[], text: string): string {
  return days.length === 0 ? text : `${days.toSorted().join(', ')}: ${text}`;
}

/** The inverse of {@link writeNote}. */
export function readNote(written: string): { readonly days: readonly string[]; readonly text: string } {
  const parts = /^(\d{4}-\d{2}-\d{2}(?:, \d{4}-\d{2}-\d{2})*): (.*)$/s.exec(written);
  if (parts === null) return { days: [], text: written };
  return { days: parts[1]?.split(', ') ?? [], text: parts[2] ?? '' };
}

/** `Mon Mar 9 and Tue Mar 10`; empty where no day was given. */
export function noteDays(written: string, language: Language = 'en'): string {
  return listOf(
    readNote(written).days.map((day) => shortDay(parseDay(day) ?? 0, language)),
    'and',
    language,
  );
}
