/** Windows in words: in a rule (`the school year`) and in a sentence about a student (`this school year (since Jul 1)`). */
import type { Day, Window } from '../../engine/index.ts';
import { wordsOf } from './catalogue/index.ts';
import { monthDay, quantity, type Language } from './quantities.ts';

/** As the rule says it: `in one quarter`, `since the latest "contact-made"`. */
export function windowInWords(window: Window, language: Language = 'en'): string {
  const words = wordsOf(language).windows;
  switch (window.kind) {
    case 'year':
      return words.inYear;
    case 'month':
      return words.inMonth;
    case 'term':
      return words.inTerm(window.term);
    case 'days':
      return words.within(window.days, quantity(window.days, 'day', language));
    case 'schoolDays':
      return words.within(window.days, quantity(window.days, 'school day', language));
    case 'since':
      return words.sinceLatest(eventInWords(window));
  }
}

/**
 * As a sentence about one student says it.
 * Input: `start` is the first day looked at, null where nothing is counted; `isCurrent` false tells of a cycle that is over.
 */
export function windowNow(
  { window, windowStart: start, isCurrent }: WindowOfAccount,
  language: Language = 'en',
): string {
  if (start === null) return nothingIsCounted(window, language);
  const words = wordsOf(language).windows;
  const from = monthDay(start, language);
  switch (window.kind) {
    case 'year':
      return words.thisYear(from);
    case 'month':
      return words.thisMonth(isCurrent, from);
    case 'term':
      return words.thisTerm(isCurrent, window.term, from);
    case 'days':
      return words.last(isCurrent, window.days, quantity(window.days, 'day', language), from);
    case 'schoolDays':
      return words.last(isCurrent, window.days, quantity(window.days, 'school day', language), from);
    case 'since':
      return words.sinceEvent(eventInWords(window), monthDay(start - 1, language));
  }
}

interface WindowOfAccount {
  readonly window: Window;
  readonly windowStart: Day | null;
  readonly isCurrent: boolean;
}

/** The name of a cycle: "The most for one {cycle} is {max}." */
export function cycleInWords(window: Window, language: Language = 'en'): string {
  const words = wordsOf(language).windows;
  if (window.kind === 'month') return words.month;
  if (window.kind === 'term') return words.term(window.term);
  return window.kind === 'since' ? words.timeSince(eventInWords(window)) : words.year;
}

function nothingIsCounted(window: Window, language: Language): string {
  const words = wordsOf(language).windows;
  if (window.kind === 'term') return words.outsideTerm(window.term);
  return window.kind === 'since' ? words.withoutEvent(eventInWords(window)) : words.nothingInYear;
}

function eventInWords(window: { readonly event: string; readonly ref?: string }): string {
  return window.ref === undefined ? window.event : `${window.event} ${window.ref}`;
}
