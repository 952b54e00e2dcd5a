import type { DateFact, LetterFacts } from '../letter-facts.ts';
import { pluralCategory, pluralOf, wordOf, type LetterWords } from '../words/index.ts';
import { dateWordsOf } from './dates-in-words.ts';
import type { FilledBlock } from './letter-content.ts';
import { numberIn } from './numbers.ts';

/**
 * The table of the dates that a letter shows: one row for each date, school and kind of record, periods of one kind together.
 * Input: records in the order of the letter. Ends: undefined when there are none; a column for the school only when there are several.
 */
export function dateTable(facts: LetterFacts, words: LetterWords): FilledBlock | undefined {
  if (facts.dates.length === 0) return undefined;
  const groups = [
    ...Map.groupBy(facts.dates, (fact) =>
      [fact.on, fact.school, fact.status, fact.excuse, fact.period === null].join('|'),
    ).values(),
  ];
  const hasSchools = new Set(facts.dates.map((fact) => fact.school)).size > 1;
  const dates = dateWordsOf(facts.language);
  const head = [wordOf(words, 'table.date'), wordOf(words, 'table.record')];
  const rows = groups.map((group) => {
    const first = group[0] as DateFact;
    const row = [dates.short(first.on), describe(group, { words, language: facts.language })];
    return hasSchools ? [...row, facts.schoolNames[first.school] ?? first.school] : row;
  });
  return { kind: 'table', head: hasSchools ? [...head, wordOf(words, 'table.school')] : head, rows };
}

interface Tongue {
  readonly words: LetterWords;
  readonly language: string;
}

function describe(group: readonly DateFact[], tongue: Tongue): string {
  const first = group[0] as DateFact;
  return [
    recordWord(first, tongue.words),
    first.period === null ? wholeDayWord(first, tongue) : periodWords(group, tongue),
  ]
    .filter(Boolean)
    .join(', ');
}

function recordWord(fact: DateFact, words: LetterWords): string {
  if (fact.status === 'present' || fact.status === 'exempt') return wordOf(words, fact.status);
  return wordOf(words, `${fact.status}.${fact.excuse === '' ? 'blank' : fact.excuse}`);
}

/** All day, a part of it, or the minutes missed; '' where none of it is known. */
function wholeDayWord(fact: DateFact, tongue: Tongue): string {
  if (fact.status === 'absent') {
    const value = fact.value ?? 1;
    return value === 1
      ? wordOf(tongue.words, 'all-day')
      : wordOf(tongue.words, 'part-of-day', { part: partOf(value, tongue.language) });
  }
  return minuteWords(fact.minutes, tongue);
}

function periodWords(group: readonly DateFact[], tongue: Tongue): string {
  const periods = [...new Set(group.map((fact) => fact.period ?? ''))];
  const list = wordOf(tongue.words, periodKey(periods.length, tongue), { list: periods.join(', ') });
  const minutes = group.some((fact) => fact.minutes === null)
    ? null
    : group.reduce((sum, fact) => sum + (fact.minutes ?? 0), 0);
  const missed = minuteWords(minutes, tongue);
  return missed === '' ? list : `${list} (${missed})`;
}

function periodKey(count: number, { words, language }: Tongue): string {
  const key = `period.${pluralCategory(language, count)}`;
  return words[key] === undefined ? 'period.other' : key;
}

function minuteWords(minutes: number | null, { words, language }: Tongue): string {
  if (minutes === null || minutes === 0) return '';
  return pluralOf(words, 'minute', { count: minutes, shown: numberIn(language, minutes), language });
}

function partOf(value: number, language: string): string {
  return value === 0.5 ? '½' : value === 0.25 ? '¼' : value === 0.75 ? '¾' : numberIn(language, value);
}
