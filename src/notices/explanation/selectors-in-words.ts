/** What is counted, in words: the `{what}` of every sentence. */
import type { Selector, View } from '../../engine/index.ts';
import { wordsOf } from './catalogue/index.ts';
import type { MinutesTest } from './catalogue/english-rules.ts';
import type { Language } from './quantities.ts';

/**
 * `an unexcused absence, or more than 30 minutes missed without excuse`.
 * Input: the selectors of one rule; a record is counted when one of them matches.
 */
export function selectorsInWords(selectors: readonly Selector[], language: Language = 'en'): string {
  return wordsOf(language).selectors.join(selectors.map((selector) => selectorInWords(selector, language)));
}

/** How a day absent is counted: by a view, else by what counts. */
export function absenceInWords(
  { counts, view }: { readonly counts?: readonly Selector[] | undefined; readonly view?: View | undefined },
  language: Language = 'en',
): string {
  if (view === undefined) return selectorsInWords(counts ?? [], language);
  const { viewRow } = wordsOf(language).rule;
  const parts = view.parts.map(({ counts: counted, by, rows }) => {
    const worth = rows.map(({ test, threshold, value }) => {
      const amount = by === 'share' ? threshold / 1000 : threshold;
      return viewRow({ isOver: test === 'over', threshold: amount, by, days: value / 1000 });
    });
    return `${selectorsInWords(counted, language)}: ${worth.join('; ')}`;
  });
  return parts.join('; ');
}

/** One selector: every key given narrows it. */
export function selectorInWords(selector: Selector, language: Language = 'en'): string {
  const words = wordsOf(language).selectors;
  const tests = minutesTests(selector, language);
  const minutes = tests.length === 0 ? '' : words.minutes(tests);
  return minutes !== '' && selector.status?.length !== 1
    ? words.missed(selector, minutes)
    : words.record(selector, minutes);
}

/** `more than 30`, `at most 60`. */
export function minutesTests(selector: Selector, language: Language): readonly string[] {
  const tests: readonly (readonly [MinutesTest, number | undefined])[] = [
    ['over', selector.minutesOver],
    ['atLeast', selector.minutesAtLeast],
    ['under', selector.minutesUnder],
    ['atMost', selector.minutesAtMost],
  ];
  return tests.flatMap(([test, count]) =>
    count === undefined ? [] : [wordsOf(language).selectors.minutesTest(test, count)],
  );
}
