/** What is counted, in words: the `{what}` of every sentence. */
import type { Selector } from '../../engine/index.ts';
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
